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
 * The gradients of a shard's states at the ends of a sequence: what they are given after its last
 * step, and what arrives before its first.
 */
final class CarriedGradients {
  private final Extent extent;
  private final Carried[] states;

  /** A state, and where its gradient arrives from the step after. */
  private record Carried(StateSpec spec, Spot arriving) {}

  CarriedGradients(CellPlan plan, Workspace space, Extent extent) {
    this.extent = extent;
    List<StateSpec> specs = plan.cell().forward().states();
    states = new Carried[specs.size()];
    for (int i = 0; i < states.length; i++) {
      Place arriving = Objects.requireNonNull(plan.stateGradients().get(i));
      states[i] = new Carried(specs.get(i), space.spot(arriving));
    }
  }

  /** Takes the gradients of the final states; null for zeros. */
  void start(@Nullable NamedTensors finalGradients) {
    for (Carried state : states) {
      float[] arriving = state.arriving().array();
      if (finalGradients == null) {
        Arrays.fill(arriving, 0, length(state), 0f);
      } else {
        float[] from = ((FloatTensor) finalGradients.get(state.spec().name())).array();
        int first = extent.firstRow() * state.spec().size();
        System.arraycopy(from, first, arriving, 0, length(state));
      }
    }
  }

  /** Hands over the gradients of the initial states. */
  void finish(NamedTensors initialGradients) {
    for (Carried state : states) {
      float[] to = ((FloatTensor) initialGradients.get(state.spec().name())).array();
      int first = extent.firstRow() * state.spec().size();
      System.arraycopy(state.arriving().array(), 0, to, first, length(state));
    }
  }

  private int length(Carried state) {
    return extent.rows() * state.spec().size();
  }
}
