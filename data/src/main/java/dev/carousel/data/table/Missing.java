package dev.carousel.data.table;

/**
 * What an input reads where a cell is missing. A column that is constant within each group reads
 * the group's value there, whatever the rule, if the group has one. A missing cell of a target
 * column is never a target: it has no loss.
 */
public enum Missing {
  /** The table is refused, with the first missing cell and their number in each column. */
  REFUSE,
  /** The value of the row before in the same group; before the first value, as {@link #MEAN}. */
  CARRY,
  /** The mean of the training part, after scaling; of a category, the slot of unseen values. */
  MEAN,
  /** 0, and one more input for each column of numbers: 1 where the cell is there, 0 if not. */
  MASK
}
