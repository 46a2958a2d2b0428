package dev.carousel.train;

import dev.carousel.engine.Engine;
import dev.carousel.model.Predictions;
import java.util.OptionalInt;

/** Scores as they are gathered, and what is tallied beside them. Used by one thread. */
final class Scoring {
  private final Engine engine;
  private final OptionalInt unknownClass;
  private final Tally tally;
  private Scores scores = Scores.none();

  /**
   * Of nothing.
   *
   * @param unknownClass of the part
   */
  Scoring(Engine engine, OptionalInt unknownClass, Tally tally) {
    this.engine = engine;
    this.unknownClass = unknownClass;
    this.tally = tally;
  }

  /** A new one that has gathered nothing. */
  Scoring another() {
    return new Scoring(engine, unknownClass, tally.another());
  }

  /** Adds predictions; see {@link Tally#add}. */
  void add(Predictions made, int[] sequences, int[] steps) {
    scores = scores.plus(Scores.of(engine, made, unknownClass));
    tally.add(made, sequences, steps);
  }

  /** Adds all that another has gathered. */
  void addAll(Scoring other) {
    scores = scores.plus(other.scores);
    tally.addAll(other.tally);
  }

  Scores scores() {
    return scores;
  }
}
