package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shard reads in one run. Steps are counted within the segment that the shard is in, in the
 * order in which the layer takes them.
 */
final class ShardInput {
  private final Extent extent;
  private final boolean isReadDirectly;
  private final Spot x;
  private final boolean[] real;
  private final Inputs nothing = nothing();
  private final List<MaskSpec> maskSpecs;
  private final List<Spot> masks;
  private Inputs input = nothing;
  private @Nullable NamedTensors factors;
  private boolean isReverse;
  private boolean isMasked;
  private int segmentStart;

  /**
   * @param isReadDirectly whether something other than a product before the loop reads the input
   * @param x where vectors go
   * @param maskSpecs what is given beside the input
   * @param masks where that goes
   * @param heap where arrays come from
   */
  ShardInput(
      Extent extent,
      boolean isReadDirectly,
      Spot x,
      List<MaskSpec> maskSpecs,
      List<Spot> masks,
      Heap heap) {
    this.extent = extent;
    this.isReadDirectly = isReadDirectly;
    this.x = x;
    this.maskSpecs = maskSpecs;
    this.masks = masks;
    real = heap.booleans((long) extent.steps() * extent.rows());
  }

  /** Stands for no sequence. */
  static Inputs nothing() {
    return new Inputs.Symbols(1, 1, 1, new int[1]);
  }

  /** Takes up a new sequence. */
  void start(Inputs newInput, SequenceContext context) {
    input = newInput;
    factors = context.dropout();
    isReverse = context.reverse();
    boolean[] mask = context.mask();
    isMasked = mask != null;
    enter(0);
    if (mask != null) {
      for (int s = 0; s < extent.steps(); s++) {
        System.arraycopy(mask, batchRow(s), real, s * extent.rows(), extent.rows());
      }
    }
  }

  /** Lets go of the sequence. */
  void forget() {
    input = nothing;
    factors = null;
  }

  /** Goes to a segment. */
  void enter(int segment) {
    segmentStart = segment * extent.segmentSteps();
  }

  /** The time of a step. */
  int time(int step) {
    int s = segmentStart + step;
    return isReverse ? extent.steps() - 1 - s : s;
  }

  /** The index, over all times and rows of the batch, of the shard's first row at a step. */
  int batchRow(int step) {
    return time(step) * extent.batch() + extent.firstRow();
  }

  boolean isMasked() {
    return isMasked;
  }

  /** Whether a row has a step. */
  boolean isReal(int step, int row) {
    return !isMasked || real[(segmentStart + step) * extent.rows() + row];
  }

  /** Whether the input is looked up, not multiplied. */
  boolean isLookedUp() {
    return input instanceof Inputs.Symbols && !isReadDirectly;
  }

  /**
   * The symbol that a row reads.
   *
   * @param row counted from the first row of the step on, over the steps that follow
   */
  int symbol(int step, int row) {
    int at = batchRow(step + row / extent.rows()) + row % extent.rows();
    return ((Inputs.Symbols) input).ids()[at];
  }

  /**
   * Copies the vectors of some steps of a block, the first of them in this slot. Masked steps read
   * zeros, whatever stands there: what is not a step must not reach a gradient.
   */
  void copy(int step, int slot, int steps) {
    copyMasks(step, slot, steps);
    if (isLookedUp()) {
      return;
    }
    int features = input.features();
    for (int s = 0; s < steps; s++) {
      int to = x.at(step + s, slot + s);
      if (input instanceof Inputs.Values vectors) {
        float[] from = ((FloatTensor) vectors.tensor()).array();
        System.arraycopy(
            from, batchRow(step + s) * features, x.array(), to, extent.rows() * features);
      } else {
        Arrays.fill(x.array(), to, to + extent.rows() * features, 0f);
        for (int r = 0; r < extent.rows(); r++) {
          x.array()[to + r * features + symbol(step + s, r)] = 1;
        }
      }
    }
    clearMasked(x, features, step, slot, steps);
  }

  private void copyMasks(int step, int slot, int steps) {
    NamedTensors given = factors;
    for (int i = 0; given != null && i < masks.size(); i++) {
      FloatTensor from = (FloatTensor) given.get(maskSpecs.get(i).name());
      boolean isForAll = from.extent(0) == 1;
      Spot to = masks.get(i);
      int size = maskSpecs.get(i).size();
      for (int s = 0; s < steps; s++) {
        int row = isForAll ? extent.firstRow() : batchRow(step + s);
        int at = to.at(step + s, slot + s);
        System.arraycopy(from.array(), row * size, to.array(), at, extent.rows() * size);
      }
      clearMasked(to, size, step, slot, steps);
    }
  }

  /** Sets a vector to zero where a row has no step. */
  void clearMasked(Spot spot, int size, int step, int slot, int steps) {
    if (!isMasked) {
      return;
    }
    for (int s = 0; s < steps; s++) {
      for (int r = 0; r < extent.rows(); r++) {
        if (!isReal(step + s, r)) {
          int at = spot.at(step + s, slot + s) + r * spot.stride();
          Arrays.fill(spot.array(), at, at + size, 0f);
        }
      }
    }
  }

  /** Copies the shard's rows of some steps from a tensor {@code [T, B, size]}; null for zeros. */
  void copyIn(@Nullable FloatTensor from, Spot to, int size, int step, int slot, int steps) {
    for (int s = 0; s < steps; s++) {
      int at = to.at(step + s, slot + s);
      if (from == null) {
        Arrays.fill(to.array(), at, at + extent.rows() * size, 0f);
      } else {
        int source = batchRow(step + s) * size;
        System.arraycopy(from.array(), source, to.array(), at, extent.rows() * size);
      }
    }
    clearMasked(to, size, step, slot, steps);
  }

  /** Copies the shard's rows of some steps to a tensor {@code [T, B, size]}. */
  void copyOut(Spot from, FloatTensor to, int step, int slot, int steps) {
    int size = to.extent(2);
    for (int s = 0; s < steps; s++) {
      int at = from.at(step + s, slot + s);
      int target = batchRow(step + s) * size;
      if (from.stride() == size) {
        System.arraycopy(from.array(), at, to.array(), target, extent.rows() * size);
      } else {
        for (int r = 0; r < extent.rows(); r++) {
          System.arraycopy(
              from.array(), at + r * from.stride(), to.array(), target + r * size, size);
        }
      }
    }
  }
}
