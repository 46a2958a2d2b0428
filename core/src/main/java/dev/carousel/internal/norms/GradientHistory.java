package dev.carousel.internal.norms;

import dev.carousel.data.Chunk;
import dev.carousel.engine.StateSpec;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.norms.StateKey;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Keeps the gradient of each state after each step, or its part along one path. Each row is written
 * by one thread.
 */
public final class GradientHistory implements Consumer<StateGradient> {
  private final GradientPath path;
  private final Map<StateKey, Tensor> histories = new HashMap<>();
  private volatile boolean isShown;

  /**
   * An empty history.
   *
   * @param network a network that shows this path
   * @param path the path to keep
   */
  public GradientHistory(Network network, Chunk chunk, GradientPath path) {
    this.path = path;
    for (Layer layer : network.recurrentLayers()) {
      for (StateSpec spec : layer.program().states()) {
        histories.put(
            new StateKey(layer.name(), spec.name()),
            network.engine().precision().zeros(chunk.steps(), chunk.rows(), spec.size()));
      }
    }
  }

  @Override
  public void accept(StateGradient gradient) {
    if (gradient.path() != path) {
      return;
    }
    isShown = true;
    Tensor history = of(StateKey.of(gradient));
    int size = gradient.size();
    for (int row = 0; row < gradient.rows(); row++) {
      int to = (gradient.time() * history.extent(1) + gradient.firstRow() + row) * size;
      for (int unit = 0; unit < size; unit++) {
        history.set(to + unit, gradient.get(row, unit));
      }
    }
  }

  /** Whether any gradient of that path was received. */
  boolean isShown() {
    return isShown;
  }

  /** The gradients of one layer's states at one step, each {@code [B, size]}. */
  public NamedTensors at(Layer layer, int time) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StateSpec spec : layer.program().states()) {
      Tensor step = Steps.of(of(new StateKey(layer.name(), spec.name())), time);
      tensors.put(spec.name(), Steps.asRows(step));
    }
    return new NamedTensors(tensors);
  }

  /** The gradients of one layer's states at all steps, as the rows of {@link StepRows}. */
  NamedTensors asRows(Layer layer) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StateSpec spec : layer.program().states()) {
      tensors.put(spec.name(), Steps.asRows(of(new StateKey(layer.name(), spec.name()))));
    }
    return new NamedTensors(tensors);
  }

  /** {@code [T, B, size]}; zero where a row has no step. */
  Tensor of(StateKey state) {
    return Objects.requireNonNull(histories.get(state), state::toString);
  }
}
