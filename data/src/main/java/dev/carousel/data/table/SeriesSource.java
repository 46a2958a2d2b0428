package dev.carousel.data.table;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.StepSource;
import dev.carousel.data.Targets;

/**
 * The rows of a table, with numbers to be predicted at every step.
 *
 * @param samples the whole table
 */
record SeriesSource(Samples samples) implements StepSource {
  @Override
  public Inputs inputs(int steps, int rows, int[] places) {
    float[] values = new float[Sizes.product(steps, rows, samples.inputFeatures())];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        samples.copyInput(places[i], values, i);
      }
    }
    return new Inputs.Values(steps, rows, samples.inputFeatures(), values);
  }

  @Override
  public Targets targets(int steps, int rows, int[] places) {
    float[] values = new float[Sizes.product(steps, rows, samples.targetFeatures())];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        samples.copyTarget(places[i], values, i);
      }
    }
    return new Targets.Values(Targets.Moment.EVERY_STEP, samples.targetFeatures(), values);
  }
}
