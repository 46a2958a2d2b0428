package dev.carousel.metrics;

/** A naive prediction, which needs no network. */
public enum Baseline {
  /** The last value, or class, that is known when the prediction is made. */
  LAST("last"),
  /** The latest value of the same place in a season that is known when the prediction is made. */
  SEASONAL("seasonal"),
  /** The mean of the training part. */
  MEAN("mean"),
  /** The most frequent class of the training part. */
  MOST_FREQUENT("mostFrequent");

  private final String id;

  Baseline(String id) {
    this.id = id;
  }

  /** Its name in JSON. */
  public String id() {
    return id;
  }
}
