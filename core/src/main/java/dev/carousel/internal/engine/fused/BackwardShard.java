package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.BufferSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.internal.engine.fused.plan.WeightGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shard's way back; made when it is first taken. */
final class BackwardShard {
  private final CellPlan plan;
  private final Extent extent;
  private final ShardInput input;
  private final Work[][] before;
  private final Work[] loop;
  private final Work[][] after;
  private final Pieces beforeLoop;
  private final Pieces afterLoop;
  private final CarriedGradients carried;
  private final ParameterGradients gradients;
  private final @Nullable Spot fromAbove;
  private final @Nullable Spot toBelow;
  private final Cleared[] cleared;
  private @Nullable FloatTensor outputGradients;
  private @Nullable FloatTensor inputGradients;

  /** A vector that is added up over steps. */
  private record Cleared(Spot spot, int size) {}

  BackwardShard(Binder binder, Extent extent) {
    this.plan = binder.plan();
    this.extent = extent;
    this.input = binder.input();
    Workspace space = binder.space();
    before = binder.bindPieces(plan.backward().before(), extent);
    loop = binder.bind(plan.backward().loop());
    after = binder.bindPieces(plan.backward().after(), extent);
    beforeLoop = new Pieces(binder.engine(), extent, this::runBefore);
    afterLoop = new Pieces(binder.engine(), extent, this::runAfter);
    carried = new CarriedGradients(plan, space, extent, input);
    gradients = new ParameterGradients(binder, extent);
    fromAbove = plan.outputGradient() == null ? null : space.spot(plan.outputGradient());
    toBelow = plan.inputGradient() == null ? null : space.spot(plan.inputGradient());
    cleared = cleared(space);
  }

  /**
   * What is cleared at masked steps before it is added up. Their gradients are 0, but 0 times the
   * value of a function with a pole at 0 is NaN. In a history a masked step holds states, not its
   * own.
   */
  private Cleared[] cleared(Workspace space) {
    List<Cleared> found = new ArrayList<>();
    for (WeightGradient weights : plan.weights()) {
      add(found, space, weights.rows(), weights.height());
      add(found, space, weights.columns(), weights.width());
    }
    plan.vectors().forEach(sum -> add(found, space, sum.value(), sum.parameter().size()));
    if (plan.inputGradient() != null) {
      add(found, space, plan.inputGradient(), plan.cell().forward().inputSize());
    }
    return found.toArray(Cleared[]::new);
  }

  private void add(List<Cleared> found, Workspace space, Place place, int size) {
    BufferSpec.Kind kind = plan.buffer(place).kind();
    if (kind == BufferSpec.Kind.SEQUENCE || kind == BufferSpec.Kind.BLOCK) {
      found.add(new Cleared(space.spot(place), size));
    }
  }

  ParameterGradients gradients() {
    return gradients;
  }

  /** Begins at the sequence's end. */
  void start(@Nullable NamedTensors finalStateGradients) {
    carried.start(finalStateGradients);
    gradients.start();
  }

  /** Goes back over the steps of a segment. */
  void run(int steps, @Nullable FloatTensor ofOutputs, @Nullable FloatTensor ofInput) {
    outputGradients = ofOutputs;
    inputGradients = ofInput;
    int lastBlock = (steps - 1) / extent.blockSteps() * extent.blockSteps();
    for (int from = lastBlock; from >= 0; from -= extent.blockSteps()) {
      runBlock(from, Math.min(extent.blockSteps(), steps - from));
    }
    outputGradients = null;
    inputGradients = null;
  }

  private void runBlock(int step, int count) {
    beforeLoop.run(step, count);
    for (int i = count - 1; i >= 0; i--) {
      carried.holdMasked(step + i);
      Shard.runAll(loop, step + i, i, extent.rows());
      carried.takeOver(step + i, i);
    }
    afterLoop.run(step, count);
    gradients.add(step, count);
  }

  private void runBefore(int piece, int step, int slot, int steps) {
    input.copy(step, slot, steps);
    if (fromAbove != null) {
      int size = plan.cell().forward().output().size();
      input.copyIn(outputGradients, fromAbove, size, step, slot, steps);
    }
    Shard.runAll(before[piece], step, slot, steps * extent.rows());
  }

  private void runAfter(int piece, int step, int slot, int steps) {
    Shard.runAll(after[piece], step, slot, steps * extent.rows());
    if (input.isMasked()) {
      for (Cleared vector : cleared) {
        input.clearMasked(vector.spot(), vector.size(), step, slot, steps);
      }
    }
    FloatTensor to = inputGradients;
    if (to != null && toBelow != null) {
      input.copyOut(toBelow, to, step, slot, steps);
    }
  }

  /** Ends at the sequence's beginning. */
  void finish(NamedTensors initialStateGradients) {
    carried.finish(initialStateGradients);
    gradients.finish();
  }
}
