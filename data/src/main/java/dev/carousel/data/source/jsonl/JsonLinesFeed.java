package dev.carousel.data.source.jsonl;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of lines of JSON as they come, written as {@link JsonLinesSource} reads them. The first
 * object must have all names; a name that a later one lacks is a missing cell. For one thread.
 */
public final class JsonLinesFeed implements RowFeed {
  private final SourceInput input;
  private final JsonParser parser;
  private List<String> columns = List.of();

  /** Was read for its names, and is the next row. */
  private @Nullable Map<String, @Nullable Object> first;

  private boolean isBegun;
  private long line = 1;

  /** An object or a list. */
  private record Nested(JsonToken token) {}

  /**
   * @param input for messages
   * @param in its bytes, checked to be UTF-8; closed with this
   * @throws IOException if nothing can be read
   */
  public JsonLinesFeed(SourceInput input, InputStream in) throws IOException {
    this.input = input;
    this.parser = JsonLinesReader.factory().createParser(in);
  }

  @Override
  public List<String> names() throws IOException {
    if (!isBegun) {
      isBegun = true;
      first = object();
    }
    if (first == null) {
      throw failure("The table is empty.").expected("an object on each line").build();
    }
    if (first.isEmpty()) {
      throw failure("The table has no column.")
          .expected("at least one name and value in the first line")
          .found("{}")
          .build();
    }
    return List.copyOf(first.keySet());
  }

  @Override
  public void choose(List<String> chosen, Wanted wanted) {
    columns = List.copyOf(chosen);
  }

  @Override
  public @Nullable Object @Nullable [] next() throws IOException {
    Map<String, @Nullable Object> object = first == null ? object() : first;
    isBegun = true;
    first = null;
    if (object == null) {
      return null;
    }
    @Nullable Object[] cells = new @Nullable Object[columns.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = object.get(columns.get(c));
      if (cells[c] instanceof Nested nested) {
        throw failure(
                "Column '"
                    + columns.get(c)
                    + "' of the table holds "
                    + JsonLinesReader.words(nested.token)
                    + ".")
            .expected("a number, a string, true, false or null")
            .mend("give each of its values a name of its own in the line")
            .build();
      }
    }
    return cells;
  }

  private @Nullable Map<String, @Nullable Object> object() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      line = parser.currentTokenLocation().getLineNr();
      if (token != JsonToken.START_OBJECT) {
        throw failure("A line of the table is no object.")
            .expected("lines such as {\"x\": 1.5, \"sky\": \"sun\"}")
            .found(JsonLinesReader.words(token))
            .build();
      }
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        object.put(name, value(parser.nextToken()));
      }
      return object;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      line = place == null ? line : place.getLineNr();
      throw failure("This is not a line of JSON.")
          .expected("an object of numbers, strings, true, false and null")
          .found(JsonLinesReader.fault(e))
          .cause(e)
          .build();
    }
  }

  private @Nullable Object value(JsonToken token) throws IOException {
    if (token.isStructStart()) {
      parser.skipChildren();
      return new Nested(token);
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> parser.getText();
    };
  }

  @Override
  public String where() {
    return input + ", line " + line;
  }

  private CarouselException.Builder failure(String summary) {
    return CarouselException.failure(summary).where(where());
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
