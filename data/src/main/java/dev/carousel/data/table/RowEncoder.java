package dev.carousel.data.table;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.error.CarouselException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the rows of a table one by one, as they come: to the same bits as {@link
 * TableCodec#encode} does with all of them, as far as a row can be known without those after it.
 * What must be remembered of a group is in a {@link RowMemory}.
 *
 * <ul>
 *   <li>A missing cell of a column that is constant within a group is filled with the value that
 *       the group had before, not with one that it has only later.
 *   <li>Rows of a group come in the order of time.
 *   <li>The usual distance of two rows is that of the rows so far, of all groups together.
 * </ul>
 *
 * <p>For one thread at a time.
 */
public final class RowEncoder {
  /** More different distances than this are not a regular series. */
  private static final int MOST_DISTANCES = 1000;

  /** The most rows that are inserted in one gap. */
  private static final int MOST_INSERTED = 10_000;

  private static final int LONGEST_NAME = 1000;

  private final TableCodec codec;
  private final List<String> columns;
  private final RowFeatures features;
  private final Map<String, Integer> scaleOf;
  private final int group;
  private final int[] time;
  private final Pace pace;
  private @Nullable TimeFormat format;

  /**
   * @throws CarouselException if the codec has inputs whose later values are known: a row alone
   *     does not tell them
   */
  public RowEncoder(TableCodec codec) {
    this.codec = codec;
    List<String> known =
        codec.columns().stream().filter(TableInput::known).map(TableInput::name).toList();
    if (!known.isEmpty() && codec.futures() > 0) {
      throw CarouselException.usage("The model's rows cannot be read one by one.")
          .expected("a model whose inputs are all in the row that is read")
          .found("inputs known beforehand: " + String.join(", ", known))
          .mend("predict from a table that has their later values")
          .build();
    }
    Set<String> names = new LinkedHashSet<>();
    codec.columns().forEach(input -> names.add(input.name()));
    String groups = codec.roles().columns().group();
    List<String> times = codec.roles().columns().time();
    if (groups != null) {
      names.add(groups);
    }
    names.addAll(times);
    columns = List.copyOf(names);
    group = groups == null ? -1 : columns.indexOf(groups);
    time = times.stream().mapToInt(columns::indexOf).toArray();
    pace = new Pace(MOST_DISTANCES);
    features = new RowFeatures(codec);
    scaleOf = new HashMap<>();
    codec.groups().forEach(name -> scaleOf.put(name, scaleOf.size()));
  }

  private RowEncoder(RowEncoder other) {
    codec = other.codec;
    columns = other.columns;
    features = other.features;
    scaleOf = other.scaleOf;
    group = other.group;
    time = other.time;
    pace = new Pace(MOST_DISTANCES);
  }

  /**
   * An encoder for other rows, whose usual distance is theirs alone. It shares its buffers with
   * this one: both are for the same thread.
   */
  public RowEncoder apart() {
    return new RowEncoder(this);
  }

  /** Writes what this encoder knows, and the memory of its group. */
  public void save(RowMemory memory, DataOutput out) throws IOException {
    out.writeUTF(memory.group());
    out.writeByte(format == null ? -1 : format.ordinal());
    pace.save(out);
    memory.save(out);
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @return the memory of the group
   * @throws IOException if it is damaged
   */
  public RowMemory restore(DataInput in) throws IOException {
    RowMemory memory = memory(in.readUTF());
    byte written = in.readByte();
    if (written >= TimeFormat.values().length) {
      throw new IOException("a format of times of number " + written);
    }
    format = written < 0 ? null : TimeFormat.values()[written];
    pace.restore(in);
    memory.restore(in);
    return memory;
  }

  /** The columns of a row, in the order in which its cells are given. */
  public List<String> columns() {
    return columns;
  }

  /** How many cells had a category that training never had. */
  public long unseen() {
    return features.unseen();
  }

  /**
   * The group of a row.
   *
   * @throws CarouselException if it is missing
   */
  public String group(@Nullable Object[] cells, Supplier<String> where) {
    if (group < 0) {
      return "";
    }
    String name = RowCells.word(cells[group]);
    if (name == null) {
      throw CarouselException.failure("A row of the table has no group.")
          .expected("a value in column '" + columns.get(group) + "' of each row")
          .found("nothing")
          .where(where.get())
          .mend("fill in the group, or leave out such rows")
          .build();
    }
    if (name.length() > LONGEST_NAME) {
      throw CarouselException.failure("The name of a group is too long.")
          .expected(
              "at most " + LONGEST_NAME + " characters in column '" + columns.get(group) + "'")
          .found(name.length())
          .where(where.get())
          .build();
    }
    return name;
  }

  /** The memory of a group without rows. */
  public RowMemory memory(String name) {
    return new RowMemory(name, scaleOf.getOrDefault(name, -1), codec.columns().size());
  }

  /**
   * Encodes a row, after those that are inserted before it in a gap.
   *
   * @param memory of its group, which becomes that after the row; to be thrown away if the row is
   *     refused
   * @param cells numbers, words or null, in the order of {@link #columns()}
   * @param where the row is, for messages
   * @throws CarouselException if a cell is missing and must not be, or is not what its column
   *     holds, or the row is not later than the one before it in its group
   */
  public List<EncodedRow> encode(
      RowMemory memory, @Nullable Object[] cells, Supplier<String> where) {
    if (cells.length != columns.size()) {
      throw CarouselException.usage("A row has the wrong number of cells.")
          .expected(columns.size() + ": " + String.join(", ", columns))
          .found(cells.length)
          .where(where.get())
          .build();
    }
    long tick = time.length == 0 ? 0 : tick(memory, cells, where);
    List<EncodedRow> rows = new ArrayList<>(1);
    features.read(memory, cells, where);
    if (time.length > 0 && memory.rows() > 0) {
      pace.add(Objects.requireNonNull(format), memory.tick(), tick);
      fill(memory, tick, where, rows);
    }
    rows.add(features.row(memory, tick, later(tick, where), false));
    return rows;
  }

  private long tick(RowMemory memory, @Nullable Object[] cells, Supplier<String> where) {
    for (int column : time) {
      if (RowCells.isMissing(cells[column])) {
        throw CarouselException.failure("A row of the table has no time.")
            .expected("a time in column '" + columns.get(column) + "' of each row")
            .found("nothing")
            .where(where.get())
            .mend("fill in the time, or leave out such rows")
            .build();
      }
    }
    TimeColumn read = time.length == 1 ? one(cells[time[0]], where) : several(cells, where);
    TimeFormat known = read.format();
    requireCalendar(known, where);
    long tick = read.ticks()[0];
    if (memory.rows() > 0 && tick <= memory.tick()) {
      throw CarouselException.failure("A row comes too late.")
          .expected(
              "a time after "
                  + known.text(memory.tick())
                  + (memory.group().isEmpty() ? "" : " in group '" + memory.group() + "'"))
          .found(known.text(tick))
          .where(where.get())
          .mend("send the rows of each group in the order of time")
          .build();
    }
    format = known;
    return tick;
  }

  /** The time of a cell. */
  private TimeColumn one(@Nullable Object cell, Supplier<String> where) {
    String word = String.valueOf(RowCells.word(cell));
    String name = columns.get(time[0]);
    TimeFormat known = format == null ? TimeFormat.of(word).orElse(null) : format;
    OptionalLong tick = known == null ? OptionalLong.empty() : known.find(word);
    if (known == null || tick.isEmpty()) {
      throw CarouselException.failure("A cell of the table is not a time.")
          .expected(
              (known == null ? "a date, a time or a whole number" : known.words())
                  + " in column '"
                  + name
                  + "'")
          .found("'" + word + "'")
          .where(where.get())
          .build();
    }
    return new TimeColumn(name, known, new long[] {tick.getAsLong()});
  }

  /** The time that several cells make together, as they do in a table. */
  private TimeColumn several(@Nullable Object[] cells, Supplier<String> where) {
    List<Column> parts = new ArrayList<>();
    for (int column : time) {
      String name = columns.get(column);
      String word = String.valueOf(RowCells.word(cells[column]));
      OptionalLong date = TimeFormat.DATE.find(word);
      OptionalDouble number = features.number(word);
      if (number.isPresent()) {
        parts.add(new NumberColumn(name, new double[] {number.getAsDouble()}));
      } else if (date.isPresent()) {
        parts.add(new TimeColumn(name, TimeFormat.DATE, new long[] {date.getAsLong()}));
      } else {
        parts.add(TextColumn.of(name, word));
      }
    }
    Frame row = Frame.of(where.get(), parts, DataIdentity.none());
    return RowTimes.of(row, codec.roles().columns().time());
  }

  private void requireCalendar(TimeFormat known, Supplier<String> where) {
    if (!codec.roles().encoding().calendar().isEmpty() && !known.hasCalendar()) {
      throw CarouselException.usage("--calendar needs times with a calendar.")
          .expected("dates, dates with times, or seconds or milliseconds since 1970")
          .found("numbers in column '" + columns.get(time[0]) + "'")
          .where(where.get())
          .build();
    }
  }

  /** Treats a gap before a row as the model does. */
  private void fill(RowMemory memory, long tick, Supplier<String> where, List<EncodedRow> rows) {
    Gaps gaps = codec.roles().encoding().gaps();
    if (gaps == Gaps.KEEP || pace.distance() == 0) {
      return;
    }
    long last = memory.tick();
    long steps = pace.steps(last, tick);
    boolean isFilled = pace.isMultiple(last, tick) && steps <= MOST_INSERTED;
    if (gaps == Gaps.REFUSE ? steps >= 2 : !isFilled) {
      throw gap(memory, tick, where);
    }
    for (int k = 1; gaps == Gaps.INSERT && k < steps; k++) {
      long at = pace.after(last, k);
      rows.add(features.inserted(memory, at, later(at, where)));
    }
  }

  private CarouselException gap(RowMemory memory, long tick, Supplier<String> where) {
    TimeFormat known = Objects.requireNonNull(format);
    boolean isRefused = codec.roles().encoding().gaps() == Gaps.REFUSE;
    return CarouselException.failure(
            isRefused ? "A row is missing in time." : "A gap in time cannot be filled.")
        .expected(
            isRefused
                ? "the time " + known.text(pace.after(memory.tick(), 1)) + " (--gaps refuse)"
                : "at most "
                    + MOST_INSERTED
                    + " missing rows, at the usual distance (--gaps insert)")
        .found(known.text(tick) + ", after " + known.text(memory.tick()))
        .where(where.get())
        .build();
  }

  /** The times whose calendar is read at a row: its own, and later ones if they are known. */
  private long[] later(long tick, Supplier<String> where) {
    int futures = codec.knowsCalendar() ? codec.futures() : 0;
    long[] ticks = new long[1 + futures];
    ticks[0] = tick;
    if (futures > 0 && pace.distance() == 0) {
      throw CarouselException.failure("The times of later rows are not known yet.")
          .expected("at least two earlier rows of a group, which tell how far apart rows are")
          .found("none")
          .where(where.get())
          .mend("give the rows so far as a table")
          .build();
    }
    for (int j = 1; j <= futures; j++) {
      ticks[j] = pace.after(tick, j);
    }
    return ticks;
  }

  /**
   * The time of a row after the last one of a group, as the column writes it; empty if there are no
   * times, or no two rows told how far apart they are.
   *
   * @param steps how many rows after the last one; 0 for itself
   */
  public String timeText(RowMemory memory, int steps) {
    if (format == null || (steps > 0 && pace.distance() == 0)) {
      return "";
    }
    return format.text(steps == 0 ? memory.tick() : pace.after(memory.tick(), steps));
  }

  /** Turns a predicted number back into the units of the data. */
  public double decode(RowMemory memory, int output, double scaled) {
    return codec.decode(output, memory.scale(), scaled);
  }

  /** Receives the cells of a table's rows. */
  public interface Rows {
    /** A row; {@code where} tells its place. */
    void next(@Nullable Object[] cells, Supplier<String> where);
  }

  /**
   * The rows of a table, in the order of time within each group. The distances of all of them count
   * before the first one is given.
   *
   * @throws CarouselException if a column is missing, or the rows cannot be ordered
   */
  public void each(Frame frame, Rows rows) {
    Roles plain = codec.roles().withGaps(Gaps.KEEP);
    RowOrder order = RowSorter.sort(frame, plain);
    List<Column> read = columns.stream().map(frame::column).toList();
    if (order.times() != null) {
      for (int g = 0; g < order.groupCount(); g++) {
        for (int p = order.starts()[g] + 1; p < order.starts()[g + 1]; p++) {
          pace.add(order.times().format(), order.tick(p - 1), order.tick(p));
        }
      }
    }
    for (int p = 0; p < order.positions(); p++) {
      int row = order.row(p);
      @Nullable Object[] cells = new @Nullable Object[read.size()];
      for (int c = 0; c < cells.length; c++) {
        cells[c] = cell(read.get(c), row);
      }
      rows.next(cells, () -> frame.source() + ", row " + (row + 1));
    }
  }

  private static @Nullable Object cell(Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    return column instanceof NumberColumn numbers ? numbers.values()[row] : column.text(row);
  }
}
