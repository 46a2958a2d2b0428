package dev.carousel.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * T steps of B rows, forward and backward at once.
 *
 * <p>Chunks of an epoch are consumed in order. A row's state is carried over from the chunk before
 * unless the row is fresh. The number of rows differs from the chunk before only where every row is
 * fresh; the number of steps may differ from chunk to chunk. A row's real steps come first, its
 * masked ones after them.
 *
 * @param inputs what to read, {@code [T, B]} or {@code [T, B, I]}
 * @param targets what to predict
 * @param mask {@code [T, B]}, true for a real step; null if all are real. At a masked step the
 *     state stays as it is and nothing is predicted.
 * @param fresh {@code [B]}, true where a row starts a new sequence: its state is reset before this
 *     chunk
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
public record Chunk(Inputs inputs, Targets targets, boolean @Nullable [] mask, boolean[] fresh) {

  /** Checks that all sizes agree. */
  public Chunk {
    int steps = Sizes.product(inputs.steps(), inputs.rows());
    boolean everyStep = targets.moment() == Targets.Moment.EVERY_STEP;
    Sizes.require("targets", targets.count(), everyStep ? steps : inputs.rows());
    Sizes.require("fresh", fresh.length, inputs.rows());
    if (mask != null) {
      Sizes.require("mask", mask.length, steps);
    }
  }

  /** A chunk whose steps are all real. */
  public Chunk(Inputs inputs, Targets targets, boolean[] fresh) {
    this(inputs, targets, null, fresh);
  }

  /** The number of steps, T. */
  public int steps() {
    return inputs.steps();
  }

  /** The number of rows, B. */
  public int rows() {
    return inputs.rows();
  }

  /** Whether a step of a row is real, that is not masked. */
  public boolean isReal(int step, int row) {
    return mask == null || mask[step * rows() + row];
  }

  /** The number of real steps of a row; its END target belongs to the last of them. */
  public int length(int row) {
    int length = steps();
    while (length > 0 && !isReal(length - 1, row)) {
      length--;
    }
    return length;
  }

  /** The number of real predictions, by which a loss is averaged. */
  public int predictions() {
    if (targets.moment() == Targets.Moment.END || mask == null) {
      return targets.count();
    }
    int real = 0;
    for (boolean step : mask) {
      real += step ? 1 : 0;
    }
    return real;
  }

  /** Marks every row as fresh. */
  static boolean[] allFresh(int rows) {
    boolean[] fresh = new boolean[rows];
    Arrays.fill(fresh, true);
    return fresh;
  }
}
