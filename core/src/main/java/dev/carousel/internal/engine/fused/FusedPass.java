package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A run over sequences of one size, time after time: the shards, and what they found together. Once
 * everything has been made, at the first run, it makes no object more.
 */
final class FusedPass implements ForwardPass {
  private final FusedLayer layer;
  private final CellPlan plan;
  private final PassExtent extent;
  private final Shard[] shards;
  private final FloatTensor outputs;
  private final NamedTensors finalStates;
  private final int members;
  private final IntConsumer forwardTask = shard -> forwardShard(shard, null, 0);
  private final IntConsumer backwardTask = shard -> backwardShard(shard, null, 0);
  private final IntConsumer forwardMember = i -> asMember(i, this::forwardShard);
  private final IntConsumer backwardMember = i -> asMember(i, this::backwardShard);
  private final Inputs nothing = ShardInput.nothing();
  private Inputs input = nothing;
  private SequenceContext context = SequenceContext.plain();
  private @Nullable Backward backward;
  private boolean isReleased;

  FusedPass(FusedLayer layer, PassExtent extent) {
    this.layer = layer;
    this.plan = layer.plan();
    this.extent = extent;
    Extent[] extents = extent.shards();
    Heap heap = Heap.real(plan.cell().layer());
    shards = new Shard[extents.length];
    members = layer.engine().teamSize().of(plan, extents);
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard(plan, layer.weights(), layer.engine(), extents[i], heap, members);
    }
    outputs = tensor(plan.cell().forward().output().size());
    finalStates = stateTensors();
  }

  private NamedTensors stateTensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StateSpec spec : plan.cell().forward().states()) {
      tensors.put(spec.name(), new FloatTensor(extent.rows(), spec.size()));
    }
    return new NamedTensors(tensors);
  }

  /** A tensor {@code [T, B, size]}. */
  private FloatTensor tensor(int size) {
    return new FloatTensor(extent.steps(), extent.rows(), size);
  }

  PassExtent extent() {
    return extent;
  }

  /** Runs over a sequence; the input's sizes are those of this pass. */
  void forward(Inputs newInput, SequenceContext newContext) {
    isReleased = false;
    input = newInput;
    context = newContext;
    if (!isRunByTeams(forwardMember)) {
      layer.engine().runAll(shards.length, forwardTask);
    }
  }

  /** Runs all shards, a team on each, if so many threads are free. */
  private boolean isRunByTeams(IntConsumer work) {
    if (members == Team.ALONE) {
      return false;
    }
    for (Shard shard : shards) {
      shard.team().gather();
    }
    return layer.engine().runTogether(shards.length * members, work);
  }

  /** What is done to a shard by one thread of a team, or by one alone. */
  @FunctionalInterface
  private interface Share {
    void run(int shard, @Nullable Team team, int member);
  }

  private void asMember(int i, Share share) {
    Team team = shards[i / members].team();
    try {
      share.run(i / members, team, i % members);
    } catch (Team.Broken broken) {
      // the one who failed says why
    } catch (Throwable failure) {
      team.leave();
      throw failure;
    }
  }

  private void forwardShard(int shard, @Nullable Team team, int member) {
    shards[shard].forward(input, context, outputs, finalStates, team, member);
  }

  @Override
  public void release() {
    requireLive();
    isReleased = true;
    input = nothing;
    for (Shard shard : shards) {
      shard.forget();
    }
    layer.giveBack(this);
  }

  private void requireLive() {
    if (isReleased) {
      throw new IllegalStateException("the pass has been released");
    }
  }

  @Override
  public Tensor outputs() {
    requireLive();
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
    requireLive();
    return finalStates;
  }

  @Override
  public Tensor states(String name) {
    requireLive();
    StepGraph graph = plan.cell().forward();
    int index = graph.stateIndex(name);
    FloatTensor trace = tensor(graph.states().get(index).size());
    for (Shard shard : shards) {
      shard.copyHistory(index, trace);
    }
    return trace;
  }

  @Override
  public Tensor observed(String name) {
    requireLive();
    Place place = plan.observed().get(name);
    if (place == null) {
      throw new IllegalArgumentException("nothing is observed under the name " + name);
    }
    int size = Objects.requireNonNull(plan.cell().forward().observed().get(name)).size();
    FloatTensor trace = tensor(size);
    for (Shard shard : shards) {
      shard.copyObserved(place, trace);
    }
    return trace;
  }

  @Override
  public LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher) {
    requireLive();
    String name = plan.cell().layer();
    NarrowChecks.backward(name, layer.engine().weights());
    LayerChecks.backward(
        name, plan.cell().forward(), outputs, outputGradients, finalStateGradients);
    LayerChecks.precision(name, "the outputs' gradient", Precision.FLOAT32, outputGradients);
    LayerChecks.precision(
        name,
        "the final gradient of state",
        Precision.FLOAT32,
        plan.cell().forward().states(),
        finalStateGradients);
    layer.weights().readyBackward();
    Backward way = backwardWay();
    way.outputGradients = outputGradients;
    way.finalStateGradients = finalStateGradients;
    way.watcher = watcher;
    way.found();
    try {
      for (Shard shard : shards) {
        shard.readyBackward();
      }
      if (watcher != null || !isRunByTeams(backwardMember)) {
        layer.engine().runAll(shards.length, backwardTask);
      }
      layer.engine().runAll(way.sums.count(), way.sums);
    } finally {
      way.forget();
    }
    return way.found();
  }

  private void backwardShard(int shard, @Nullable Team team, int member) {
    Backward way = backwardWay();
    shards[shard].backward(
        (FloatTensor) way.outputGradients,
        way.finalStateGradients,
        way.watcher,
        (FloatTensor) way.found().input(),
        way.found().initialStates(),
        team,
        member);
  }

  private Backward backwardWay() {
    Backward known = backward;
    if (known == null) {
      known = new Backward();
      backward = known;
    }
    return known;
  }

  /** What a backward run starts from and finds. */
  private final class Backward {
    private final LayerGradients withoutInput;
    private @Nullable LayerGradients whole;
    final GradientSums sums;
    @Nullable Tensor outputGradients;
    @Nullable NamedTensors finalStateGradients;
    @Nullable Consumer<StateGradient> watcher;

    Backward() {
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      for (ParameterSpec spec : plan.cell().forward().parameters()) {
        parameters.put(spec.name(), spec.zeros(Precision.FLOAT32));
      }
      withoutInput = new LayerGradients(null, stateTensors(), new NamedTensors(parameters));
      sums = new GradientSums(plan, shards, withoutInput.parameters());
    }

    /** Lets go of what belongs to the caller: it may be large. */
    void forget() {
      outputGradients = null;
      finalStateGradients = null;
      watcher = null;
    }

    /** Where the gradients go. */
    LayerGradients found() {
      return layer.findsInputGradient() ? withInput() : withoutInput;
    }

    private LayerGradients withInput() {
      LayerGradients known = whole;
      if (known == null) {
        Tensor ofInput = tensor(plan.cell().forward().inputSize());
        known =
            new LayerGradients(ofInput, withoutInput.initialStates(), withoutInput.parameters());
        whole = known;
      }
      return known;
    }
  }
}
