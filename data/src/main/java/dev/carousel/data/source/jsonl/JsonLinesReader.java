package dev.carousel.data.source.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.data.internal.reading.Conversion;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Opened;
import dev.carousel.data.internal.reading.StrictUtf8Input;
import dev.carousel.data.internal.reading.SummedInput;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file of lines of JSON. */
final class JsonLinesReader {
  /** Levels in columns that are skipped. */
  private static final int DEEPEST = 100;

  private static final int LONGEST_TEXT = 1 << 21;
  private static final int MOST_COLUMNS = 1 << 16;
  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;

  /** No rows are refused for their memory before so many were read. */
  private static final int ROWS_BETWEEN_CHECKS = 1 << 10;

  private final SourceInput input;
  private final Wanted wanted;
  private final long heap;
  private final Map<String, JsonColumn> byName = new HashMap<>();
  private final List<JsonColumn> columns = new ArrayList<>();
  private int read;
  private int rows;
  private long line = 1;

  JsonLinesReader(SourceInput input, Wanted wanted, long heap) {
    this.input = input;
    this.wanted = wanted;
    this.heap = heap;
  }

  FrameReading read() throws IOException {
    Path path = input.path().orElse(null);
    try (SummedInput summed = new SummedInput(Opened.of(input));
        StrictUtf8Input in = new StrictUtf8Input(input.name(), path, summed);
        JsonParser parser = factory().createParser(in)) {
      readRows(parser, path);
      if (rows == 0) {
        throw failure("The table is empty.").expected("an object on each line").build();
      }
      if (columns.isEmpty()) {
        throw failure("The table has no column.")
            .expected("a name and a value in at least one line")
            .found("{} in all of them")
            .build();
      }
      List<String> names = columns.stream().map(JsonColumn::name).toList();
      wanted.requireIn(input, names);
      requireMemory();
      DataIdentity identity =
          path == null
              ? DataIdentity.none()
              : DataIdentity.of(List.of(summed.sum(String.valueOf(path.getFileName()))));
      Frame frame = Frame.of(input.name(), JsonColumn.finish(columns, rows), identity);
      return new FrameReading(frame, names, List.of("lines of JSON, UTF-8"));
    }
  }

  /**
   * Without a table of names, in which crafted names could collide. Longer texts and numbers than
   * Jackson's own bounds allow are refused.
   */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .build())
        .build();
  }

  /** What is wrong, in one line, without the parser's names of its own methods. */
  static String fault(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("nothing");
    int own = first.indexOf(", from `");
    return own < 0 ? first : first.substring(0, own);
  }

  private void readRows(JsonParser parser, @Nullable Path path) throws IOException {
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw noObject(parser, token, path);
        }
        readRow(parser);
        rows++;
        if (rows == MOST_ROWS) {
          throw failure("The table has too many rows.").mend("split it into several files").build();
        }
        if (rows % ROWS_BETWEEN_CHECKS == 0) {
          requireMemory();
        }
      }
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      line = place == null ? line : place.getLineNr();
      throw failure("This is not a line of JSON.")
          .expected("an object of numbers, strings, true, false and null")
          .found(fault(e))
          .cause(e)
          .build();
    }
  }

  private void readRow(JsonParser parser) throws IOException {
    int place = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      line = parser.currentTokenLocation().getLineNr();
      JsonColumn column = column(name, place++);
      if (column.isSkipped()) {
        parser.skipChildren();
      } else if (value.isStructStart()) {
        throw nested(name, value);
      } else {
        column.set(rows, value, parser);
      }
    }
  }

  /** Objects mostly have the same names in the same order. */
  private JsonColumn column(String name, int place) {
    if (place < columns.size() && columns.get(place).name().equals(name)) {
      return columns.get(place);
    }
    JsonColumn column = byName.get(name);
    if (column == null) {
      column = added(name);
    }
    return column;
  }

  private JsonColumn added(String name) {
    if (columns.size() == MOST_COLUMNS) {
      throw failure("The table has too many columns.")
          .expected("at most " + MOST_COLUMNS)
          .mend("use the same names on each line")
          .build();
    }
    if (name.isEmpty()) {
      throw failure("A value of the table has no name.").build();
    }
    As as = wanted.of(name);
    ColumnBuilder builder =
        as == As.SKIP ? null : new ColumnBuilder(name, as, () -> input + ", line " + line);
    JsonColumn column = new JsonColumn(name, builder);
    byName.put(name, column);
    columns.add(column);
    read += builder == null ? 0 : 1;
    return column;
  }

  /** Each column has a cell for each row, however few of them the file holds. */
  private void requireMemory() {
    long needed = (long) rows * (read + 1) * Double.BYTES;
    if (needed > heap) {
      long bytes = input.path().map(DataMemory::size).orElse(0L);
      throw DataMemory.tooLarge("table", input, bytes, needed, heap, JsonLinesSource.LESS, null);
    }
  }

  private CarouselException nested(String name, JsonToken value) {
    return failure("Column '" + name + "' of the table holds " + words(value) + ".")
        .expected("a number, a string, true, false or null")
        .mend("give each of its values a name of its own in the line, or leave the column out")
        .build();
  }

  private CarouselException noObject(JsonParser parser, JsonToken token, @Nullable Path path) {
    line = parser.currentTokenLocation().getLineNr();
    CarouselException.Builder error =
        failure("A line of the table is no object.")
            .expected("lines such as {\"x\": 1.5, \"sky\": \"sun\"}")
            .found(words(token));
    if (token == JsonToken.START_ARRAY) {
      error.mend("write each object on a line: " + Conversion.of(path).by("jq -c '.[]'"));
    }
    return error.build();
  }

  static String words(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> token.asString();
    };
  }

  private CarouselException.Builder failure(String summary) {
    return CarouselException.failure(summary).where(input + ", line " + line);
  }
}
