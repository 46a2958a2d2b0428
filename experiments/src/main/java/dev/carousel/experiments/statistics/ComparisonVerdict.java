package dev.carousel.experiments.statistics;

/** The verdict on one setting, compared with another. */
public enum ComparisonVerdict {
  /** It is significantly better. */
  BETTER("better"),
  /** It is significantly worse. */
  WORSE("worse"),
  /** The means differ by no more than the margin, and not significantly. */
  NO_DIFFERENCE("no difference"),
  /** The means differ by more than the margin, but not significantly. */
  UNCERTAIN("uncertain"),
  /** There are too few seeds to judge by. */
  NOT_JUDGED("not judged");

  private final String word;

  ComparisonVerdict(String word) {
    this.word = word;
  }

  /** The word in a report. */
  public String word() {
    return word;
  }
}
