package dev.carousel.model;

import dev.carousel.data.Inputs;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of what stands between the inputs and the first recurrent layer. Symbols are embedded, if
 * the network has an embedding. Of numbers and categories one vector is made for each step: the
 * numbers, then for each category its embedding, or zeros with a one at its index. Everything else
 * is read as it is.
 */
final class InputStage {
  private final Network network;
  private final PassMode mode;
  private final PassBuffers buffers;
  private final Inputs outputs;
  private final List<@Nullable ForwardPass> passes = new ArrayList<>();

  /**
   * Runs it.
   *
   * @param inputs in the engine's precision
   * @param mode what the pass is for
   * @param buffers of the pass
   */
  InputStage(BoundNetwork bound, Inputs inputs, PassMode mode, PassBuffers buffers) {
    this.mode = mode;
    this.buffers = buffers;
    network = bound.network();
    if (inputs instanceof Inputs.Mixed mixed) {
      outputs = joined(bound, mixed);
      return;
    }
    Layer lookUp = network.layers().embedding();
    if (lookUp == null) {
      outputs = inputs;
    } else {
      ForwardPass pass = run(bound, lookUp, inputs);
      outputs = new Inputs.Values(pass.outputs());
    }
  }

  private ForwardPass run(BoundNetwork bound, Layer layer, Inputs inputs) {
    ForwardPass pass = mode.run(bound.layer(layer), inputs, SequenceContext.plain(), true);
    passes.add(pass);
    return pass;
  }

  private Inputs joined(BoundNetwork bound, Inputs.Mixed mixed) {
    Tensor whole = buffers.zeros(mixed.steps(), mixed.rows(), network.inputWidth());
    int column = 0;
    if (mixed.numbers() != null) {
      Features.put(mixed.numbers().tensor(), whole, 0);
      column = mixed.numberFeatures();
    }
    for (int k = 0; k < mixed.categories().size(); k++) {
      Inputs.Symbols category = mixed.categories().get(k);
      Layer lookUp = network.layers().categories().get(k);
      if (lookUp == null) {
        passes.add(null);
        putOnes(category, whole, column, k);
        column += category.features();
      } else {
        Tensor found = run(bound, lookUp, category).outputs();
        Features.put(found, whole, column);
        column += found.extent(2);
      }
    }
    return new Inputs.Values(whole);
  }

  private static void putOnes(Inputs.Symbols category, Tensor whole, int column, int number) {
    int width = whole.extent(2);
    int[] ids = category.ids();
    for (int place = 0; place < ids.length; place++) {
      if (ids[place] < 0 || ids[place] >= category.features()) {
        throw CarouselException.failure("A symbol is out of range.")
            .expected("from 0 to " + (category.features() - 1))
            .found(ids[place])
            .where("category " + number)
            .build();
      }
      whole.set(place * width + column + ids[place], 1);
    }
  }

  /** What the first recurrent layer reads. */
  Inputs outputs() {
    return outputs;
  }

  /**
   * Adds the gradients of the embeddings.
   *
   * @param gradient of {@link #outputs()}
   */
  void backward(Tensor gradient, Map<String, NamedTensors> byLayer) {
    if (network.layers().embedding() != null) {
      add(network.layers().embedding(), passes.get(0), gradient, byLayer);
    }
    int column = network.spec().data().inputFeatures();
    for (int k = 0; k < network.layers().categories().size(); k++) {
      Layer lookUp = network.layers().categories().get(k);
      int size =
          lookUp == null
              ? network.spec().data().categories().get(k)
              : lookUp.program().outputSize();
      if (lookUp != null) {
        add(lookUp, passes.get(k), Features.columns(gradient, column, size, buffers), byLayer);
      }
      column += size;
    }
  }

  private static void add(
      Layer layer, @Nullable ForwardPass pass, Tensor gradient, Map<String, NamedTensors> byLayer) {
    if (pass != null) {
      byLayer.put(layer.name(), pass.backward(gradient, null, null).parameters());
    }
  }

  /** Returns working memory to the engine; see {@link ForwardPass#release}. */
  void release() {
    for (ForwardPass pass : passes) {
      if (pass != null) {
        pass.release();
      }
    }
  }
}
