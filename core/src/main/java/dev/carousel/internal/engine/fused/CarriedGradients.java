package dev.carousel.internal.engine.fused;

import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a shard's states on their way from a step to the one before it. A row that is
 * masked at a step passes them on unchanged. They are saved, and the step sees zeros. A backward
 * step is linear in its input, so nothing of it reaches a parameter.
 */
final class CarriedGradients {
  private final Extent extent;
  private final ShardInput input;
  private final Carried[] states;

  /**
   * @param held what the step before is to receive; gathered first, as one may lie in another's
   *     place
   * @param before where the step leaves it; null for zeros
   */
  private record Carried(StateSpec spec, Spot arriving, @Nullable Spot before, float[] held) {}

  CarriedGradients(CellPlan plan, Workspace space, Extent extent, ShardInput input) {
    this.extent = extent;
    this.input = input;
    List<StateSpec> specs = plan.cell().forward().states();
    states = new Carried[specs.size()];
    for (int i = 0; i < states.length; i++) {
      Place before = plan.gradientsBefore().get(i);
      states[i] =
          new Carried(
              specs.get(i),
              space.spot(Objects.requireNonNull(plan.stateGradients().get(i))),
              before == null ? null : space.spot(before),
              space.heap().floats((long) extent.rows() * specs.get(i).size()));
    }
  }

  /** Takes the gradients of the final states; null for zeros. */
  void start(@Nullable NamedTensors finalGradients) {
    for (Carried state : states) {
      float[] arriving = state.arriving().array();
      if (finalGradients == null) {
        Arrays.fill(arriving, 0, state.held().length, 0f);
      } else {
        float[] from = ((FloatTensor) finalGradients.get(state.spec().name())).array();
        int first = extent.firstRow() * state.spec().size();
        System.arraycopy(from, first, arriving, 0, state.held().length);
      }
    }
  }

  /** Sets the gradients of masked rows aside. */
  void holdMasked(int step) {
    if (!input.isMasked()) {
      return;
    }
    for (Carried state : states) {
      int size = state.spec().size();
      float[] arriving = state.arriving().array();
      System.arraycopy(arriving, 0, state.held(), 0, state.held().length);
      for (int r = 0; r < extent.rows(); r++) {
        if (!input.isReal(step, r)) {
          Arrays.fill(arriving, r * size, (r + 1) * size, 0f);
        }
      }
    }
  }

  /** Makes the gradients before the step those that arrive at the step before it. */
  void takeOver(int step, int slot) {
    for (Carried state : states) {
      gather(state, step, slot);
    }
    for (Carried state : states) {
      System.arraycopy(state.held(), 0, state.arriving().array(), 0, state.held().length);
    }
  }

  private void gather(Carried state, int step, int slot) {
    Spot before = state.before();
    int size = state.spec().size();
    for (int r = 0; r < extent.rows(); r++) {
      if (input.isReal(step, r)) {
        if (before == null) {
          Arrays.fill(state.held(), r * size, (r + 1) * size, 0f);
        } else {
          int at = before.at(step, slot) + r * before.stride();
          System.arraycopy(before.array(), at, state.held(), r * size, size);
        }
      }
    }
  }

  /** Hands over the gradients of the initial states. */
  void finish(NamedTensors initialGradients) {
    for (Carried state : states) {
      float[] to = ((FloatTensor) initialGradients.get(state.spec().name())).array();
      int first = extent.firstRow() * state.spec().size();
      System.arraycopy(state.arriving().array(), 0, to, first, state.held().length);
    }
  }
}
