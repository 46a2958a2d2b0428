package dev.carousel.flow.context;

import org.jspecify.annotations.Nullable;

/**
 * The mutual information of a signal some steps back and an outcome, both in bins: {@code sum
 * p(a,b) ln(p(a,b) / (p(a) p(b)))} in nats, with the frequencies as they are. It is too large by
 * about the degrees of freedom over twice the number of places; shuffled outcomes tell by how much.
 */
final class MutualInformation {
  private final Positions positions;
  private final Signal signal;
  private final int[] outcomes;
  private final int count;

  MutualInformation(Positions positions, Signal signal, int[] outcomes, int count) {
    this.positions = positions;
    this.signal = signal;
    this.outcomes = outcomes;
    this.count = count;
  }

  /**
   * At a lag.
   *
   * @param back how many steps before the last step read, from 0
   * @param order which place's outcome stands for that of each place; null for its own
   */
  double at(int back, int @Nullable [] order) {
    int bins = signal.count();
    int[] joint = new int[bins * count];
    int[] rows = new int[bins];
    int[] columns = new int[count];
    int n = 0;
    for (int i = 0; i < outcomes.length; i++) {
      int at = positions.at(i, back);
      if (at >= 0) {
        int bin = signal.bins()[at];
        int outcome = outcomes[order == null ? i : order[i]];
        joint[bin * count + outcome]++;
        rows[bin]++;
        columns[outcome]++;
        n++;
      }
    }
    double sum = 0;
    for (int i = 0; i < joint.length; i++) {
      if (joint[i] > 0) {
        double expected = (double) rows[i / count] * columns[i % count] / n;
        sum += (double) joint[i] / n * Math.log(joint[i] / expected);
      }
    }
    return sum;
  }
}
