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
    EncodedTable.Reading reading = table.reading(steps, rows);
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        reading.put(i % rows, i / rows, places[i], 1);
      }
    }
    return reading.inputs();
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
