package dev.carousel.flow.context;

import java.util.List;

/**
 * How what is to be predicted depends on what was read, by lag, whatever network reads it.
 *
 * @param ahead how many steps the target lies after the last step read
 * @param longest the longest context that was looked at, in steps
 * @param places at which it was looked
 * @param information by context from 1 to the longest: the mutual information, in nats, of the
 *     target and the input so many steps back that tells most, less what shuffled targets have
 * @param threshold what the information of a lag must exceed to be significant at 1 %, all lags and
 *     inputs being looked at
 * @param peaks in falling strength; empty if nothing single was found that tells of the target
 * @param suffixes of a stream of symbols, by context from 0: the loss in nats of predicting the
 *     next one from that many together, by counting what followed them; empty for all else
 * @param rewarded the smallest context with which as much can be told as with all peaks, and with
 *     all suffixes, within 2 %; 1 if no more than the last step tells anything
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

  /** Whether anything that was read tells of what is predicted. */
  public boolean isFound() {
    return !peaks.isEmpty();
  }
}
