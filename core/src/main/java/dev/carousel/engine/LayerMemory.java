package dev.carousel.engine;

/**
 * How much memory a layer takes, in bytes, before any of it is taken. Counted from what is to be
 * allocated: the elements of all arrays, without the few dozen bytes that Java adds to each.
 *
 * @param parameters its parameters
 * @param prepared what is prepared from them, once for all runs
 * @param pass one run's working memory, kept for the next one: outputs, states, gradients, and what
 *     the backward pass reads of the forward pass
 * @param longest the elements of the longest array among all these; more than {@link
 *     #LONGEST_ARRAY} cannot be had, however large the heap
 */
public record LayerMemory(long parameters, long prepared, long pass, long longest) {
  /** The most elements of a Java array. */
  public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
}
