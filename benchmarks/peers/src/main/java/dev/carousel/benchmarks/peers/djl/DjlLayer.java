package dev.carousel.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** A layer in DJL. */
interface DjlLayer {
  /** Its weights, which gradients are wanted for. */
  NDList weights();

  /**
   * Runs it from zero states.
   *
   * @param input {@code [T, B, I]}
   * @return {@code [T, B, H]}
   */
  NDArray outputs(NDArray input, boolean isTraining);
}
