package dev.carousel.data.source.ts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.columns.RowBuffer;
import dev.carousel.data.internal.reading.StrictUtf8Input;
import dev.carousel.data.internal.reading.SummedInput;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one file of series, line by line. */
final class TsReader {
  private final SourceInput input;
  private final Wanted wanted;
  private final long heap;
  private long line;

  TsReader(SourceInput input, Wanted wanted, long heap) {
    this.input = input;
    this.wanted = wanted;
    this.heap = heap;
  }

  FrameReading read() throws IOException {
    Path path = input.path().orElse(null);
    try (SummedInput summed = new SummedInput(input.open());
        StrictUtf8Input in = new StrictUtf8Input(input.name(), path, summed)) {
      RowBuffer buffer = new RowBuffer(in, TsSource.LONGEST_LINE);
      buffer.more();
      buffer.skipByteOrderMark();
      TsHeader header = readHeader(buffer);
      TsSeries series = new TsSeries(header, wanted, this::where, heap);
      for (int end = nextLine(buffer); end >= 0; end = nextLine(buffer)) {
        series.add(buffer.bytes(), buffer.position(), end);
        leave(buffer, end);
      }
      if (series.rows() == 0) {
        throw CarouselException.failure("The file has no series.")
            .expected("a line for each series, after @data")
            .where(input)
            .build();
      }
      wanted.requireIn(input, series.names());
      DataIdentity identity =
          path == null
              ? DataIdentity.none()
              : DataIdentity.of(List.of(summed.sum(String.valueOf(path.getFileName()))));
      Frame frame = Frame.of(input.name(), series.columns(), identity);
      return new FrameReading(frame, series.names(), List.of(series.toString()));
    }
  }

  private String where() {
    return input + ", line " + line;
  }

  private TsHeader readHeader(RowBuffer buffer) throws IOException {
    TsHeader header = TsHeader.NOTHING;
    for (int end = nextLine(buffer); end >= 0; end = nextLine(buffer)) {
      String text = new String(buffer.bytes(), buffer.position(), end - buffer.position(), UTF_8);
      String bare = text.strip();
      leave(buffer, end);
      if (!bare.startsWith("@")) {
        throw noSeries("a line that begins with '" + shortened(bare) + "'", where());
      }
      if (bare.toLowerCase(Locale.ROOT).equals("@data")) {
        return header;
      }
      header = header.with(bare, where());
    }
    throw noSeries(null, input.name());
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(40, text.length()));
  }

  private static CarouselException noSeries(@Nullable String found, String where) {
    CarouselException.Builder error =
        CarouselException.failure("This is not a file of series in the format .ts.")
            .expected("attributes that begin with @, then @data, then a line for each series")
            .where(where);
    return found == null ? error.build() : error.found(found).build();
  }

  /**
   * Moves to the next line that is neither blank nor a comment.
   *
   * @return the index of its end; -1 if there is none
   */
  private int nextLine(RowBuffer buffer) throws IOException {
    while (true) {
      byte[] bytes = buffer.bytes();
      int from = buffer.position();
      int end = from;
      while (bytes[end] != '\n') {
        end++;
      }
      if (end == buffer.limit() && !buffer.isEnded()) {
        if (!buffer.more()) {
          throw CarouselException.failure("A line of the file is too long.")
              .expected("at most " + TsSource.LONGEST_LINE + " bytes")
              .where(where())
              .build();
        }
        continue;
      }
      if (from == buffer.limit()) {
        return -1;
      }
      line++;
      int first = from;
      while (first < end && bytes[first] <= ' ' && bytes[first] >= 0) {
        first++;
      }
      if (first < end && bytes[first] != '#') {
        return end;
      }
      leave(buffer, end);
    }
  }

  private static void leave(RowBuffer buffer, int end) {
    buffer.moveTo(end + 1);
  }
}
