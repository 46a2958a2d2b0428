package dev.carousel.internal.engine.fused;

import dev.carousel.engine.StateSpec;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a shard's states on their way from a step to the one before it. A row that is
 * masked at a step hands them on untouched: they are set aside, the step sees zeros, and since a
 * backward step is linear in what it receives, nothing of it reaches a parameter.
 */
final class CarriedGradients {
  private final CellPlan plan;
  private final Workspace space;
  private final boolean @Nullable [] mask;
  private final int rows;

  /**
   * By state, what the step before is to receive; gathered first, as one may lie in another's
   * place.
   */
  private final float[][] before;

  CarriedGradients(CellPlan plan, Workspace space, boolean @Nullable [] mask) {
    this.plan = plan;
    this.space = space;
    this.mask = mask;
    this.rows = space.rows();
    before = new float[states().size()][];
    for (int i = 0; i < before.length; i++) {
      before[i] = new float[rows * size(i)];
    }
  }

  private List<StateSpec> states() {
    return plan.cell().forward().states();
  }

  private int size(int state) {
    return states().get(state).size();
  }

  private float[] arriving(int state) {
    Place place = plan.stateGradients().get(state);
    if (place == null) {
      throw new IllegalStateException("every state has a place for its gradient");
    }
    return space.array(place);
  }

  /** Takes the gradients of the final states. */
  void start(@Nullable NamedTensors finalGradients, int firstRow) {
    for (int i = 0; i < before.length; i++) {
      int length = rows * size(i);
      if (finalGradients == null) {
        Arrays.fill(arriving(i), 0, length, 0f);
      } else {
        float[] from = ((FloatTensor) finalGradients.get(states().get(i).name())).array();
        System.arraycopy(from, firstRow * size(i), arriving(i), 0, length);
      }
    }
  }

  /** Sets the gradients of masked rows aside. */
  void holdMasked(int s) {
    if (mask != null) {
      for (int i = 0; i < before.length; i++) {
        System.arraycopy(arriving(i), 0, before[i], 0, before[i].length);
        for (int r = 0; r < rows; r++) {
          if (!mask[s * rows + r]) {
            Arrays.fill(arriving(i), r * size(i), (r + 1) * size(i), 0f);
          }
        }
      }
    }
  }

  /** Makes the gradients before the step those that arrive at the step before it. */
  void takeOver(int s) {
    for (int i = 0; i < before.length; i++) {
      for (int r = 0; r < rows; r++) {
        if (mask == null || mask[s * rows + r]) {
          copyRow(plan.gradientsBefore().get(i), i, s, r);
        }
      }
    }
    for (int i = 0; i < before.length; i++) {
      System.arraycopy(before[i], 0, arriving(i), 0, before[i].length);
    }
  }

  private void copyRow(@Nullable Place from, int state, int s, int r) {
    int size = size(state);
    if (from == null) {
      Arrays.fill(before[state], r * size, (r + 1) * size, 0f);
    } else {
      int at = space.offset(from, s) + r * space.stride(from);
      System.arraycopy(space.array(from), at, before[state], r * size, size);
    }
  }

  /** Hands over the gradients of the initial states. */
  void finish(NamedTensors initialGradients, int firstRow) {
    for (int i = 0; i < before.length; i++) {
      float[] to = ((FloatTensor) initialGradients.get(states().get(i).name())).array();
      System.arraycopy(arriving(i), 0, to, firstRow * size(i), rows * size(i));
    }
  }
}
