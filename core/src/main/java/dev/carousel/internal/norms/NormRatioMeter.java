package dev.carousel.internal.norms;

import dev.carousel.data.Chunk;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.norms.NormRatios;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.NormPreservation;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how much of an error's norm each step keeps, and how the parameters affect that: {@link
 * NormRatios}, {@link NormPreservation}. It runs all steps of a layer again at once, each from its
 * initial states, and one step back with the error of the joint state at its end.
 *
 * <p>Keeps what it has prepared for one network; used by one thread.
 */
public final class NormRatioMeter {
  private final Network network;
  private final List<OneStepBack> layers = new ArrayList<>();

  /** A meter for a network's recurrent layers. */
  public NormRatioMeter(Network network) {
    this.network = network;
    for (int position = 0; position < network.recurrentLayers().size(); position++) {
      Layer layer = network.recurrentLayers().get(position);
      if (!layer.program().states().isEmpty()) {
        layers.add(new OneStepBack(layer, position));
      }
    }
  }

  /** Measures on one chunk, with the ordinary loss; one for each recurrent layer with a state. */
  public static List<NormRatios> measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    NormRatioMeter meter = new NormRatioMeter(network);
    NetworkPass pass = network.apart().bind(parameters).forward(chunk, carry);
    try {
      GradientHistory errors = meter.errors(chunk);
      pass.backward(errors);
      return meter.layers.stream()
          .map(step -> ratios(step.layer(), step.carry(parameters, pass, chunk, errors), chunk))
          .toList();
    } finally {
      pass.release();
    }
  }

  private static NormRatios ratios(Layer layer, OneStepBack.Carried carried, Chunk chunk) {
    return ratios(layer.name(), carried.ratios(), chunk.rows());
  }

  /** Of rows of steps, each with a ratio, or NaN. */
  private static NormRatios ratios(String layer, double[] ratios, int rows) {
    double[] byStep = new double[ratios.length / rows];
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int step = 0; step < byStep.length; step++) {
      double own = 0;
      int measured = 0;
      for (int row = 0; row < rows; row++) {
        double ratio = ratios[step * rows + row];
        if (!Double.isNaN(ratio)) {
          own += ratio;
          squares += (ratio - 1) * (ratio - 1);
          measured++;
        }
      }
      byStep[step] = own / measured;
      sum += own;
      count += measured;
    }
    return new NormRatios(layer, byStep, sum / count, squares / Math.max(1, count));
  }

  /** The receiver of the gradients of a backward pass over this chunk, of {@link Network#apart}. */
  public GradientHistory errors(Chunk chunk) {
    return new GradientHistory(network, chunk, GradientPath.RECURRENT);
  }

  /**
   * Measures a pass that has been run backwards.
   *
   * @param pass of {@link Network#apart}, not yet released
   * @param errors the receiver from {@link #errors}, after the pass
   * @throws IllegalStateException if the pass did not separate the paths
   */
  public NormPreservation preservation(
      NamedTensors parameters, NetworkPass pass, Chunk chunk, GradientHistory errors) {
    if (!layers.isEmpty() && !errors.isShown()) {
      throw new IllegalStateException("the pass was not one of network.apart()");
    }
    NamedTensors gradients = parameters.like();
    List<NormPreservation.OfLayer> found = new ArrayList<>();
    for (OneStepBack step : layers) {
      step.refresh();
      Layer layer = step.layer();
      OneStepBack.Carried carried = step.carry(parameters, pass, chunk, errors);
      NormRatios ratios = ratios(layer, carried, chunk);
      found.add(new NormPreservation.OfLayer(layer.name(), ratios.mean(), ratios.penalty()));
      step.gradients(parameters, carried)
          .forEach((name, tensor) -> gradients.get(layer.parameterName(name)).assign(tensor));
    }
    return new NormPreservation(found, gradients);
  }
}
