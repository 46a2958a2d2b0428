package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkMemory;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells before a run how much memory it takes, and refuses one that cannot fit. What is counted is
 * what the engine will allocate ({@link dev.carousel.engine.LayerProgram#memory}), for every size
 * of chunk that the first and the last ones of an epoch have, which is all of them in a text.
 *
 * @param network to be trained
 * @param data to train on
 * @param optimizer whose slots are counted
 * @param plan with batch and chunk length
 */
public record TrainingMemory(
    Network network, Dataset data, Optimizer optimizer, TrainingPlan plan) {

  /** The size of a chunk. */
  private record Size(int steps, int rows) {}

  /** What the run takes on the network's engine. */
  public MemoryEstimate estimate() {
    return estimate(network.engine().keptSteps());
  }

  /** The same on an engine that keeps so many steps; 0 for all. */
  MemoryEstimate estimate(int keptSteps) {
    long activations = 0;
    long work = 0;
    NetworkMemory largest = NetworkMemory.of(network, 1, 1, true, keptSteps);
    for (Size size : sizes(epoch())) {
      NetworkMemory pass = NetworkMemory.of(network, size.steps(), size.rows(), true, keptSteps);
      activations += pass.pass();
      work = Math.max(work, pass.work());
    }
    for (Size size : sizes(Evaluation.epoch(data.validation()))) {
      NetworkMemory pass = NetworkMemory.of(network, size.steps(), size.rows(), false, keptSteps);
      activations += pass.pass();
      work = Math.max(work, pass.work());
    }
    long slots = slots() * largest.parameters();
    long parameters = 2 * largest.parameters() + largest.prepared();
    return new MemoryEstimate(parameters, slots, activations, work, dataBytes());
  }

  /** The steps of the longest chunk. */
  int longest() {
    return sizes(epoch()).stream().mapToInt(Size::steps).max().orElse(1);
  }

  private Epoch epoch() {
    return data.training().epoch(plan.batch(), plan.bptt(), plan.seed(), 0);
  }

  private static Set<Size> sizes(Epoch epoch) {
    Set<Size> sizes = new LinkedHashSet<>();
    for (int i : List.of(0, 1, epoch.size() - 1)) {
      if (i >= 0 && i < epoch.size()) {
        Chunk chunk = epoch.chunk(i);
        sizes.add(new Size(chunk.steps(), chunk.rows()));
      }
    }
    return sizes;
  }

  /**
   * How many tensors the optimizer keeps for each parameter: asked for parameters of one element.
   */
  private long slots() {
    Map<String, Tensor> small = new LinkedHashMap<>();
    for (Layer layer : network.allLayers()) {
      for (ParameterSpec parameter : layer.program().parameters()) {
        int[] shape = parameter.isMatrix() ? new int[] {1, 1} : new int[] {1};
        small.put(layer.parameterName(parameter.name()), network.engine().precision().zeros(shape));
      }
    }
    OptimizerState state = optimizer.init(new NamedTensors(small));
    return state.slots().size();
  }

  private long dataBytes() {
    return dataBytes(data.training()) + dataBytes(data.validation());
  }

  private long dataBytes(Part part) {
    DataShape shape = data.shape();
    int perStep = shape.symbolsIn() ? Integer.BYTES : shape.inputFeatures() * Double.BYTES;
    return part.symbols() * perStep;
  }

  /**
   * Refuses a run that cannot fit into this JVM's heap.
   *
   * @throws CarouselException with the estimate, what the heap may have, and what to lower
   */
  public void requireFits() {
    requireFits(Runtime.getRuntime().maxMemory());
  }

  /**
   * Refuses a run that cannot fit into a heap of that size.
   *
   * @param heap in bytes
   * @throws CarouselException with the estimate, what the heap may have, and what to lower
   */
  public void requireFits(long heap) {
    MemoryEstimate estimate = estimate();
    if (estimate.total() > MemoryAdvice.usable(heap)) {
      throw CarouselException.failure("The run does not fit into memory.")
          .expected(MemoryAdvice.limit(heap))
          .found("about " + estimate)
          .mend(new MemoryAdvice(this, heap).words(estimate))
          .build();
    }
  }
}
