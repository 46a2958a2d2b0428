package dev.carousel.experiments.published;

/** What was published of the seeds of an arm. */
public enum Claim {
  /** Every seed solves the task. */
  SOLVES("all"),
  /** No seed does. */
  FAILS("none"),
  /** Nothing is claimed. */
  OPEN("not said");

  private final String word;

  Claim(String word) {
    this.word = word;
  }

  /** How many seeds that is, in a word. */
  public String word() {
    return word;
  }

  /**
   * Whether it holds.
   *
   * @param solved the seeds that solved the task
   * @param failed those that did not; seeds without a figure are neither
   * @param seeds all of them
   */
  boolean holds(int solved, int failed, int seeds) {
    return switch (this) {
      case SOLVES -> solved == seeds;
      case FAILS -> failed == seeds;
      case OPEN -> true;
    };
  }
}
