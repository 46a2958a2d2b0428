package dev.carousel.internal.engine.fused;

import dev.carousel.internal.kernel.Elementwise;

/**
 * A place in the memory of one shard: element j of the shard's row r lies at {@code at(step, slot)
 * + r * stride + j}.
 *
 * @param array the buffer
 * @param base of the first row of the first step
 * @param perStep what a step adds, if the buffer has rows for every step of the segment
 * @param perSlot what a step adds, if the buffer has rows for a block of steps
 * @param stride from a row to the next; 0 if there is only one
 */
record Spot(float[] array, int base, int perStep, int perSlot, int stride) {

  /**
   * @param step within the segment
   * @param slot of the step within its block
   */
  int at(int step, int slot) {
    return base + step * perStep + slot * perSlot;
  }

  /** Its rows, wherever they begin. */
  Elementwise.Rows rows() {
    return new Elementwise.Rows(array, stride);
  }
}
