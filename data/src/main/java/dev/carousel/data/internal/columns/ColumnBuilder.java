package dev.carousel.data.internal.columns;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.error.CarouselException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of one column, in the order of its rows; the last row may be set again, to the
 * same. If any type is wanted, the first cell that is not missing decides.
 */
public final class ColumnBuilder {
  /** What the cells are. */
  public enum Kind {
    /** Not known, as no cell was seen but missing ones. */
    UNDECIDED,
    NUMBERS,
    TEXT,
    TIMES
  }

  private static final List<TimeFormat> DATES =
      List.of(TimeFormat.DATE, TimeFormat.DATE_TIME, TimeFormat.INSTANT);

  private final String name;
  private final As wanted;
  private final Supplier<String> place;
  private Kind kind;

  /** The first cell that is not missing, for messages. */
  private @Nullable String first;

  private @Nullable DoubleChunks numbers;
  private @Nullable LongChunks ticks;
  private @Nullable TimeFormat format;
  private @Nullable IntChunks codes;
  private final Map<String, Integer> words = new HashMap<>();
  private final List<String> inOrder = new ArrayList<>();
  private final NumberScanner scanner = new NumberScanner('.');

  /**
   * @param name of the column
   * @param wanted anything but {@link As#SKIP}
   * @param place where the cell is that is being set, for messages: {@code f.csv, line 7}
   */
  public ColumnBuilder(String name, As wanted, Supplier<String> place) {
    this.name = name;
    this.wanted = wanted;
    this.place = place;
    this.kind =
        switch (wanted) {
          case ANY -> Kind.UNDECIDED;
          case NUMBERS -> Kind.NUMBERS;
          case TEXT -> Kind.TEXT;
          case TIMES -> Kind.TIMES;
          case SKIP -> throw new IllegalArgumentException(name + " is not wanted");
        };
    prepare();
  }

  private void prepare() {
    switch (kind) {
      case NUMBERS -> numbers = new DoubleChunks();
      case TEXT -> codes = new IntChunks();
      case TIMES -> ticks = new LongChunks();
      case UNDECIDED -> {}
    }
  }

  /** The name of the column. */
  public String name() {
    return name;
  }

  /** Where the cell is that is being set, for messages. */
  public String place() {
    return place.get();
  }

  /** What its cells are, as far as it is known. */
  public Kind kind() {
    return kind;
  }

  /** The first cell that is not missing; empty if there is none, or it was set without checks. */
  public String first() {
    return first == null ? "" : first;
  }

  /**
   * Whether a cell says that there is nothing: it is empty, {@code ?}, {@code NA}, or, in capitals
   * or not, {@code NaN} or {@code null}.
   */
  public static boolean isMissing(String cell) {
    return cell.isEmpty()
        || cell.equals("?")
        || cell.equals("NA")
        || cell.equalsIgnoreCase("nan")
        || cell.equalsIgnoreCase("null");
  }

  /** Whether words are wanted, whatever they look like. */
  public boolean takesWords() {
    return wanted == As.TEXT || wanted == As.TIMES;
  }

  /** Whether numbers are wanted, rather than guessed. */
  public boolean wantsNumbers() {
    return wanted == As.NUMBERS;
  }

  /** A missing cell. */
  public void missing(int row) {
    switch (kind) {
      case NUMBERS -> chunks(numbers).set(row, Double.NaN);
      case TEXT -> chunks(codes).set(row, TextColumn.MISSING);
      case TIMES -> chunks(ticks).set(row, TimeColumn.MISSING);
      case UNDECIDED -> {}
    }
  }

  /**
   * A number.
   *
   * @param shown how it is written
   * @throws CarouselException if the column does not hold numbers, or this one is not finite
   */
  public void number(int row, double value, String shown) {
    if (kind == Kind.UNDECIDED) {
      decide(Kind.NUMBERS, row);
    }
    if (kind != Kind.NUMBERS || !Double.isFinite(value)) {
      throw wrong(shown);
    }
    if (first == null) {
      first = shown;
    }
    chunks(numbers).set(row, value);
  }

  /**
   * The same without any check, for speed: a finite number of a column that holds numbers.
   *
   * @throws NullPointerException if the column does not hold numbers
   */
  public DoubleChunks numbers() {
    return chunks(numbers);
  }

