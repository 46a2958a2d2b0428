package dev.carousel.spi;

/** The part of a gradient that a {@link StateGradient} holds during the backward pass. */
public enum GradientPath {
  /** The whole gradient of a state: from the layer above, and from later steps by every path. */
  TOTAL,
  /** The part that comes from the next step, by every path. */
  RECURRENT,
  /**
   * The part that a step sends back through the products of recurrent matrices. The rest travels to
   * the previous step element by element, along the state itself: Hochreiter and Schmidhuber's
   * constant error carousel (1997).
   */
  PRODUCTS
}
