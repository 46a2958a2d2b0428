package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.flow.internal.Injection;
import dev.carousel.flow.internal.LagMean;
import dev.carousel.internal.norms.FloatRange;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Objects;

/**
 * Measures input attribution by lag: the gradient of a loss at the last step with respect to the
 * input of every step. Symbols and categories count as vectors with a single one, or as embeddings
 * if the network has them.
 */
public final class AttributionMeter {
  private AttributionMeter() {}

  /**
   * Measures on one chunk.
   *
   * @param carry the states before it
   * @param lag the longest lag
   */
  public static Attribution measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry, int lag) {
    boolean isEmbedded = network.spec().embedding() > 0;
    Chunk vectors = isEmbedded ? chunk : oneHot(chunk);
    NetworkPass pass = network.bind(parameters).forward(vectors, carry);
    pass.backward(new Injection(vectors, pass, false).injected(), null);
    Tensor found = Objects.requireNonNull(pass.layerBackward(0).found().input());
    LagMean mean = new LagMean(lag);
    int samples = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      double[] norms = byLag(found, row, chunk.realSteps(row));
      if (norms.length > 0 && FloatRange.isWithin(norms[0])) {
        mean.add(norms, norms[0]);
        samples++;
      }
    }
    pass.release();
    return new Attribution(mean.means(), samples);
  }

  private static double[] byLag(Tensor gradient, int row, int[] steps) {
    int size = gradient.extent(2);
    double[] norms = new double[steps.length];
    for (int lag = 0; lag < norms.length; lag++) {
      int from = (steps[steps.length - 1 - lag] * gradient.extent(1) + row) * size;
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += gradient.get(from + i) * gradient.get(from + i);
      }
      norms[lag] = Math.sqrt(sum);
    }
    return norms;
  }

  private static Chunk oneHot(Chunk chunk) {
    if (!(chunk.inputs() instanceof Inputs.Symbols symbols)) {
      return chunk;
    }
    float[] values = new float[symbols.ids().length * symbols.features()];
    for (int i = 0; i < symbols.ids().length; i++) {
      values[i * symbols.features() + symbols.ids()[i]] = 1;
    }
    return chunk.withInputs(
        new Inputs.Values(symbols.steps(), symbols.rows(), symbols.features(), values));
  }
}
