package dev.carousel.data.table;

import dev.carousel.data.Part;

/** A part of a table that knows where its predictions are made. */
interface Placed extends Part {
  /** The whole table. */
  EncodedTable table();

  /**
   * The position that is read last for a prediction.
   *
   * @param sequence its number within the part
   * @param step of the sequence
   */
  int position(int sequence, int step);

  /** The number of sequences. */
  int size();

  /** The first step of a sequence after which a prediction is made in use. */
  int firstInUse(int sequence);

  /** The last step of a sequence after which a prediction is made in use. */
  int lastInUse(int sequence);

  /** Whether a prediction is one that is made in use: not one amid a window. */
  default boolean isInUse(int step) {
    return true;
  }
}
