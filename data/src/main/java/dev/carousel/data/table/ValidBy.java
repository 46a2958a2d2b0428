package dev.carousel.data.table;

/** How rows are chosen for validation and test. */
public enum ValidBy {
  /** The end of each group. */
  TIME,
  /** Whole groups, at random; as many of each class as its share, if groups have classes. */
  GROUP
}
