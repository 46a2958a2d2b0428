package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Op;
import org.jspecify.annotations.Nullable;

/** One thing that a shard does to some rows. */
sealed interface Instruction {

  /**
   * Fills a vector with a bias, or with zeros, where the product that comes first cannot do it
   * itself.
   */
  record Preset(Place out, int size, @Nullable ParameterSpec bias) implements Instruction {}

  /**
   * The product of a vector with a packed matrix.
   *
   * @param starts whether it starts its sums, from the pack's biases; else it adds to them
   */
  record Product(int pack, Place operand, Place out, boolean starts) implements Instruction {}

  /** An element-wise operation; an operand that it has not is {@code x} again. */
  record Pointwise(Op op, float scale, float shift, int size, Place x, Place y, Place z, Place out)
      implements Instruction {}

  /** Copies a vector. */
  record Copy(Place x, int size, Place out) implements Instruction {}

  /** Adds up the elements of a vector. */
  record Sum(Place x, int size, Place out) implements Instruction {}

  /** Repeats one element. */
  record Repeat(Place x, int size, Place out) implements Instruction {}

  /** Shows the gradient of a state to whoever watches. */
  record Tap(String state, int size, Place gradient) implements Instruction {}
}
