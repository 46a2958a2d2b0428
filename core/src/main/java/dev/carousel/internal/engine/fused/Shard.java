package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the batch, from the first step to the last and back, on one thread at a time. Within
 * a shard time is counted in the order in which the layer takes its steps. It owns its memory and
 * is used for one sequence after the other.
 *
 * <p>If a segment is shorter than the sequence, only the states at the segments' beginnings are
 * kept, and the backward pass runs each segment forward again (Chen et al., 2016).
 */
final class Shard {
  private final CellPlan plan;
  private final Extent extent;
  private final ShardInput input;
  private final Workspace space;
  private final Binder binder;
  private final Crew alone;
  private final Crew together;
  private final Spot output;
  private final History[] histories;
  private @Nullable BackwardShard backward;
  private int resident;

  /** A state before every step of a segment and after its last, and before each segment. */
  private record History(StateSpec spec, Spot spot, float[] boundaries) {}

  /**
   * @param members of the team that may work on it together, {@link Team#ALONE} if none may
   */
  Shard(CellPlan plan, Weights weights, FusedEngine engine, Extent extent, Heap heap, int members) {
    this.plan = plan;
    this.extent = extent;
    space = new Workspace(plan.buffers(), weights, extent, heap);
    input =
        new ShardInput(
            extent,
            plan.readsInputDirectly(),
            space.spot(plan.input()),
            plan.cell().forward().masks(),
            plan.masks().stream().map(space::spot).toList(),
            heap);
    GradientTap tap = new GradientTap(plan.cell().layer(), extent, input);
    binder = Binder.of(plan, engine, space, weights, input, tap);
    alone = crew(new Team(Team.ALONE));
    together = members == Team.ALONE ? alone : crew(new Team(members));
    output = space.spot(plan.output());
    histories = histories();
  }

  private Crew crew(Team team) {
    return binder.crew(plan.forward(), plan.forwardStep(), team);
  }

  /** The team that may work on it together. */
  Team team() {
    return together.team();
  }

  private Crew crewOf(@Nullable Team team) {
    return team == together.team() ? together : alone;
  }

  private History[] histories() {
    List<StateSpec> specs = plan.cell().forward().states();
    History[] made = new History[specs.size()];
    for (int i = 0; i < made.length; i++) {
      int boundaries = extent.segments() > 1 ? extent.segments() : 0;
      float[] kept = space.heap().floats((long) boundaries * extent.rows() * specs.get(i).size());
      made[i] = new History(specs.get(i), space.spot(plan.states().get(i)), kept);
    }
    return made;
  }

  /**
   * Runs forward; writes the shard's rows of the outputs and of the final states. All members of a
   * team call it.
   *
   * @param team null for the calling thread alone
   */
  void forward(
      Inputs sequence,
      SequenceContext context,
      FloatTensor outputs,
      NamedTensors finalStates,
      @Nullable Team team,
      int member) {
    Crew crew = crewOf(team);
    if (member == 0) {
      input.start(sequence, context);
      for (History history : histories) {
        takeInitial(history, context.initialStates());
      }
    }
    for (int segment = 0; segment < extent.segments(); segment++) {
      if (member == 0) {
        if (segment > 0) {
          carryOver(extent.stepsOf(segment - 1));
        }
        keepBoundary(segment);
        enter(segment);
      }
      crew.meet(member);
      run(segment, outputs, crew, member);
    }
    if (member == 0) {
      copyFinal(finalStates);
    }
  }

  private void copyFinal(NamedTensors finalStates) {
    for (History history : histories) {
      int size = history.spec().size();
      float[] to = ((FloatTensor) finalStates.get(history.spec().name())).array();
      int from = history.spot().at(extent.stepsOf(resident), 0);
      int length = extent.rows() * size;
      System.arraycopy(history.spot().array(), from, to, extent.firstRow() * size, length);
    }
  }

  private void enter(int segment) {
    resident = segment;
    input.enter(segment);
  }

  /** Runs the steps of a segment, from the states at its beginning. */
  private void run(int segment, @Nullable FloatTensor outputs, Crew crew, int member) {
    int steps = extent.stepsOf(segment);
    for (int step = 0; step < steps; step += extent.blockSteps()) {
      int count = Math.min(extent.blockSteps(), steps - step);
      runBlock(step, count, outputs, crew, member);
      crew.meet(member);
    }
  }

