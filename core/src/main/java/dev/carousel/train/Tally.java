package dev.carousel.train;

import dev.carousel.model.Predictions;

/**
 * Takes in the predictions of a part while {@link Evaluation} scores them, such as for metrics in
 * the units of the data. Each prediction that counts is taken in once.
 *
 * <p>A long sequence is read in several rows at once, and a row may have to be read again. So each
 * row has a tally of its own, of which only the last counts. Used by one thread.
 */
public interface Tally {
  /** A new tally of the same kind that has taken in nothing. */
  Tally another();

  /**
   * Takes in some predictions.
   *
   * @param made the predictions, N of them
   * @param sequences {@code [N]}, the sequence of the part that each was made in: see {@link
   *     dev.carousel.data.Part#sequences} and {@link dev.carousel.data.Epoch#sequence}; -1 where
   *     the part does not number its sequences
   * @param steps {@code [N]}, the step of that sequence that was read last
   */
  void add(Predictions made, int[] sequences, int[] steps);

  /**
   * Takes in all that another has taken in.
   *
   * @param other of the same kind
   */
  void addAll(Tally other);

  /** A tally that keeps nothing. */
  static Tally none() {
    return NoTally.INSTANCE;
  }
}
