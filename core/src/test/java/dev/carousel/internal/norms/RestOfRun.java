package dev.carousel.internal.norms;

import dev.carousel.data.Chunk;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/**
 * What errors a layer's joint state has after each step, found without looking into a step: what
 * comes after step t is a run of its own that starts from the states s_t, and the gradient with
 * respect to where it starts is the error.
 */
final class RestOfRun {
  private final Layer layer;
  private final int position;
  private final NamedTensors parameters;
  private final NetworkPass pass;
  private final Chunk chunk;
  private final Tensor above;

  /**
   * Of the bottom layer, which reads forwards.
   *
   * @param pass run backwards, not yet released
   */
  RestOfRun(Network network, NamedTensors parameters, NetworkPass pass, Chunk chunk) {
    this(network, 0, parameters, pass, chunk);
  }

  /**
   * Of any layer.
   *
   * @param position of the layer among the network's recurrent ones
   * @param pass run backwards, not yet released
   */
  RestOfRun(Network network, int position, NamedTensors parameters, NetworkPass pass, Chunk chunk) {
    layer = network.recurrentLayers().get(position);
    this.position = position;
    this.parameters = layer.own(parameters);
    this.pass = pass;
    this.chunk = chunk;
    above = pass.layerBackward(position).above();
  }

  Layer layer() {
    return layer;
  }

  Chunk chunk() {
    return chunk;
  }

  /**
   * What the steps after the first {@code time} ones send back to the states that they start from,
   * each {@code [B, size]}; zeros if there are none. Of a layer that reads backwards, its steps
   * from {@code time} on come first.
   */
  Map<String, Tensor> errors(int time) {
    int from = layer.reverse() ? 0 : time;
    int to = layer.reverse() ? time : chunk.steps();
    Map<String, Tensor> start = new LinkedHashMap<>();
    layer
        .program()
        .states()
        .forEach(
            spec -> start.put(spec.name(), before(spec.name(), layer.reverse() ? time - 1 : time)));
    NamedTensors states = new NamedTensors(start);
    return from == to ? states.like().asMap() : run(from, to - from, states);
  }

  private Map<String, Tensor> run(int from, int count, NamedTensors states) {
    boolean[] mask = new boolean[count * chunk.rows()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = chunk.isReal(from + i / chunk.rows(), i % chunk.rows());
    }
    ForwardPass rest =
        layer
            .program()
            .forward(
                parameters,
                pass.layerInput(position).part(from, count, chunk.rows(), row -> row),
                new SequenceContext(states, mask, layer.reverse()));
    Tensor part = above.precision().zeros(count, chunk.rows(), above.extent(2));
    int skipped = from * chunk.rows() * above.extent(2);
    for (int i = 0; i < part.size(); i++) {
      part.set(i, above.get(skipped + i));
    }
    return rest.backward(part, null, null).initialStates().copy().asMap();
  }

  /**
   * The errors after a step, of a cell whose output is a state: what comes later and from above.
   */
  Map<String, Tensor> errorsWithOutput(int time, String output) {
    Map<String, Tensor> errors = new LinkedHashMap<>(errors(layer.reverse() ? time : time + 1));
    errors.computeIfPresent(
        output,
        (name, later) -> {
          Tensor sum = later.copy();
          sum.addScaled(1, Steps.asRows(Steps.of(above, time)));
          return sum;
        });
    return errors;
  }

  /** A state after a step, {@code [B, size]}. */
  Tensor after(String state, int time) {
    return Steps.asRows(Steps.of(pass.layer(position).states(state), time));
  }

  /** What the cell lets be seen of a step, {@code [B, size]}. */
  Tensor observed(String name, int time) {
    return Steps.asRows(Steps.of(pass.layer(position).observed(name), time));
  }

  /** A state before a step, {@code [B, size]}: at the layer's first, the one it was given. */
  Tensor before(String state, int time) {
    int earlier = layer.reverse() ? time + 1 : time - 1;
    if (earlier >= 0 && earlier < chunk.steps()) {
      return after(state, earlier);
    }
    Tensor given = pass.initialState(position, state);
    int size = pass.layer(position).states(state).extent(2);
    return given == null ? above.precision().zeros(chunk.rows(), size) : given;
  }

  /** What the output of a step gets from above, in row 0. */
  RealVector above(int time) {
    return row(Steps.asRows(Steps.of(above, time)), 0);
  }

  /** A state after a step, in row 0; zeros before the first. */
  RealVector state(String name, int time) {
    return row(before(name, time + 1), 0);
  }

  /** One row of a tensor. */
  static RealVector row(Tensor tensor, int row) {
    int size = tensor.extent(1);
    return new ArrayRealVector(
        Arrays.copyOfRange(tensor.toDoubles(), row * size, (row + 1) * size));
  }

  /** The norm of one row over all states together. */
  static double norm(Map<String, Tensor> errors, int row) {
    double squares = 0;
    for (Tensor tensor : errors.values()) {
      RealVector own = row(tensor, row);
      squares += own.dotProduct(own);
    }
    return Math.sqrt(squares);
  }
}
