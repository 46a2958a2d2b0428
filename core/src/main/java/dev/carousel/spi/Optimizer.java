package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import java.util.Map;

/**
 * Turns gradients into new parameters. Its memory is explicit, in {@link OptimizerState}, so that a
 * checkpoint can hold it; the optimizer itself is immutable.
 *
 * <p>Called from one thread at a time for one state: {@link #init} once, then {@link #update} once
 * per update, after the gradient hooks; {@link #evaluated} in between. Must work in both
 * precisions, and must leave a parameter finite when its gradient is zero.
 */
public interface Optimizer {
  /**
   * The state before the first update: slots of zeros, or whatever the method starts from. Its
   * slots, and the parameters for which each has a tensor, are what every later state has: a run is
   * not resumed from a checkpoint with others.
   */
  OptimizerState init(NamedTensors parameters);

  /**
   * Changes {@code parameters} and {@code state} in place.
   *
   * @param state made by {@link #init} for parameters of these names and shapes; its count of
   *     updates is advanced by the optimizer, once per call
   * @param gradients of the loss, one for each parameter, same names and shapes; read only
   * @param rateFactor the schedule's factor on the step size; 1 without a schedule
   */
  void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor);

  /**
   * The parameters to evaluate and to save: by default those that are trained. A method that takes
   * gradients at one point and recommends another, such as an average, returns that other one. The
   * run validates it, keeps the best of it, and returns and saves it as the model.
   *
   * @param state after some updates, or as {@link #init} made it
   * @param parameters as {@link #update} left them
   * @return of the same names and shapes; live, so that the next update may change it; the caller
   *     only reads it
   */
  default NamedTensors evaluated(OptimizerState state, NamedTensors parameters) {
    return parameters;
  }

  /**
   * The bytes that updates need beside the slots, such as {@link OptimizerState#workspace}, for the
   * estimate of memory before a run. By default 0, which is right if an update allocates nothing
   * that grows with the parameters.
   *
   * @param shapes the extents of every parameter, by name
   */
  default long scratchBytes(Map<String, int[]> shapes) {
    return 0;
  }
}
