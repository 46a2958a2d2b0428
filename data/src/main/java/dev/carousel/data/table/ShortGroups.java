package dev.carousel.data.table;

/** What to do with groups that have too few rows for one prediction. */
public enum ShortGroups {
  /** The table is refused, with their number and names. */
  REFUSE,
  /** They are left out, counted and reported. */
  SKIP
}
