package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerInput;
import dev.carousel.engine.StateSpec;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run over one sequence: the shards, and what they found together. */
final class FusedPass implements ForwardPass {
  private final Run run;
  private final FusedEngine engine;
  private final Workspaces workspaces;
  private final List<Shard> shards = new ArrayList<>();
  private final FloatTensor outputs;
  private final NamedTensors finalStates;

  FusedPass(Run run, FusedEngine engine, Workspaces workspaces) {
    this.workspaces = workspaces;
    this.run = run;
    this.engine = engine;
    int rows = run.input().rows();
    int shardRows = ShardSize.of(rows);
    for (int first = 0; first < rows; first += shardRows) {
      int height = Math.min(shardRows, rows - first);
      Workspace space = workspaces.borrow(run.input().steps(), height);
      shards.add(new Shard(run, first, height, space));
    }
    outputs =
        new FloatTensor(run.input().steps(), rows, run.plan().cell().forward().output().size());
    finalStates = stateTensors();
    engine.runAll(
        shards.stream().<Runnable>map(s -> () -> s.forward(outputs, finalStates)).toList());
  }

  @Override
  public void release() {
    shards.forEach(shard -> workspaces.giveBack(shard.space()));
    shards.clear();
  }

  private List<Shard> liveShards() {
    if (shards.isEmpty()) {
      throw new IllegalStateException("the pass has been released");
    }
    return shards;
  }

  private NamedTensors stateTensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StateSpec spec : run.plan().cell().forward().states()) {
      tensors.put(spec.name(), new FloatTensor(run.input().rows(), spec.size()));
    }
    return new NamedTensors(tensors);
  }

  @Override
  public Tensor outputs() {
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
    return finalStates;
  }

  @Override
  public Tensor observed(String name) {
    Place place = run.plan().observed().get(name);
    if (place == null) {
      throw new IllegalArgumentException("nothing is observed under the name " + name);
    }
    int size = observedSize(name);
    FloatTensor trace = new FloatTensor(run.input().steps(), run.input().rows(), size);
    liveShards().forEach(shard -> shard.copyObserved(place, trace));
    return trace;
  }

  private int observedSize(String name) {
    return Objects.requireNonNull(run.plan().cell().forward().observed().get(name)).size();
  }

  @Override
  public LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher) {
    String layer = run.plan().cell().layer();
    LayerChecks.backward(
        layer, run.plan().cell().forward(), outputs, outputGradients, finalStateGradients);
    LayerChecks.precision(layer, "the outputs' gradient", Precision.FLOAT32, outputGradients);
    LayerChecks.precision(layer, "final gradient of state", Precision.FLOAT32, finalStateGradients);
    FloatTensor inputGradient = inputGradient();
    NamedTensors initialStates = stateTensors();
    ParameterGradients[] parts = new ParameterGradients[liveShards().size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int index = i;
      tasks.add(
          () ->
              parts[index] =
                  shards
                      .get(index)
                      .backward(
                          (FloatTensor) outputGradients,
                          finalStateGradients,
                          watcher,
                          inputGradient,
                          initialStates));
    }
    engine.runAll(tasks);
    NamedTensors parameters = parts[0].sums();
    for (int i = 1; i < parts.length; i++) {
      parts[i].sums().forEach((name, part) -> parameters.get(name).addScaled(1, part));
    }
    return new LayerGradients(inputGradient, initialStates, parameters);
  }

  private @Nullable FloatTensor inputGradient() {
    LayerInput input = run.input();
    return input instanceof LayerInput.Symbols
        ? null
        : new FloatTensor(input.steps(), input.rows(), input.features());
  }
}
