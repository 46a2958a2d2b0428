package dev.carousel.engine;

import dev.carousel.data.Inputs;

/**
 * A layer with its parameters, ready to run. It keeps what it has prepared from them, and working
 * memory, from one run to the next: whoever runs a layer more than once binds it once. Thread-safe;
 * each thread has the passes that it asked for to itself.
 */
public interface BoundLayer {
  /**
   * Runs the cell over a sequence.
   *
   * @param input T steps of B rows
   * @param context initial states, mask and direction
   * @return outputs, final states, and the way back; to be {@linkplain ForwardPass#release
   *     released} when done with
   */
  ForwardPass forward(Inputs input, SequenceContext context);

  /**
   * Says that elements of the parameters have changed: from the next run on, they count. Not to be
   * called, nor parameters to be changed, while a pass is running.
   */
  void refresh();
}
