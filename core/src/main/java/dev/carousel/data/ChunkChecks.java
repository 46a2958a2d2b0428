package dev.carousel.data;

import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;

/** Checks of a chunk, beyond the sizes of its arrays. */
final class ChunkChecks {
  private ChunkChecks() {}

  /**
   * Refuses a mask without a real step, or a row without a real step that has a target at its end.
   */
  static void steps(Inputs inputs, boolean @Nullable [] mask, boolean isAtEnd) {
    if (mask == null) {
      return;
    }
    boolean isAnyReal = false;
    for (int row = 0; row < inputs.rows(); row++) {
      boolean hasStep = hasStep(mask, row, inputs.rows());
      if (isAtEnd && !hasStep) {
        throw CarouselException.failure("A row has a target and no step to predict it from.")
            .expected("at least one real step for each row with a target at its end")
            .found("a mask that is false at all " + inputs.steps() + " steps of the row")
            .where("row " + row)
            .mend("leave the row out")
            .build();
      }
      isAnyReal |= hasStep;
    }
    if (!isAnyReal) {
      throw CarouselException.failure("A chunk has no real step.")
          .expected("a mask that is true somewhere")
          .found("false at all " + inputs.steps() + " steps of all " + inputs.rows() + " rows")
          .mend("leave the chunk out")
          .build();
    }
  }

  private static boolean hasStep(boolean[] mask, int row, int rows) {
    for (int i = row; i < mask.length; i += rows) {
      if (mask[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses classes out of range.
   *
   * @param mask of the targets; null if all count
   */
  static void classes(int rows, Targets targets, boolean @Nullable [] mask) {
    if (!(targets instanceof Targets.Symbols symbols)) {
      return;
    }
    int[] ids = symbols.ids();
    for (int i = 0; i < ids.length; i++) {
      boolean counts = mask == null || mask[i];
      if (counts && (ids[i] < Targets.MISSING || ids[i] >= symbols.classes())) {
        boolean everyStep = targets.moment() == Targets.Moment.EVERY_STEP;
        throw CarouselException.failure("A target is not one of the classes.")
            .expected("from 0 to " + (symbols.classes() - 1) + ", or -1 for a missing one")
            .found(ids[i])
            .where(everyStep ? "step " + i / rows + ", row " + i % rows : "row " + i)
            .mend("mark a missing target as -1, or mask its step")
            .build();
      }
    }
  }
}
