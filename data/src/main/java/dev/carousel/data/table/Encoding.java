package dev.carousel.data.table;

import java.util.List;
import java.util.Objects;

/**
 * How cells become the numbers that a network reads and predicts.
 *
 * @param classes whether target columns of numbers are classes too
 * @param calendar the cycles of the time column that are inputs
 * @param gaps what to do where rows are missing
 * @param missing what to do where cells are missing
 * @param scale how numbers are scaled
 * @param scaleBy which rows share the statistics of a scale
 */
public record Encoding(
    boolean classes,
    List<Calendar> calendar,
    Gaps gaps,
    Missing missing,
    Scaling scale,
    ScaleBy scaleBy) {
  /** What holds unless it is said otherwise. */
  public static final Encoding USUAL =
      new Encoding(false, List.of(), Gaps.KEEP, Missing.REFUSE, Scaling.STANDARD, ScaleBy.ALL);

  /** Copies the list. */
  public Encoding {
    calendar = calendar.stream().distinct().toList();
    Objects.requireNonNull(gaps);
    Objects.requireNonNull(missing);
    Objects.requireNonNull(scale);
    Objects.requireNonNull(scaleBy);
  }

  /** The same, with columns of numbers as classes, or not. */
  public Encoding withClasses(boolean isClasses) {
    return new Encoding(isClasses, calendar, gaps, missing, scale, scaleBy);
  }

  /** The same, with these cycles. */
  public Encoding withCalendar(List<Calendar> cycles) {
    return new Encoding(classes, cycles, gaps, missing, scale, scaleBy);
  }

  /** The same, with gaps treated like this. */
  public Encoding withGaps(Gaps treated) {
    return new Encoding(classes, calendar, treated, missing, scale, scaleBy);
  }

  /** The same, with missing cells treated like this. */
  public Encoding withMissing(Missing treated) {
    return new Encoding(classes, calendar, gaps, treated, scale, scaleBy);
  }

  /** The same, with numbers scaled like this. */
  public Encoding withScale(Scaling scaling) {
    return new Encoding(classes, calendar, gaps, missing, scaling, scaleBy);
  }

  /** The same, with statistics of these rows. */
  public Encoding withScaleBy(ScaleBy rows) {
    return new Encoding(classes, calendar, gaps, missing, scale, rows);
  }
}
