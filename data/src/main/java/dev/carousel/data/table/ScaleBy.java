package dev.carousel.data.table;

/** Which rows share the statistics of a scale. */
public enum ScaleBy {
  /** All rows of the training part. */
  ALL,
  /** The rows of each group; a group without rows in the training part is scaled as all. */
  GROUP
}
