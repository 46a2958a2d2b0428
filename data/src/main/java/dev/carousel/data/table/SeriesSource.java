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
    for (int row = 0; row < rows; row++) {
      int step = 0;
      while (step < steps) {
        int run = run(step, row, steps, rows, places);
        if (run > 0) {
          reading.put(row, step, places[step * rows + row], run);
        }
        step += Math.max(1, run);
      }
    }
    return reading.inputs();
  }

  /** How many steps of a row, from this one on, read consecutive positions; 0 if it reads none. */
  private static int run(int from, int row, int steps, int rows, int[] places) {
    int first = places[from * rows + row];
    int step = from;
    while (step < steps && first >= 0 && places[step * rows + row] == first + step - from) {
      step++;
    }
    return step - from;
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
