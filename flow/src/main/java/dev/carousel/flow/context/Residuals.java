package dev.carousel.flow.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is not yet explained of the outcomes at some places.
 *
 * @param positions of the places; the chunks are those of all places
 * @param size dimensions of one outcome
 * @param values {@code [places, size]}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Residuals(Positions positions, int size, double[] values) {

  /** The outcomes as they are, at the places that are wanted. */
  static Residuals of(List<Histories.Place> places, Outcomes outcomes, IntPredicate isWanted) {
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (isWanted.test(i)) {
        wanted.add(i);
      }
    }
    int size = outcomes.size();
    double[] values = new double[wanted.size() * size];
    for (int i = 0; i < wanted.size(); i++) {
      System.arraycopy(outcomes.centered(), wanted.get(i) * size, values, i * size, size);
    }
    return new Residuals(Positions.of(places).at(wanted), size, values);
  }

  /** What a signal so many steps back explains of them; see {@link Explained#of}. */
  Explained explained(Signal signal, int back, int @Nullable [] order) {
    return Explained.of(positions, signal, back, values, size, order);
  }

  /** What is left of them. */
  Residuals without(Explained explained, Signal signal, int back) {
    double[] left = values.clone();
    explained.takeFrom(positions, signal, back, left);
    return new Residuals(positions, size, left);
  }

  /**
   * A plain loop: this is done often, and a stream compensates for rounding at ten times the cost.
   */
  double squares() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
