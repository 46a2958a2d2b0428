package dev.carousel.engine;

/**
 * The memory that a layer will take, in bytes. It counts the elements of all arrays to be
 * allocated, without the few dozen bytes that Java adds to each.
 *
 * @param parameters its parameters
 * @param prepared what is prepared from the parameters, once for all runs
 * @param pass one run's working memory, kept for the next one: outputs, states, gradients, and what
 *     the backward pass reads of the forward pass
 * @param longest the number of elements of the longest of these arrays; more than {@link
 *     #LONGEST_ARRAY} is impossible, however large the heap
 */
public record LayerMemory(long parameters, long prepared, long pass, long longest) {
  /** The maximum number of elements of a Java array. */
  public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
}