  /** What runs before and after the loop runs a piece of time at once, close in the cache. */
  private void runBlock(int step, int count, @Nullable FloatTensor outputs, Crew crew, int member) {
    int first = crew.firstOf(member, count);
    int end = crew.firstOf(member + 1, count);
    for (int slot = first; slot < end; slot += extent.pieceSteps()) {
      int steps = Math.min(extent.pieceSteps(), end - slot);
      input.copy(step + slot, slot, steps);
      runAll(crew.before()[member], step + slot, slot, steps * extent.rows());
    }
    crew.meet(member);
    for (int slot = 0; slot < count; slot++) {
      runAll(crew.loop()[member], step + slot, slot, extent.rows());
    }
    crew.meet(member);
    for (int slot = first; slot < end; slot += extent.pieceSteps()) {
      int steps = Math.min(extent.pieceSteps(), end - slot);
      runAll(crew.after()[member], step + slot, slot, steps * extent.rows());
      if (outputs != null) {
        input.copyOut(output, outputs, step + slot, slot, steps);
      }
    }
  }

  static void runAll(Work[] works, int step, int slot, int rows) {
    for (Work work : works) {
      work.run(step, slot, rows);
    }
  }

  private void takeInitial(History history, @Nullable NamedTensors initial) {
    int length = extent.rows() * history.spec().size();
    float[] to = history.spot().array();
    if (initial == null) {
      Arrays.fill(to, 0, length, 0f);
    } else {
      float[] from = ((FloatTensor) initial.get(history.spec().name())).array();
      System.arraycopy(from, extent.firstRow() * history.spec().size(), to, 0, length);
    }
  }

  /** Makes the states after the last step of a segment those before the first of the next. */
  private void carryOver(int steps) {
    for (History history : histories) {
      float[] states = history.spot().array();
      int length = extent.rows() * history.spec().size();
      System.arraycopy(states, history.spot().at(steps, 0), states, 0, length);
    }
  }

  private void keepBoundary(int segment) {
    if (extent.segments() > 1) {
      for (History history : histories) {
        int length = extent.rows() * history.spec().size();
        System.arraycopy(history.spot().array(), 0, history.boundaries(), segment * length, length);
      }
    }
  }

  /** Makes the values of a segment's steps be there, if need be by computing them again. */
  private void bringBack(int segment, Crew crew, int member) {
    boolean isHere = resident == segment;
    crew.meet(member);
    if (member == 0) {
      for (History history : histories) {
        int length = isHere ? 0 : extent.rows() * history.spec().size();
        float[] states = history.spot().array();
        System.arraycopy(history.boundaries(), segment * length, states, 0, length);
      }
      enter(segment);
    }
    crew.meet(member);
    if (!isHere) {
      run(segment, null, crew, member);
    }
  }

  /** Writes the shard's rows of a state after every step. */
  void copyHistory(int state, FloatTensor to) {
    copyAll(space.spot(new Place(plan.states().get(state).buffer(), 0, true)), to);
  }

  /** Writes the shard's rows of a vector named for the diagnosis. */
  void copyObserved(Place place, FloatTensor to) {
    copyAll(space.spot(place), to);
  }

  private void copyAll(Spot spot, FloatTensor to) {
    for (int segment = 0; segment < extent.segments(); segment++) {
      bringBack(segment, alone, 0);
      input.copyOut(spot, to, 0, 0, extent.stepsOf(segment));
    }
  }

  /**
   * Runs backward; writes the shard's rows of the gradients of the input and of the initial states.
   * All members of a team call it; who is watched works alone.
   *
   * @param team null for the calling thread alone
   */
  void backward(
      @Nullable FloatTensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher,
      @Nullable FloatTensor inputGradients,
      NamedTensors initialStateGradients,
      @Nullable Team team,
      int member) {
    Crew crew = crewOf(team);
    BackwardShard way = backwardShard();
    binder.tap().watch(watcher);
    try {
      way.start(finalStateGradients, crew, member);
      for (int segment = extent.segments() - 1; segment >= 0; segment--) {
        bringBack(segment, crew, member);
        way.run(extent.stepsOf(segment), outputGradients, inputGradients, crew, member);
      }
      way.finish(initialStateGradients, member);
    } finally {
      binder.tap().watch(null);
    }
  }

  /** Takes the memory that the way back needs, before several threads ask for it. */
  void readyBackward() {
    backwardShard().gradients().ready(input.isLookedUp());
  }

  /** Lets go of the sequence. */
  void forget() {
    input.forget();
  }

  /** The shard's share of the gradients of the parameters, after a backward run. */
  ParameterGradients gradients() {
    return backwardShard().gradients();
  }

  /** The shard's way back; its memory is taken when it is first asked for. */
  BackwardShard backwardShard() {
    BackwardShard known = backward;
    if (known == null) {
      known = new BackwardShard(binder, extent, together.team());
      backward = known;
    }
    return known;
  }
}
