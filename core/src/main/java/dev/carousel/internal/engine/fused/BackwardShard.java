package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.BufferSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Instruction;
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
  private final Crew alone;
  private final Crew together;
  private final Binder binder;
  private @Nullable Crew watched;
  private final CarriedGradients carried;
  private final ParameterGradients gradients;
  private final @Nullable Spot fromAbove;
  private final @Nullable Spot toBelow;
  private final Cleared[] cleared;

  /** A vector that is added up over steps. */
  private record Cleared(Spot spot, int size) {}

  BackwardShard(Binder binder, Extent extent, Team team) {
    this.binder = binder;
    this.plan = binder.plan();
    this.extent = extent;
    this.input = binder.input();
    Workspace space = binder.space();
    alone = unwatched(new Team(Team.ALONE));
    together = team.members() == Team.ALONE ? alone : unwatched(team);
    carried = new CarriedGradients(plan, space, extent);
    gradients = new ParameterGradients(binder, extent);
    fromAbove = plan.outputGradient() == null ? null : space.spot(plan.outputGradient());
    toBelow = plan.inputGradient() == null ? null : space.spot(plan.inputGradient());
    cleared = cleared(space);
  }

  private Crew unwatched(Team team) {
    List<Instruction> step =
        plan.backwardStep().stream().filter(i -> !(i instanceof Instruction.Tap)).toList();
    return binder.crew(plan.backward(), step, team);
  }

  /** One that keeps what it shows; made when somebody watches. */
  private Crew watched() {
    Crew known = watched;
    if (known == null) {
      known = binder.crew(plan.backward(), plan.backwardStep(), new Team(Team.ALONE));
      watched = known;
    }
    return known;
  }

  private Crew crewOf(Crew forward) {
    if (forward.members() != Team.ALONE) {
      return together;
    }
    return binder.tap().isWatched() ? watched() : alone;
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
  void start(@Nullable NamedTensors finalStateGradients, Crew crew, int member) {
    if (member == 0) {
      carried.start(finalStateGradients);
    }
    gradients.start(crew, member);
  }

  /** Goes back over the steps of a segment. */
  void run(
      int steps,
      @Nullable FloatTensor ofOutputs,
      @Nullable FloatTensor ofInput,
      Crew forward,
      int member) {
    Crew crew = crewOf(forward);
    int lastSum = (steps - 1) / extent.sumSteps() * extent.sumSteps();
    for (int from = lastSum; from >= 0; from -= extent.sumSteps()) {
      int count = Math.min(extent.sumSteps(), steps - from);
      runBlocks(from, count, ofOutputs, ofInput, crew, member);
      gradients.add(from, count, crew, member);
      crew.meet(member);
    }
  }

  /** Goes back over blocks whose shares are added at once; a slot is a step's place in them. */
  private void runBlocks(
      int step,
      int count,
      @Nullable FloatTensor ofOutputs,
      @Nullable FloatTensor ofInput,
      Crew crew,
      int member) {
    for (int slot = extent.lastBlock(count); slot >= 0; slot -= extent.blockSteps()) {
      int some = extent.blockSteps(slot, count);
      runBlock(step, slot, some, ofOutputs, ofInput, crew, member);
      crew.meet(member);
    }
  }

  private void runBlock(
      int step,
      int firstSlot,
      int count,
      @Nullable FloatTensor ofOutputs,
      @Nullable FloatTensor ofInput,
      Crew crew,
      int member) {
    int first = firstSlot + crew.firstOf(member, count);
    int end = firstSlot + crew.firstOf(member + 1, count);
    for (int slot = first; slot < end; slot += extent.pieceSteps()) {
      int steps = Math.min(extent.pieceSteps(), end - slot);
      runBefore(crew.before()[member], ofOutputs, step + slot, slot, steps);
    }
    crew.meet(member);
    for (int slot = firstSlot + count - 1; slot >= firstSlot; slot--) {
      Shard.runAll(crew.loop()[member], step + slot, slot, extent.rows());
    }
    crew.meet(member);
    for (int slot = first; slot < end; slot += extent.pieceSteps()) {
      int steps = Math.min(extent.pieceSteps(), end - slot);
      runAfter(crew.after()[member], ofInput, step + slot, slot, steps);
    }
  }

  private void runBefore(
      Work[] before, @Nullable FloatTensor ofOutputs, int step, int slot, int steps) {
    input.copy(step, slot, steps);
    if (fromAbove != null) {
      int size = plan.cell().forward().output().size();
      input.copyIn(ofOutputs, fromAbove, size, step, slot, steps);
    }
    Shard.runAll(before, step, slot, steps * extent.rows());
  }

  private void runAfter(
      Work[] after, @Nullable FloatTensor ofInput, int step, int slot, int steps) {
    Shard.runAll(after, step, slot, steps * extent.rows());
    if (input.isMasked()) {
      for (Cleared vector : cleared) {
        input.clearMasked(vector.spot(), vector.size(), step, slot, steps);
      }
    }
    if (ofInput != null && toBelow != null) {
      input.copyOut(toBelow, ofInput, step, slot, steps);
    }
  }

  /** Ends at the sequence's beginning. */
  void finish(NamedTensors initialStateGradients, int member) {
    if (member == 0) {
      carried.finish(initialStateGradients);
    }
  }
}
