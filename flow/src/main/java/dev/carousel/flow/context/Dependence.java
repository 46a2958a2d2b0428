package dev.carousel.flow.context;

import java.util.List;

/**
 * How the target depends on the input, by lag, without any network.
 *
 * @param ahead the number of steps from the last step read to the target
 * @param longest the longest context that was searched, in steps
 * @param places number of places at which it was measured
 * @param information by context from 1 to the longest: the mutual information, in nats, of the
 *     target and the most informative input that many steps back, minus that of shuffled targets
 * @param threshold the information above which a lag is significant at 1 % over all lags and inputs
 * @param peaks in descending strength; empty if no single lag is informative
 * @param suffixes for a stream of symbols, by context from 0: the loss in nats of predicting the
 *     next symbol by counting what followed that many symbols; empty for other data
 * @param rewarded the shortest context that is as informative as all peaks and all suffixes, within
 *     2 %; 1 if only the last step is informative
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Dependence(
    int ahead,
    int longest,
    int places,
    double[] information,
    double threshold,
    List<DependencePeak> peaks,
    double[] suffixes,
    int rewarded) {
  /** Copies the list. */
  public Dependence {
    peaks = List.copyOf(peaks);
  }

  /** Whether any lag is informative. */
  public boolean isFound() {
    return !peaks.isEmpty();
  }
}
