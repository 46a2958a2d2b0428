package dev.carousel.engine;

import dev.carousel.data.Inputs;

/**
 * A layer with its parameters, ready to run. It keeps what it has prepared from them, and working
 * memory, between runs: bind a layer once to run it several times. Thread-safe; each pass belongs
 * to the thread that requested it.
 */
public interface BoundLayer {
  /**
   * Runs the cell over a sequence.
   *
   * @param input T steps of B rows
   * @param context initial states, mask and direction
   * @return outputs, final states and the backward pass; {@linkplain ForwardPass#release release}
   *     it after use
   */
  ForwardPass forward(Inputs input, SequenceContext context);

  /**
   * Runs the cell over a sequence as {@link #forward} does, for the gradients of parameters and
   * states alone: the way back gives no gradient of the input, and takes no time for one.
   */
  default ForwardPass forwardToTrain(Inputs input, SequenceContext context) {
    return forward(input, context);
  }

  /**
   * Runs the cell over a sequence for its outputs and final states. The results are those of {@link
   * #forward}, bit for bit, but the values of the steps are not kept: what else is asked of the
   * pass, such as its way back, may have to compute them again.
   */
  default ForwardPass infer(Inputs input, SequenceContext context) {
    return forward(input, context);
  }

  /**
   * Takes over changed elements of the parameters, from the next run on. Neither call this method
   * nor change parameters while a pass is running.
   */
  void refresh();
}
