package dev.carousel.flow.internal;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * A loss at one step of each row, and the norms of the gradients that it sends back.
 *
 * <p>Lags count real steps; masked steps pass a gradient on unchanged.
 *
 * @param reverse if true, the loss is at each row's first real step, and measured in the layers
 *     that read backwards. If false, it is at each row's last real step, and measured in the others
 */
public record Injection(Chunk chunk, NetworkPass pass, boolean reverse) {

  /**
   * The norms of one row by lag, from the injected step on.
   *
   * @param norms {@code [T, B]}
   */
  public double[] byLag(double[] norms, int row) {
    int[] steps = chunk.realSteps(row);
    double[] found = new double[steps.length];
    for (int lag = 0; lag < steps.length; lag++) {
      int time = steps[reverse ? lag : steps.length - 1 - lag];
      found[lag] = norms[time * chunk.rows() + row];
    }
    return found;
  }

  /** The loss's gradient at one step of each row, with zeros elsewhere. */
  public Tensor injected() {
    Tensor gradients = pass.lossGradients();
    if (chunk.targets().moment() == Targets.Moment.EVERY_STEP) {
      int size = gradients.extent(2);
      int[] ends =
          IntStream.range(0, chunk.rows())
              .map(row -> reverse ? chunk.firstStep(row) : chunk.lastStep(row))
              .toArray();
      for (int i = 0; i < gradients.size(); i++) {
        int place = i / size;
        if (place / chunk.rows() != ends[place % chunk.rows()]) {
          gradients.set(i, 0);
        }
      }
    }
    return gradients;
  }
}
