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
 * An update of a training run whose loss or gradient is not finite, with all its inputs, except
 * hooks that change the gradient of single steps.
 *
 * @param network the specification of the network
 * @param parameters before the update, at least one; the tensors may be live
 * @param chunk the inputs and targets
 * @param carry the states before the chunk
 * @param seed of the run, or of one of several chunks of an update; with the update it determines
 *     what dropout drops
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
   * Repeats the update value by value, in the precision of its parameters, up to the first value
   * that is not finite. It checks the given values first: parameters, carried states, inputs and
   * targets. Then come the layers from the bottom up, each step by step in its own direction, row
   * by row and operation by operation. The head, the loss, and the backward pass in reverse follow.
   * Masked steps are left out. It takes about as long as on the reference engine.
   *
   * @param compiled the network, of any engine
   * @return the same finding each time; empty if every value is finite, which can happen if hooks
   *     change single steps, or if the engine added in another order
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
