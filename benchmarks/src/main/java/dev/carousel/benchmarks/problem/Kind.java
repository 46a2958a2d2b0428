package dev.carousel.benchmarks.problem;

/** What of a layer is timed. */
public enum Kind {
  /** Forward and backward with the gradient of the input, no optimizer. */
  TRAIN("training"),
  /** Forward alone. */
  INFER("inference"),
  /** One step of one sequence, forward. */
  STREAM("streaming step");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** As a person reads it. */
  public String title() {
    return title;
  }
}
