package dev.carousel.data.frame;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The columns that a {@link FrameSource} is to read, and as what. Columns to {@linkplain As#SKIP
 * skip} are not parsed, and whatever is in their cells causes no error.
 *
 * <pre>{@code
 * Wanted wanted = Wanted.nothing().column("load", As.NUMBERS).column("sky", As.TEXT);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Wanted {
  /** What the cells of a column are read as. */
  public enum As {
    /**
     * What the first cell is that is not missing: a number, a date or time with its year, or else
     * text. All cells of the column must then be of this type. A column without any such cell is a
     * column of text.
     */
    ANY,
    /** Finite numbers. */
    NUMBERS,
    /** Words, also those that could be numbers or times. */
    TEXT,
    /** Times, all of the same {@link TimeFormat}. */
    TIMES,
    /** Nothing: the column is left out. */
    SKIP
  }

  private enum Presence {
    REQUIRED,
    OPTIONAL,
    ADDED
  }

  private record Entry(As as, Presence presence) {}

  private final Map<String, Entry> columns;
  private final As others;

  private Wanted(Map<String, Entry> columns, As others) {
    this.columns = Collections.unmodifiableMap(columns);
    this.others = Objects.requireNonNull(others);
  }

  /** All columns, each as what its cells are. */
  public static Wanted everything() {
    return new Wanted(Map.of(), As.ANY);
  }

  /** No column, so that those to be read are named one by one. */
  public static Wanted nothing() {
    return new Wanted(Map.of(), As.SKIP);
  }

  /** The same with a column that must be there. The last call for a column counts. */
  public Wanted column(String name, As as) {
    return with(name, new Entry(as, Presence.REQUIRED));
  }

  /** The same with a column that may be absent. The last call for a column counts. */
  public Wanted columnIfThere(String name, As as) {
    return with(name, new Entry(as, Presence.OPTIONAL));
  }

  /** The same, of a source whose caller adds this column: it is not read, only known. */
  public Wanted addedColumn(String name) {
    return with(name, new Entry(As.SKIP, Presence.ADDED));
  }

  private Wanted with(String name, Entry entry) {
    Map<String, Entry> more = new LinkedHashMap<>(columns);
    more.put(Objects.requireNonNull(name), entry);
    return new Wanted(more, others);
  }

  /** What a column is to be read as. */
  public As of(String name) {
    Entry entry = columns.get(name);
    return entry == null ? others : entry.as();
  }

  /**
   * Refuses a table that lacks a column. Sources call it as soon as they know the names.
   *
   * @param source what is read, for the message
   * @param names of all columns of the table
   * @throws CarouselException with the nearest name, if a column that must be there is absent
   */
  public void requireIn(Object source, Collection<String> names) {
    List<String> missing = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>(names);
    columns.forEach(
        (name, entry) -> {
          if (entry.presence() == Presence.ADDED) {
            known.add(name);
          } else if (entry.presence() == Presence.REQUIRED && !names.contains(name)) {
            missing.add("'" + name + "'");
          }
        });
    if (missing.isEmpty()) {
      return;
    }
    String first = missing.get(0);
    throw CarouselException.usage(
            "The table has no column " + String.join(" and no column ", missing) + ".")
        .where(source)
        .mend(NearestWord.hint(first.substring(1, first.length() - 1), known))
        .build();
  }
}
