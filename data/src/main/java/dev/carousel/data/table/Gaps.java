package dev.carousel.data.table;

/** What to do where a table with times lacks rows between two others of a group. */
public enum Gaps {
  /** The rows on both sides follow each other; the gaps are counted and reported. */
  KEEP,
  /** The table is refused. */
  REFUSE,
  /** Rows are inserted whose cells are missing, at the usual distance in time. */
  INSERT
}
