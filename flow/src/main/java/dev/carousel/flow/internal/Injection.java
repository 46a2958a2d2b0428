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
 * @param reverse if true, the loss is at each row's first real step whose target is known, and
 *     measured in the layers that read backwards. If false, it is at each row's last such step, and
 *     measured in the others
 */
public record Injection(Chunk chunk, NetworkPass pass, boolean reverse) {

  /**
   * The norms of one row by lag, from the injected step on.
   *
   * @param norms {@code [T, B]}
   */
  public double[] byLag(double[] norms, int row) {
    int end = end(row);
    int[] steps =
        IntStream.of(chunk.realSteps(row))
            .filter(step -> reverse ? step >= end : step <= end)
            .toArray();
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
      int[] ends = IntStream.range(0, chunk.rows()).map(this::end).toArray();
      for (int i = 0; i < gradients.size(); i++) {
        int place = i / size;
        if (place / chunk.rows() != ends[place % chunk.rows()]) {
          gradients.set(i, 0);
        }
      }
    }
    return gradients;
  }

  /** The step of a row at which the loss is; the outermost real one if no target is known. */
  private int end(int row) {
    boolean isAtEnd = chunk.targets().moment() == Targets.Moment.END;
    int[] known =
        IntStream.of(chunk.realSteps(row))
            .filter(step -> isAtEnd || chunk.counts(step * chunk.rows() + row))
            .toArray();
    if (known.length == 0) {
      return reverse ? chunk.firstStep(row) : chunk.lastStep(row);
    }
    return known[reverse ? 0 : known.length - 1];
  }
}
