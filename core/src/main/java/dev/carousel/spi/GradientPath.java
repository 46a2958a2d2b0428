package dev.carousel.spi;

/** Which part of a gradient on its way back through time a {@link StateGradient} is. */
public enum GradientPath {
  /** All that reaches a state: from the layer above, and from later steps by every path. */
  TOTAL,
  /** What reaches a state from the step after, by every path. */
  RECURRENT,
  /**
   * What a step sends back through the products of recurrent matrices. The rest of what it sends to
   * the step before travels element by element, along the state itself: Hochreiter and
   * Schmidhuber's constant error carousel (1997).
   */
  PRODUCTS
}
