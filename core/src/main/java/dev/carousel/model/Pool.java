package dev.carousel.model;

/**
 * What a prediction at the end of a sequence is made of: how the outputs of the top layer at all
 * real steps become one vector, which the head reads.
 */
public enum Pool {
  /** The output at the end: of the last real step, and of the first where a layer reads back. */
  LAST,
  /** The mean of the outputs. */
  MEAN,
  /** The largest of each element of the outputs; of equal ones, the first. */
  MAX,
  /**
   * The sum of the outputs, each times its share: {@code softmax over steps of v' tanh(W y + b)}, a
   * learned score (Bahdanau and others, 2015; Yang and others, 2016).
   */
  ATTENTION
}
