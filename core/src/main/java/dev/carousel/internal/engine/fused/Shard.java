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
  private final Work[][] before;
  private final Work[] loop;
  private final Work[][] after;
  private final Pieces beforeLoop;
  private final Pieces afterLoop;
  private final Spot output;
  private final History[] histories;
  private @Nullable BackwardShard backward;
  private @Nullable FloatTensor outputs;
  private int resident;

  /** A state before every step of a segment and after its last, and before each segment. */
  private record History(StateSpec spec, Spot spot, float[] boundaries) {}

  Shard(CellPlan plan, Weights weights, FusedEngine engine, Extent extent, Heap heap) {
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
    before = binder.bindPieces(plan.forward().before(), extent);
    loop = binder.bind(plan.forward().loop());
    after = binder.bindPieces(plan.forward().after(), extent);
    beforeLoop = new Pieces(engine, extent, this::runBefore);
    afterLoop = new Pieces(engine, extent, this::runAfter);
    output = space.spot(plan.output());
    histories = histories();
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

  /** Runs forward; writes the shard's rows of the outputs and of the final states. */
  void forward(
      Inputs sequence, SequenceContext context, FloatTensor outputs, NamedTensors finalStates) {
    input.start(sequence, context);
    for (History history : histories) {
      takeInitial(history, context.initialStates());
    }
    for (int segment = 0; segment < extent.segments(); segment++) {
      if (segment > 0) {
        carryOver(extent.stepsOf(segment - 1));
      }
      keepBoundary(segment);
      run(segment, outputs);
    }
    for (History history : histories) {
      int size = history.spec().size();
      float[] to = ((FloatTensor) finalStates.get(history.spec().name())).array();
      int from = history.spot().at(extent.stepsOf(resident), 0);
      int length = extent.rows() * size;
      System.arraycopy(history.spot().array(), from, to, extent.firstRow() * size, length);
    }
  }

  /** Runs the steps of a segment, from the states at its beginning. */
  private void run(int segment, @Nullable FloatTensor outputs) {
    resident = segment;
    input.enter(segment);
    int steps = extent.stepsOf(segment);
    for (int step = 0; step < steps; step += extent.blockSteps()) {
      runBlock(step, Math.min(extent.blockSteps(), steps - step), outputs);
    }
  }

  /** What runs before and after the loop runs a block of steps at a time, close in the cache. */
  private void runBlock(int step, int count, @Nullable FloatTensor to) {
    beforeLoop.run(step, count);
    for (int i = 0; i < count; i++) {
      runAll(loop, step + i, i, extent.rows());
      carryMaskedStates(step + i);
    }
    outputs = to;
    afterLoop.run(step, count);
    outputs = null;
  }

  private void runBefore(int piece, int step, int slot, int steps) {
    input.copy(step, slot, steps);
    runAll(before[piece], step, slot, steps * extent.rows());
  }

  private void runAfter(int piece, int step, int slot, int steps) {
    runAll(after[piece], step, slot, steps * extent.rows());
    FloatTensor to = outputs;
    if (to != null) {
      input.copyOut(output, to, step, slot, steps);
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
  private void bringBack(int segment) {
    if (resident == segment) {
      input.enter(segment);
      return;
    }
    for (History history : histories) {
      int length = extent.rows() * history.spec().size();
      System.arraycopy(history.boundaries(), segment * length, history.spot().array(), 0, length);
    }
    run(segment, null);
  }

  /** A row without a step keeps the states that it had. */
  private void carryMaskedStates(int step) {
    if (!input.isMasked()) {
      return;
    }
    for (History history : histories) {
      int size = history.spec().size();
      float[] states = history.spot().array();
      for (int r = 0; r < extent.rows(); r++) {
        if (!input.isReal(step, r)) {
          int from = history.spot().at(step, 0) + r * size;
          System.arraycopy(states, from, states, from + extent.rows() * size, size);
        }
      }
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
      bringBack(segment);
      input.copyOut(spot, to, 0, 0, extent.stepsOf(segment));
    }
  }

  /**
   * Runs backward; writes the shard's rows of the gradients of the input and of the initial states.
   */
  void backward(
      @Nullable FloatTensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher,
      @Nullable FloatTensor inputGradients,
      NamedTensors initialStateGradients) {
    BackwardShard way = backwardShard();
    binder.tap().watch(watcher);
    try {
      way.start(finalStateGradients);
      for (int segment = extent.segments() - 1; segment >= 0; segment--) {
        bringBack(segment);
        way.run(extent.stepsOf(segment), outputGradients, inputGradients);
      }
      way.finish(initialStateGradients);
    } finally {
      binder.tap().watch(null);
    }
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
      known = new BackwardShard(binder, extent);
      backward = known;
    }
    return known;
  }
}
