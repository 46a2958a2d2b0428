package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.internal.norms.GradientHistory;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what every time step contributes to the gradients of the recurrent layers' parameters.
 * Each step is run again alone, and backward with the gradients that reached it from above and from
 * the next step.
 */
public final class ContributionMeter {
  private ContributionMeter() {}

  /**
   * Measures on one chunk, with the ordinary loss.
   *
   * @param carry the states before it
   * @return one for each parameter of each recurrent layer; steps are those of the sequence
   */
  public static List<Contribution> measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    Network apart = network.apart();
    NetworkPass pass = apart.bind(parameters).forward(chunk, carry);
    Tensor gradient = pass.lossGradients();
    gradient.scale(1.0 / Math.max(1, chunk.predictions()));
    GradientHistory later = new GradientHistory(apart, chunk, GradientPath.RECURRENT);
    pass.backward(gradient, later);
    List<Contribution> found = new ArrayList<>();
    for (int position = 0; position < apart.recurrentLayers().size(); position++) {
      var layer = apart.recurrentLayers().get(position);
      SingleSteps steps = new SingleSteps(layer, layer.own(parameters), pass, position, chunk);
      found.addAll(ofLayer(steps, pass.layerBackward(position), later, chunk.steps()));
    }
    pass.release();
    return List.copyOf(found);
  }

  private static List<Contribution> ofLayer(
      SingleSteps layer, NetworkPass.LayerBackward whole, GradientHistory later, int steps) {
    List<NamedTensors> byStep = new ArrayList<>();
    for (int time = 0; time < steps; time++) {
      byStep.add(layer.backward(time, whole.above(), later.at(layer.layer(), time)));
    }
    List<Contribution> found = new ArrayList<>();
    whole
        .found()
        .parameters()
        .forEach(
            (name, sum) ->
                found.add(
                    new Contribution(
                        layer.layer().parameterName(name),
                        byStep.stream().mapToDouble(step -> norm(step.get(name))).toArray(),
                        norm(sum))));
    return found;
  }

  private static double norm(Tensor tensor) {
    return Math.sqrt(tensor.sumOfSquares());
  }
}
