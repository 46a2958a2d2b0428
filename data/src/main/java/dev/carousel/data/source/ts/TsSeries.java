package dev.carousel.data.source.ts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.data.internal.columns.DoubleChunks;
import dev.carousel.data.internal.columns.NumberScanner;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The series that were read so far, as columns that grow. */
final class TsSeries {
  private static final int MOST_DIMENSIONS = 1 << 16;
  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;
  private static final int LONGEST_LABEL = 1000;

  private final TsHeader header;
  private final Wanted wanted;
  private final Supplier<String> where;
  private final long heap;
  private final NumberScanner scanner = new NumberScanner('.');
  private final List<String> names = new ArrayList<>();
  private final @Nullable ColumnBuilder series;
  private final @Nullable ColumnBuilder step;
  private final @Nullable ColumnBuilder label;

  /** Null for those that are skipped. */
  private final List<@Nullable ColumnBuilder> dimensions = new ArrayList<>();

  private int count;
  private int rows;
  private int shortest = Integer.MAX_VALUE;
  private int longest;

  TsSeries(TsHeader header, Wanted wanted, Supplier<String> where, long heap) {
    this.header = header;
    this.wanted = wanted;
    this.where = where;
    this.heap = heap;
    this.series = builder("series");
    this.step = builder("step");
    this.label = header.label() == TsHeader.Label.NONE ? null : labels();
  }

  private @Nullable ColumnBuilder builder(String name) {
    As as = wanted.of(name);
    return as == As.SKIP ? null : new ColumnBuilder(name, as, where);
  }

  /** Classes are words, whatever they look like, unless numbers are wanted. */
  private @Nullable ColumnBuilder labels() {
    String name = header.label().column();
    As as = wanted.of(name);
    As guessed = header.label() == TsHeader.Label.CLASS ? As.TEXT : As.NUMBERS;
    return as == As.SKIP ? null : new ColumnBuilder(name, as == As.ANY ? guessed : as, where);
  }

  int rows() {
    return rows;
  }

  /** The names of all columns. */
  List<String> names() {
    List<String> all = new ArrayList<>(List.of("series", "step"));
    all.addAll(names);
    if (header.label() != TsHeader.Label.NONE) {
      all.add(header.label().column());
    }
    return all;
  }

  /** Adds the series of a line. */
  void add(byte[] bytes, int from, int lineEnd) {
    int end = lineEnd;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    int colons = 0;
    int last = from - 1;
    for (int i = from; i < end; i++) {
      if (bytes[i] == ':') {
        colons++;
        last = i;
      }
    }
    boolean hasLabel = header.label() != TsHeader.Label.NONE;
    prepare(hasLabel ? colons : colons + 1);
    String word = hasLabel ? label(bytes, last + 1, end) : "";
    addValues(bytes, from, hasLabel ? last : end);
    int steps = rows - start;
    for (int s = 0; s < steps; s++) {
      addRow(start + s, s, word);
    }
    shortest = Math.min(shortest, steps);
    longest = Math.max(longest, steps);
    count++;
  }

  /** The row at which the series begins that is being added. */
  private int start;

  private void prepare(int found) {
    int expected = count == 0 ? header.dimensions() : names.size();
    if (found < 1 || found > MOST_DIMENSIONS || (expected > 0 && found != expected)) {
      boolean hasLabel = header.label() != TsHeader.Label.NONE;
      throw failure("A series has the wrong number of dimensions.")
          .expected(
              (expected > 0 ? expected + " dimensions" : "1 to " + MOST_DIMENSIONS + " dimensions")
                  + (hasLabel ? ", then the label, separated by ':'" : ", separated by ':'"))
          .found(found)
          .build();
    }
    for (int d = names.size(); d < found; d++) {
      names.add("dim_" + d);
      As as = wanted.of("dim_" + d);
      dimensions.add(as == As.SKIP ? null : new ColumnBuilder("dim_" + d, as, where));
    }
  }

  private String label(byte[] bytes, int from, int end) {
    String word = new String(bytes, from, Math.min(end - from, LONGEST_LABEL), UTF_8).strip();
    if (!ColumnBuilder.isMissing(word) && !header.allows(word)) {
      throw failure("A series has a label that is not listed.")
          .expected("one of the labels after @classLabel true")
          .found("'" + word + "'")
          .mend(NearestWord.hint(word, header.classes()))
          .build();
    }
    return word;
  }

