package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of data: T steps of B rows, which run forward and backward together.
 *
 * <p>Chunks of an epoch are consumed in order. A row's state is carried over from the previous
 * chunk unless the row is fresh. The number of rows may differ from the previous chunk only if
 * every row is fresh; the number of steps may always differ. Masked steps may be anywhere: after a
 * row's real steps, before them, or between them.
 *
 * @param inputs what to read, {@code [T, B]} or {@code [T, B, I]}
 * @param targets what to predict
 * @param mask {@code [T, B]}, true for a real step; null if all are real. At a masked step the
 *     state does not change, there is no prediction, and the content of the arrays is ignored. A
 *     row may have no real step, unless it has a target at its end.
 * @param fresh {@code [B]}, true where a row starts a new sequence: its state is reset before this
 *     chunk
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
public record Chunk(Inputs inputs, Targets targets, boolean @Nullable [] mask, boolean[] fresh) {

  /**
   * Checks that all sizes agree, and that every real target can be predicted. The arrays are shared
   * with the caller, not copied.
   *
   * @throws IllegalArgumentException if an array is of the wrong length
   * @throws CarouselException if a class is out of range, if no step is real, or if a row has a
   *     target at its end and no real step
   */
  public Chunk {
    int steps = Sizes.product(inputs.steps(), inputs.rows());
    boolean everyStep = targets.moment() == Targets.Moment.EVERY_STEP;
    Sizes.require("targets", targets.count(), everyStep ? steps : inputs.rows());
    Sizes.require("fresh", fresh.length, inputs.rows());
    if (mask != null) {
      Sizes.require("mask", mask.length, steps);
    }
    ChunkChecks.steps(inputs, mask, !everyStep);
    ChunkChecks.classes(inputs.rows(), targets, everyStep ? mask : null);
  }

  /** A chunk whose steps are all real. */
  public Chunk(Inputs inputs, Targets targets, boolean[] fresh) {
    this(inputs, targets, null, fresh);
  }

  /**
   * The same chunk with only some steps real.
   *
   * @param real {@code [T, B]}, true for every real step
   */
  public Chunk masked(boolean[] real) {
    return new Chunk(inputs, targets, real, fresh);
  }

  /** The same chunk with fresh states in every row. */
  public Chunk begun() {
    return new Chunk(inputs, targets, mask, allFresh(rows()));
  }

  /** The same chunk with other inputs, of as many steps and rows. */
  public Chunk withInputs(Inputs others) {
    return new Chunk(others, targets, mask, fresh);
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

  /** The number of real steps of a row. */
  public int length(int row) {
    int length = 0;
    for (int step = 0; step < steps(); step++) {
      length += isReal(step, row) ? 1 : 0;
    }
    return length;
  }

  /** The first real step of a row, at which a layer that reads backwards ends; -1 if none is. */
  public int firstStep(int row) {
    int step = 0;
    while (step < steps() && !isReal(step, row)) {
      step++;
    }
    return step < steps() ? step : -1;
  }

  /** The last real step of a row, to which its END target belongs; -1 if none is. */
  public int lastStep(int row) {
    int step = steps() - 1;
    while (step >= 0 && !isReal(step, row)) {
      step--;
    }
    return step;
  }

  /** The real steps of a row, in order. */
  public int[] realSteps(int row) {
    return IntStream.range(0, steps()).filter(step -> isReal(step, row)).toArray();
  }

  /**
   * Whether a prediction counts: its step is real, and at least one of its targets is known.
   *
   * @param place of the prediction among the targets
   */
  public boolean counts(int place) {
    boolean isReal = mask == null || targets.moment() != Targets.Moment.EVERY_STEP || mask[place];
    return isReal && targets.known(place) > 0;
  }

  /** The number of predictions that count, by which a loss is averaged. */
  public int predictions() {
    int counted = 0;
    for (int place = 0; place < targets.count(); place++) {
      counted += counts(place) ? 1 : 0;
    }
    return counted;
  }

  /** Marks every row as fresh. */
  public static boolean[] allFresh(int rows) {
    boolean[] fresh = new boolean[rows];
    Arrays.fill(fresh, true);
    return fresh;
  }
}