  /**
   * A cell that is text even if it looks like a number: missing if it says so; a number only where
   * numbers are wanted.
   *
   * @throws CarouselException if the column holds something else
   */
  public void text(int row, String text) {
    if (isMissing(text)) {
      missing(row);
    } else if (wantsNumbers() && isNumber(text)) {
      number(row, scanner.value(), text);
    } else {
      word(row, text);
    }
  }

  private boolean isNumber(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return scanner.scan(bytes, 0) == bytes.length - 1;
  }

  /**
   * A time that is known, rather than written as a word.
   *
   * @param tick of the format, which is the same for all cells
   * @param shown how it is written
   * @throws CarouselException if the column does not hold times
   */
  public void time(int row, TimeFormat as, long tick, String shown) {
    if (kind == Kind.UNDECIDED) {
      decide(Kind.TIMES, row);
    }
    if (kind != Kind.TIMES || (format != null && format != as)) {
      throw wrong(shown);
    }
    format = as;
    chunks(ticks).set(row, tick);
  }

  /**
   * A cell that is no number, or one of a column that {@linkplain #takesWords takes words}.
   *
   * @throws CarouselException if the column holds something else
   */
  public void word(int row, String word) {
    if (kind == Kind.UNDECIDED) {
      decide(dateFormat(word).isPresent() ? Kind.TIMES : Kind.TEXT, row);
    }
    switch (kind) {
      case TEXT -> chunks(codes).set(row, code(word));
      case TIMES -> chunks(ticks).set(row, time(word));
      default -> throw wrong(word);
    }
    if (first == null) {
      first = word;
    }
  }

  private void decide(Kind found, int row) {
    kind = found;
    prepare();
    for (int before = 0; before < row; before++) {
      missing(before);
    }
  }

  private int code(String word) {
    Integer code = words.get(word);
    if (code == null) {
      code = inOrder.size();
      words.put(word, code);
      inOrder.add(word);
    }
    return code;
  }

  private long time(String word) {
    if (format == null) {
      format = (wanted == As.TIMES ? TimeFormat.of(word) : dateFormat(word)).orElse(null);
    }
    OptionalLong tick = format == null ? OptionalLong.empty() : format.find(word);
    return tick.orElseThrow(() -> wrong(word));
  }

  private static Optional<TimeFormat> dateFormat(String word) {
    return DATES.stream().filter(date -> date.find(word).isPresent()).findFirst();
  }

  private static <T> T chunks(@Nullable T chunks) {
    if (chunks == null) {
      throw new NullPointerException("the column is of another kind");
    }
    return chunks;
  }

  private CarouselException wrong(String cell) {
    return wrong(cell, "");
  }

  /**
   * The error that a cell is not of the column's type.
   *
   * @param advice what to do; empty for the usual
   */
  public CarouselException wrong(String cell, String advice) {
    boolean isMixed = wanted == As.ANY && first != null;
    String usual =
        kind == Kind.TIMES
            ? "correct the cell: dates are written as 2026-11-26, times as 2026-11-26T08:30:00"
            : "correct the cell, or leave it empty if it is missing";
    String summary =
        isMixed
            ? "Column '" + name + "' of the table mixes " + word() + " with other cells."
            : "A cell of the table is not " + expected() + ".";
    return CarouselException.failure(summary)
        .expected(expected() + " in column '" + name + "'" + (isMixed ? like() : ""))
        .found("'" + cell + "'")
        .where(place.get())
        .mend(
            !advice.isEmpty()
                ? advice
                : isMixed ? usual + "; or name the column as one of text, or leave it out" : usual)
        .build();
  }

  private String like() {
    return ", like the cells before it, which begin with '" + first + "'";
  }

  private String word() {
    return switch (kind) {
      case NUMBERS -> "numbers";
      case TIMES -> "times";
      default -> "text";
    };
  }

  private String expected() {
    return switch (kind) {
      case NUMBERS -> "a finite number";
      case TIMES -> format == null ? "a date, a time or a whole number" : format.words();
      default -> "text";
    };
  }

  /** The column; nothing can be set any more. */
  public Column finish(int rows) {
    return switch (kind) {
      case NUMBERS -> new NumberColumn(name, chunks(numbers).take(rows));
      case TIMES ->
          new TimeColumn(name, format == null ? TimeFormat.DATE : format, chunks(ticks).take(rows));
      case TEXT -> new TextColumn(name, inOrder, chunks(codes).take(rows));
      case UNDECIDED -> {
        int[] missing = new int[rows];
        Arrays.fill(missing, TextColumn.MISSING);
        yield new TextColumn(name, List.of(), missing);
      }
    };
  }
}