  /** Reads all dimensions; shorter ones are filled up with missing cells. */
  private void addValues(byte[] bytes, int from, int end) {
    start = rows;
    int[] lengths = new int[dimensions.size()];
    int most = 0;
    int p = from;
    for (int d = 0; d < lengths.length; d++) {
      int stop = p;
      while (stop < end && bytes[stop] != ':') {
        stop++;
      }
      lengths[d] = addDimension(dimensions.get(d), d, bytes, p, stop);
      most = Math.max(most, lengths[d]);
      p = stop + 1;
    }
    if (most == 0) {
      throw failure("A series has no values.").build();
    }
    if (most > MOST_ROWS - start) {
      throw failure("The file has too many steps.").mend("split it into several files").build();
    }
    rows = start + most;
    requireMemory();
    for (int d = 0; d < lengths.length; d++) {
      ColumnBuilder column = dimensions.get(d);
      for (int s = lengths[d]; column != null && s < most; s++) {
        column.missing(start + s);
      }
    }
  }

  private void requireMemory() {
    long columns = dimensions.stream().filter(column -> column != null).count() + 4;
    long needed = rows * columns * Double.BYTES;
    if (needed > heap) {
      throw DataMemory.tooLarge("file", where.get(), 0, needed, heap, TsSource.LESS, null);
    }
  }

  private int addDimension(
      @Nullable ColumnBuilder column, int dimension, byte[] bytes, int from, int end) {
    int steps = 0;
    int p = from;
    while (p < end) {
      int stop = p;
      while (stop < end && bytes[stop] != ',') {
        stop++;
      }
      if (steps == 0 && stop == end && isBlank(bytes, p, end)) {
        return 0;
      }
      if (column != null) {
        addValue(column, dimension, steps, bytes, p, stop);
      }
      steps++;
      p = stop + 1;
      if (p == end && stop < end) { // a comma at the end
        throw noNumber(dimension, steps, "");
      }
    }
    return steps;
  }

  private static boolean isBlank(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void addValue(
      ColumnBuilder column, int dimension, int step, byte[] bytes, int from, int end) {
    int p = from;
    while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
      p++;
    }
    int after = p < end ? scanner.scan(bytes, p) : -1;
    while (after >= 0 && after < end && (bytes[after] == ' ' || bytes[after] == '\t')) {
      after++;
    }
    int row = start + step;
    if (after != end) {
      String text = new String(bytes, from, end - from, UTF_8).strip();
      if (text.startsWith("(")) {
        throw TsHeader.timeStamps(where.get());
      }
      if (text.isEmpty() || !ColumnBuilder.isMissing(text)) {
        throw noNumber(dimension, step, text);
      }
      column.missing(row);
    } else if (column.kind() == ColumnBuilder.Kind.NUMBERS) {
      DoubleChunks numbers = column.numbers();
      numbers.set(row, scanner.value());
    } else {
      set(column, row, new String(bytes, p, end - p, UTF_8).strip());
    }
  }

  /** Sets a cell to what may be a number. */
  private void set(ColumnBuilder column, int row, String text) {
    byte[] bytes = (text + "\n").getBytes(UTF_8);
    if (ColumnBuilder.isMissing(text)) {
      column.missing(row);
    } else if (!column.takesWords() && scanner.scan(bytes, 0) == bytes.length - 1) {
      column.number(row, scanner.value(), text);
    } else {
      column.word(row, text);
    }
  }

  private CarouselException noNumber(int dimension, int step, String found) {
    return failure("A value of a series is not a finite number.")
        .expected("numbers separated by commas, or ? for a missing one")
        .found(
            (found.isEmpty() ? "nothing" : "'" + found + "'")
                + " at step "
                + step
                + " of dimension "
                + dimension
                + " (from 0)")
        .build();
  }

  private void addRow(int row, int number, String word) {
    setWhole(series, row, count);
    setWhole(step, row, number);
    if (label != null) {
      set(label, row, word);
    }
  }

  private void setWhole(@Nullable ColumnBuilder column, int row, int value) {
    if (column != null && column.kind() == ColumnBuilder.Kind.NUMBERS) {
      column.numbers().set(row, value);
    } else if (column != null) {
      set(column, row, Integer.toString(value));
    }
  }

  private CarouselException.Builder failure(String summary) {
    return CarouselException.failure(summary).where(where.get());
  }

  /** The wanted columns. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (@Nullable ColumnBuilder column : all()) {
      if (column != null) {
        columns.add(column.finish(rows));
      }
    }
    return columns;
  }

  private List<@Nullable ColumnBuilder> all() {
    List<@Nullable ColumnBuilder> all = new ArrayList<>();
    all.add(series);
    all.add(step);
    all.addAll(dimensions);
    all.add(label);
    return all;
  }

  /** What was read, in words. */
  @Override
  public String toString() {
    String steps = shortest == longest ? "" + longest : shortest + " to " + longest;
    String classes = header.classes().isEmpty() ? "" : ", classes " + header;
    return count
        + " series of "
        + steps
        + " steps, "
        + names.size()
        + (names.size() == 1 ? " dimension" : " dimensions")
        + classes;
  }
}
