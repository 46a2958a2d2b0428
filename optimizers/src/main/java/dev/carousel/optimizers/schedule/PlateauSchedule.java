package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Schedule;

/** Lower after a plateau of the validation loss; the rule is in {@link PlateauProvider}. */
record PlateauSchedule(double gamma, int patience, double threshold, int cooldown, double least)
    implements Schedule {

  @Override
  public boolean readsValidations() {
    return true;
  }

  @Override
  public double factor(long update, long plannedUpdates) {
    return 1; // as before the first validation
  }

  @Override
  public double factor(long update, long plannedUpdates, double[] validLosses) {
    double factor = 1;
    double best = Double.POSITIVE_INFINITY;
    int bad = 0;
    int cooling = 0;
    for (double loss : validLosses) {
      if (isBetter(loss, best)) {
        best = loss;
        bad = 0;
      } else {
        bad++;
      }
      if (cooling > 0) {
        cooling--;
        bad = 0;
      }
      if (bad > patience) {
        factor = Math.max(gamma * factor, least);
        cooling = cooldown;
        bad = 0;
      }
    }
    return factor;
  }

  private boolean isBetter(double loss, double best) {
    return Double.isInfinite(best) ? loss < best : loss < best - threshold * Math.abs(best);
  }
}
