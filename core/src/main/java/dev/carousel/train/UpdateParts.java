package dev.carousel.train;

import dev.carousel.model.LossTotal;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * Computes the chunks of updates elsewhere than in the trainer, such as on other machines. The
 * trainer adds up the gradients in the order of the chunks, so a run ends with the bits of one that
 * computes them itself. Used by one thread at a time.
 */
@FunctionalInterface
public interface UpdateParts {
  /**
   * Computes the chunks of an update, each as {@link ChunkGradients} does.
   *
   * @return one part for each chunk, in order
   */
  List<Part> compute(Wanted wanted);

  /**
   * The chunks of an update.
   *
   * @param parameters of the network before it; live, not to be changed
   * @param update its index, from 0
   * @param epoch the pass over the data, from 0
   * @param chunk the first of them in the epoch, from 0
   * @param count how many
   */
  record Wanted(NamedTensors parameters, long update, int epoch, int chunk, int count) {}

  /**
   * What a chunk gave.
   *
   * @param gradients of the mean loss over its predictions, by the names of the parameters
   * @param loss summed over its predictions
   * @param predictions how many count
   */
  record Part(NamedTensors gradients, LossTotal loss, long predictions) {}
}
