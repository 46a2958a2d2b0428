package dev.carousel.fuzz;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.csv.CsvSource;
import dev.carousel.data.source.csv.Decimal;
import dev.carousel.data.source.csv.Separator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every source of frames is held to. */
final class FrameChecks {
  private FrameChecks() {}

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  static Optional<String> load(String name, byte[] input, FrameSource source) {
    return Hostile.file(name, input, file -> check(file, source));
  }

  private static void check(Path file, FrameSource source) throws IOException {
    FrameReading reading = source.read(file, Wanted.everything());
    Frame frame = reading.frame();
    Hostile.require(frame.rows() > 0, frame.rows() + " rows");
    Hostile.require(reading.columns().containsAll(frame.names()), reading.columns());
    reading.notes().forEach(note -> Hostile.require(!note.isBlank(), reading.notes()));
    frame.columns().forEach(column -> check(column, frame.rows()));
    if (!Hostile.isThorough()) {
      return;
    }
    requireSameFromStream(file, source, frame);
    requireOneByOne(file, source, frame);
    requireSameAgain(frame);
  }

  private static void check(Column column, int rows) {
    Hostile.require(column.rows() == rows, column.name());
    if (column instanceof NumberColumn numbers) {
      for (double value : numbers.values()) {
        Hostile.require(!Double.isInfinite(value), column.name());
      }
    }
  }

  /** However the bytes come, the frame is the same. */
  private static void requireSameFromStream(Path file, FrameSource source, Frame frame)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    InputStream byFew =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 7));
          }
        };
    requireSame(frame, source.read(SourceInput.of("stream", byFew), Wanted.everything()).frame());
  }

  /** A column alone has the cells that it has beside others. */
  private static void requireOneByOne(Path file, FrameSource source, Frame frame) {
    for (Column column : frame.columns().subList(0, Math.min(4, frame.columns().size()))) {
      Wanted one = Wanted.nothing().column(column.name(), As.ANY);
      Frame alone = source.read(file, one).frame();
      Hostile.require(alone.names().equals(List.of(column.name())), alone);
      requireSame(column, alone.column(column.name()));
      Wanted text = Wanted.nothing().column(column.name(), As.TEXT);
      Column words = source.read(file, text).frame().column(column.name());
      Hostile.require(words.missing() == column.missing(), column.name());
    }
  }

  /** What is written as a table is read as the same. */
  private static void requireSameAgain(Frame frame) {
    StringBuilder table = new StringBuilder();
    table.append(frame.names().stream().map(FrameChecks::quoted).collect(Collectors.joining(",")));
    Wanted wanted = Wanted.nothing();
    for (int row = 0; row < frame.rows(); row++) {
      int at = row;
      table
          .append('\n')
          .append(
              frame.columns().stream()
                  .map(column -> quoted(column.text(at)))
                  .collect(Collectors.joining(",")));
    }
    for (Column column : frame.columns()) {
      boolean isText = column instanceof TextColumn;
      boolean isPlain = column.name().equals(column.name().strip()) && !column.name().isEmpty();
      if (!isPlain) {
        return;
      }
      wanted =
          wanted.column(
              column.name(),
              isText ? As.TEXT : column instanceof TimeColumn ? As.TIMES : As.NUMBERS);
    }
    byte[] bytes = table.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    boolean hasHeader = frame.names().stream().anyMatch(name -> !name.matches("[-+.\\deE]*"));
    if (hasHeader && frame.names().size() > 1) {
      CsvSource csv =
          CsvSource.sniffing().separator(Separator.COMMA).decimal(Decimal.POINT).withoutComments();
      SourceInput input = SourceInput.of("copy", new ByteArrayInputStream(bytes));
      requireSame(frame, csv.read(input, wanted).frame());
    }
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void requireSame(Frame expected, Frame found) {
    Hostile.require(expected.names().equals(found.names()), expected + " or " + found);
    expected.columns().forEach(column -> requireSame(column, found.column(column.name())));
  }

  private static void requireSame(Column expected, Column found) {
    Hostile.require(expected.type().equals(found.type()), expected.name() + found.type());
    if (expected instanceof NumberColumn numbers) {
      double[] values = ((NumberColumn) found).values();
      for (int row = 0; row < values.length; row++) {
        Hostile.require(
            numbers.values()[row] == values[row]
                || (Double.isNaN(values[row]) && numbers.isMissing(row)),
            expected.name() + ", row " + row);
      }
    } else if (expected instanceof TimeColumn times) {
      Hostile.require(Arrays.equals(times.ticks(), ((TimeColumn) found).ticks()), expected.name());
    } else {
      for (int row = 0; row < expected.rows(); row++) {
        String cell = expected.text(row);
        Hostile.require(cell.strip().equals(found.text(row).strip()), expected.name() + cell);
      }
    }
  }
}
