package dev.carousel.data.table;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.StepSource;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;

/**
 * The positions of a table, with a prediction after each.
 *
 * @param table the whole table
 */
record SeriesSource(EncodedTable table) implements StepSource {
  @Override
  public Inputs inputs(int steps, int rows, int[] places) {
    return table.inputs(steps, rows, places);
  }

  @Override
  public Targets targets(int steps, int rows, int[] places) {
    Goals.Collected targets = table.goals().collect(Moment.EVERY_STEP, Sizes.product(steps, rows));
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        targets.put(i, places[i]);
      }
    }
    return targets.targets();
  }
}
