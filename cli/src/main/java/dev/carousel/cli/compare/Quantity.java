package dev.carousel.cli.compare;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of a network in both reports.
 *
 * @param criterion what it is
 * @param layer of which; null for the whole network
 * @param subject the state or gate of that layer; null for all of it
 * @param lag at which it was taken; null where there is none
 * @param before in the first report
 * @param after in the second
 * @param trend what became of it
 */
record Quantity(
    Criterion criterion,
    @Nullable String layer,
    @Nullable String subject,
    @Nullable Integer lag,
    Figure before,
    Figure after,
    Trend trend) {

  /** Of a network, or of a layer, or of a state or gate of it. */
  static Quantity of(
      Criterion criterion,
      @Nullable String layer,
      @Nullable String subject,
      Figure before,
      Figure after,
      Judge judge) {
    boolean isInBoth = before.isThere() && after.isThere();
    Trend trend = isInBoth ? judge.of(criterion, before, after) : Trend.UNKNOWN;
    return new Quantity(criterion, layer, subject, null, before, after, trend);
  }

  /** How likely so large a difference is by chance; NaN if it was not tested. */
  double pValue() {
    return before.pValue(after);
  }

  Quantity at(int steps) {
    return new Quantity(criterion, layer, subject, steps, before, after, trend);
  }

  Quantity judged(Trend other) {
    return new Quantity(criterion, layer, subject, lag, before, after, other);
  }

  /** After less before; NaN where that is no finite number. */
  double change() {
    double change = after.value() - before.value();
    return Double.isFinite(change) ? change : Double.NaN;
  }

  /** Whether either report has it. */
  boolean isThere() {
    return before.isThere() || after.isThere();
  }

  boolean isOf(@Nullable String otherLayer, @Nullable String otherSubject) {
    return Objects.equals(layer, otherLayer) && Objects.equals(subject, otherSubject);
  }
}
