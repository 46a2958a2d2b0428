package dev.carousel.flow.trial;

/** What may be said of a change that was tried. In the order in which changes are ranked. */
public enum TrialVerdict {
  /** The loss is better; or it is not significantly different, and what was promised is better. */
  HELPED("helped"),
  /** The loss is better, and still worse than that of outputs that are all zero. */
  NOT_ENOUGH("not enough"),
  /** The loss is about the same, and nothing that was promised is better. */
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

  /** As a report says it. */
  public String word() {
    return word;
  }
}
