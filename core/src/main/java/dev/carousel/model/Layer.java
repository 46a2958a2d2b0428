package dev.carousel.model;

import dev.carousel.engine.LayerProgram;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One compiled cell within a network.
 *
 * @param name the group of its parameters: {@code layer0}, {@code layer0-reverse}, {@code head}
 * @param index the position among the recurrent layers, from 0; -1 for embedding and head
 * @param reverse whether it reads the sequence from its end
 */
public record Layer(String name, int index, boolean reverse, LayerProgram program) {

  /** The same layer, which separates the paths of a gradient. */
  Layer apart() {
    return new Layer(name, index, reverse, program.apart());
  }

  /** The name in the network of one of the layer's parameters. */
  public String parameterName(String local) {
    return name + "/" + local;
  }

  /** This layer's tensors among the network's, by local name; the tensors are live. */
  public NamedTensors own(NamedTensors network) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    program.parameters().forEach(p -> own.put(p.name(), network.get(parameterName(p.name()))));
    return new NamedTensors(own);
  }
}
