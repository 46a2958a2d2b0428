package dev.carousel.experiments.statistics;

/** Which figures are better. */
public enum Aim {
  /** Smaller figures, as of a loss or an error. */
  SMALLER,
  /** Larger figures, as of an accuracy. */
  LARGER;

  /** Whether a figure is better than another; false if either is NaN. */
  public boolean isBetter(double figure, double other) {
    return this == SMALLER ? figure < other : figure > other;
  }

  /** Orders figures: better ones first, then those that are not finite, as equals. */
  public int compare(double figure, double other) {
    if (!Double.isFinite(figure) || !Double.isFinite(other)) {
      return Boolean.compare(Double.isFinite(other), Double.isFinite(figure));
    }
    return this == SMALLER ? Double.compare(figure, other) : Double.compare(other, figure);
  }

  /** The better one of two; NaN if either is. */
  double better(double figure, double other) {
    return this == SMALLER ? Math.min(figure, other) : Math.max(figure, other);
  }

  /** The worse one of two; NaN if either is. */
  double worse(double figure, double other) {
    return this == SMALLER ? Math.max(figure, other) : Math.min(figure, other);
  }
}
