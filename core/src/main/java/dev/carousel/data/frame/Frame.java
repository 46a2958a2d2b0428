package dev.carousel.data.frame;

import dev.carousel.data.DataIdentity;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named columns of one type each, with equally many rows: a table, whatever it was read from.
 *
 * <pre>{@code
 * Frame frame = Frame.of("temperature", degrees).with("rain", millimetres).withText("sky", skies);
 * }</pre>
 *
 * <p>Immutable: each {@code with} returns another frame. The arrays are shared with the caller, and
 * must not be written to.
 */
public final class Frame {
  private static final String IN_MEMORY = "a frame in memory";

  private final String source;
  private final Map<String, Column> columns;
  private final DataIdentity identity;

  private Frame(String source, Map<String, Column> columns, DataIdentity identity) {
    this.source = source;
    this.columns = columns;
    this.identity = identity;
  }

  /**
   * A frame of these columns.
   *
   * @param source what it was read from, for messages
   * @param columns at least one, with unique names and equally many rows
   * @param identity the files it was read from, by checksum
   * @throws CarouselException if there is no column, a name occurs twice, or the lengths differ
   */
  public static Frame of(String source, List<Column> columns, DataIdentity identity) {
    if (columns.isEmpty()) {
      throw wrong(source, "at least one column").found("none").build();
    }
    Map<String, Column> byName = new LinkedHashMap<>();
    Column first = columns.get(0);
    for (Column column : columns) {
      if (column.rows() != first.rows()) {
        throw wrong(source, "columns with equally many rows")
            .found(
                first.rows()
                    + " in '"
                    + first.name()
                    + "', "
                    + column.rows()
                    + " in '"
                    + column.name()
                    + "'")
            .build();
      }
      if (byName.put(column.name(), column) != null) {
        throw wrong(source, "unique names of columns")
            .found("'" + column.name() + "' twice")
            .build();
      }
    }
    return new Frame(source, byName, identity);
  }

  private static CarouselException.Builder wrong(String source, String expected) {
    return CarouselException.usage("The columns cannot form a table.")
        .expected(expected)
        .where(source);
  }

  /** A frame in memory with one column of numbers; NaN where one is missing. */
  public static Frame of(String name, double... values) {
    return of(IN_MEMORY, List.of(new NumberColumn(name, values)), DataIdentity.none());
  }

  /** The same frame with another column, as {@link #of(String, List, DataIdentity)} checks it. */
  public Frame with(Column column) {
    List<Column> more = new ArrayList<>(columns.values());
    more.add(column);
    return of(source, more, identity);
  }

  /** The same frame with another column of numbers; NaN where one is missing. */
  public Frame with(String name, double... values) {
    return with(new NumberColumn(name, values));
  }

  /** The same frame with another column of words; null where one is missing. */
  public Frame withText(String name, @Nullable String... cells) {
    return with(TextColumn.of(name, cells));
  }

  /** What it was read from, for messages. */
  public String source() {
    return source;
  }

  /** The files it was read from, by checksum. */
  public DataIdentity identity() {
    return identity;
  }

  /** The number of rows. */
  public int rows() {
    return columns.values().iterator().next().rows();
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /** The names of the columns, in order. */
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** A column; empty if there is none of that name. */
  public Optional<Column> find(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /**
   * A column.
   *
   * @throws CarouselException with the nearest name, if there is no such column
   */
  public Column column(String name) {
    return find(Objects.requireNonNull(name))
        .orElseThrow(
            () ->
                CarouselException.usage("The table has no column '" + name + "'.")
                    .where(source)
                    .mend(NearestWord.hint(name, columns.keySet()))
                    .build());
  }

  /** For instance {@code weather.csv: 1,461 rows of date, temp_max, weather}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %,d rows of %s", source, rows(), String.join(", ", names()));
  }
}
