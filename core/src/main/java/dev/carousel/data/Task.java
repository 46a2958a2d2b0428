package dev.carousel.data;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * A generator of sequences with known answers. Immutable and thread-safe.
 *
 * <p>Lengths may vary: shorter sequences of a batch are masked at their ends, and a target at the
 * end belongs to a sequence's own last step.
 */
public interface Task {
  /** What a network must read and predict; the same for every example. */
  DataShape shape();

  /** The length of the longest sequence it draws. */
  int longest();

  /** How many fresh sequences make one epoch of training, at least 1. */
  int sequences();

  /** How many sequences the fixed validation set has; 0 for none. */
  int validationSequences();

  /**
   * The task that draws the sequences of the validation set, of the same shape: this one, unless
   * networks are to be validated on other lengths than they are trained on.
   */
  default Task forValidation() {
    return this;
  }

  /** Draws one sequence, from {@code random} alone. */
  Example draw(RandomGenerator random);

  /**
   * One sequence.
   *
   * @param inputs T steps of one row
   * @param targets at every step {@code [T]}, or at the end {@code [1]}
   */
  record Example(Inputs inputs, Targets targets) {
    /** Checks that the sizes agree. */
    public Example {
      boolean everyStep = targets.moment() == Targets.Moment.EVERY_STEP;
      Sizes.require("rows", inputs.rows(), 1);
      Sizes.require("targets", targets.count(), everyStep ? inputs.steps() : 1);
    }
  }
}
