package dev.carousel.model;

import dev.carousel.engine.CellDropout;
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
 * @param program how it is run
 * @param training how it is run in training, with the same parameters and states: the same unless
 *     its cell drops something
 */
public record Layer(
    String name, int index, boolean reverse, LayerProgram program, LayerProgram training) {
  /** A layer that is trained as it is run. */
  Layer(String name, int index, boolean reverse, LayerProgram program) {
    this(name, index, reverse, program, program);
  }

  /** The same layer with dropout within its cell. */
  Layer dropping(CellDropout dropout) {
    return dropout.isNone()
        ? this
        : new Layer(name, index, reverse, program.expecting(dropout), program.dropping(dropout));
  }

  /** Whether it is trained with dropout within its cell. */
  boolean drops() {
    return training != program;
  }

  /** The same layer, which separates the paths of a gradient. */
  Layer apart() {
    LayerProgram apart = program.apart();
    return new Layer(name, index, reverse, apart, drops() ? training.apart() : apart);
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
