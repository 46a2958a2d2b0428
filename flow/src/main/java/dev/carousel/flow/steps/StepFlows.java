package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.flow.internal.StepNorms;
import dev.carousel.flow.internal.Without;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.norms.StateKey;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Separates the gradient that a state receives from above at each step from the total. With a loss
 * at every step, each step's own error hides what fades through time; only the difference of the
 * two travelled through time.
 */
public final class StepFlows {
  private StepFlows() {}

  /**
   * Measures on one chunk.
   *
   * @param carry the states before it
   * @return for each state of each recurrent layer; times are those of the sequence
   */
  public static List<StepFlow> measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    NetworkPass pass = network.apart().bind(parameters).forward(chunk, carry);
    try {
      Tensor gradient = pass.lossGradients();
      gradient.scale(1.0 / Math.max(1, chunk.predictions()));
      return measure(network, pass, chunk, gradient);
    } finally {
      pass.release();
    }
  }

  /**
   * Measures with any gradient of the network's outputs.
   *
   * @param pass of the network that separates paths
   */
  static List<StepFlow> measure(Network network, NetworkPass pass, Chunk chunk, Tensor gradient) {
    List<StateKey> states = StateKey.all(network);
    StepNorms total = new StepNorms(states, chunk.steps(), chunk.rows());
    pass.backward(gradient.copy(), Without.nothing(total));
    List<StepFlow> flows = new ArrayList<>();
    for (Layer layer : network.recurrentLayers()) {
      StepNorms direct = new StepNorms(states, chunk.steps(), chunk.rows());
      pass.backward(
          gradient.copy(), new Without(GradientPath.RECURRENT, layer.name()::equals, direct));
      for (StateKey state : states) {
        if (state.layer().equals(layer.name())) {
          flows.add(
              new StepFlow(
                  state,
                  rootMeanSquares(total.of(state), chunk.rows()),
                  rootMeanSquares(direct.of(state), chunk.rows())));
        }
      }
    }
    return List.copyOf(flows);
  }

  private static double[] rootMeanSquares(double[] norms, int rows) {
    double[] means = new double[norms.length / rows];
    for (int i = 0; i < norms.length; i++) {
      means[i / rows] += norms[i] * norms[i] / rows;
    }
    for (int step = 0; step < means.length; step++) {
      means[step] = Math.sqrt(means[step]);
    }
    return means;
  }
}
