package dev.carousel.data.predict;

/** A prediction for one row of a table, or for one group: numbers or a class. Immutable. */
public sealed interface Prediction permits NumberPrediction, ClassPrediction {
  /** Where it belongs. */
  Place place();
}
