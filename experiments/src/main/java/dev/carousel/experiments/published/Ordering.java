package dev.carousel.experiments.published;

/**
 * That one arm was published to be better than another. Immutable and thread-safe.
 *
 * @param better the name of the better arm
 * @param worse the name of the other
 * @param by the figure in which it is better
 */
public record Ordering(String better, String worse, Figure by) {
  /** What is compared. */
  public enum Figure {
    /** The metric of the criterion. */
    METRIC("metric"),
    /**
     * The updates needed, where fewer are better. A seed that never learns needs infinitely many.
     */
    UPDATES("updates needed");

    private final String words;

    Figure(String words) {
      this.words = words;
    }

    /** The name in a report. */
    public String words() {
      return words;
    }
  }
}
