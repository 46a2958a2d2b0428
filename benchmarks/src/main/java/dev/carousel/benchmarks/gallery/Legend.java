package dev.carousel.benchmarks.gallery;

import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/** How to read the page, and how its figures were measured. */
final class Legend {
  private Legend() {}

  /**
   * The lines of this part of the page.
   *
   * @param isTimed whether the page has speeds
   */
  static List<String> of(boolean isTimed) {
    List<String> lines = new ArrayList<>(List.of("", "## How to read the figures", ""));
    lines.add(
        "- **Equations:** x is the input, a state with a prime is the next one, and `*` multiplies"
            + " element by element. Each equation has matrices (`Wx`, `Wh`) and a bias (`b`) of its"
            + " own. After a matrix or vector that is multiplied (`M'`, `u'`, `k'`), a prime means"
            + " transposed.");
    lines.add(
        "- **Strips:** how much of an error at the last step arrives in each state, by lag: a"
            + " character for each step back in time. "
            + Strip.words()
            + " *Left* is the share at lag "
            + StripMeter.LAG
            + ", *a step* the fitted factor from one lag to the next. States that no error reaches"
            + " have no strip.");
    lines.add("- **Training:** " + budget());
    lines.add(
        "- **Parallel in time:** whether all steps could be computed at once by Newton's method:"
            + " yes where the largest Lyapunov exponent is below 0, no where it is above. It stands"
            + " in brackets, in nats a step. The answer is open where its 95 % interval holds 0, or"
            + " where it could not be measured ([more](laboratory.md)).");
    if (isTimed) {
      lines.add("- **Speed:** " + speed());
    }
    return lines;
  }

  private static String budget() {
    return "task `"
        + StripMeter.TASK
        + "` with "
        + StripMeter.LENGTH
        + " steps, one layer of "
        + StripMeter.UNITS
        + " units, "
        + Numbers.grouped(StripMeter.UPDATES)
        + " updates of "
        + StripMeter.BATCH
        + " fresh sequences, `"
        + StripMeter.OPTIMIZER
        + "`, `"
        + StripMeter.HOOK
        + "`, default options, one seed. *Loss* is the validation loss over that of the best"
        + " constant prediction. It ranks no cells: one layer, one task and one learning rate suit"
        + " some cells and not others. Cells that are made for stacks or for a known lag do badly"
        + " here.";
  }

  private static String speed() {
    return "sequence steps of training a second (forward and backward, no optimizer) on "
        + SpeedMeter.THREADS
        + " threads of one machine, for a batch of "
        + SpeedMeter.LARGE.batch()
        + " sequences of "
        + SpeedMeter.LARGE.steps()
        + " steps, and of "
        + SpeedMeter.SINGLE.batch()
        + " of "
        + Numbers.grouped(SpeedMeter.SINGLE.steps())
        + ", with "
        + Gallery.INPUTS
        + " inputs and "
        + Gallery.UNITS
        + " units. A step of a batch counts once. `benchmarks/cells` measures yours.";
  }
}
