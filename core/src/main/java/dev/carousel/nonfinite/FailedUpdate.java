package dev.carousel.nonfinite;

import dev.carousel.data.Chunk;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Optional;

/**
 * An update of a training run whose loss or gradient is not finite, with all that it followed from;
 * but for hooks that change the gradient of single steps, which it knows nothing of.
 *
 * @param network what the network is built from
 * @param parameters before the update, at least one; the tensors may be live
 * @param chunk what was read and was to be predicted
 * @param carry the states before the chunk
 * @param seed of the run, which with the update decides what dropout drops
 * @param update the index of the update, from 0
 * @param loss the sum of the losses
 * @param gradientNorm over all parameters
 */
public record FailedUpdate(
    NetworkSpec network,
    NamedTensors parameters,
    Chunk chunk,
    Carry carry,
    long seed,
    long update,
    double loss,
    double gradientNorm) {

  /**
   * Runs the update once more, value by value and in the precision of its parameters, up to the
   * first value that is not finite: first what is handed in (parameters, carried states, inputs,
   * targets), then the layers from the bottom up, each step by step in its own direction, row by
   * row, operation by operation; the head, the loss; and the same way back. Masked steps are left
   * out. It takes about as long as on the reference engine.
   *
   * @param compiled the network, of any engine
   * @return the same finding each time; empty if every value is finite, as it can be where hooks
   *     change single steps, or where the engine added up in another order
   */
  public Optional<FirstCause> firstCause(Network compiled) {
    return new Search(this, compiled).run();
  }

  /** The precision of the parameters. */
  public Precision precision() {
    return parameters.asMap().values().stream()
        .findFirst()
        .map(Tensor::precision)
        .orElse(Precision.FLOAT32);
  }
}
