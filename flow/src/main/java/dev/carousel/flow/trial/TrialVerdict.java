package dev.carousel.flow.trial;

/** The verdict on a change that was tried, in order of rank. */
public enum TrialVerdict {
  /**
   * The loss is better; or it is not significantly different, and a promised quantity is better.
   */
  HELPED("helped"),
  /** The loss is better, but still worse than that of outputs that are all zero. */
  NOT_ENOUGH("not enough"),
  /** The loss is about the same, and no promised quantity is better. */
  NO_DIFFERENCE("no difference"),
  /** The mean loss differs, but not significantly. */
  UNCERTAIN("uncertain"),
  /** There are too few seeds to judge by. */
  NOT_JUDGED("not judged"),
  /** There is no loss to judge by. */
  NOT_MEASURED("not measured"),
  /** The loss is worse. */
  WORSE("worse");

  private final String word;

  TrialVerdict(String word) {
    this.word = word;
  }

  /** Whether there were enough seeds and a loss to judge by. */
  public boolean isJudged() {
    return this != NOT_JUDGED && this != NOT_MEASURED;
  }

  /** Whether the change was judged, and is not one to make. */
  public boolean isRefuted() {
    return isJudged() && this != HELPED;
  }

  /** The word in a report. */
  public String word() {
    return word;
  }
}
