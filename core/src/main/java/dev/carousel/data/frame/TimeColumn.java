package dev.carousel.data.frame;

import java.util.Objects;

/**
 * A column of times, on one time line, in ticks of its {@linkplain TimeFormat format}. Times with
 * an offset are kept as instants; local dates and times are kept as if they were in UTC.
 *
 * @param name as in the header
 * @param format how the cells are written, and the unit of a tick
 * @param ticks of each row; {@link #MISSING} where the cell is missing. Shared with the caller, and
 *     not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // columns are large, and never compared
public record TimeColumn(String name, TimeFormat format, long[] ticks) implements Column {
  /** The ticks of a missing cell. */
  public static final long MISSING = Long.MIN_VALUE;

  /** Refuses null. */
  public TimeColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(format);
  }

  @Override
  public int rows() {
    return ticks.length;
  }

  @Override
  public boolean isMissing(int row) {
    return ticks[row] == MISSING;
  }

  @Override
  public String text(int row) {
    return ticks[row] == MISSING ? "" : format.text(ticks[row]);
  }

  @Override
  public String type() {
    return "times";
  }
}
