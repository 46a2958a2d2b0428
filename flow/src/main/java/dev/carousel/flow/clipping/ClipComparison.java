package dev.carousel.flow.clipping;

import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.PairedDifference;
import dev.carousel.flow.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ways to clip, each tried on the same network with the same seeds, in pairs of the same start on
 * the same data in the same order, for as many updates.
 *
 * @param cell of the network
 * @param updates of each training
 * @param given the hooks that clip as they were given; null if there are none
 * @param pilot whose norms the thresholds are from; null if no training went well enough
 * @param norm the threshold for clipping by the norm
 * @param elements the threshold for clipping element by element
 * @param blank the loss of outputs that are all zero; NaN if it is not known
 * @param ways in the order in which they were tried, all with as many seeds
 */
public record ClipComparison(
    String cell,
    long updates,
    @Nullable String given,
    @Nullable String pilot,
    ThresholdAdvice norm,
    ThresholdAdvice elements,
    double blank,
    List<ClipWay> ways) {
  public ClipComparison {
    ways = List.copyOf(ways);
  }

  /** With how many seeds each way was tried. */
  public int seeds() {
    return ways.get(0).trials().size();
  }

  /**
   * What the others are compared with: no clipping, or the hooks as given if that did not end with
   * a finite loss from every seed and they did.
   */
  public ClipWay reference() {
    return ways.stream()
        .filter(way -> way.clipper().equals(ClipWay.NONE) || way.clipper().equals(given))
        .filter(ClipWay::isFinite)
        .findFirst()
        .orElse(ways.get(0));
  }

  /** What may be said of each way against the reference, in order; of the reference nothing. */
  public List<Optional<JudgedTrial>> judged() {
    ClipWay reference = reference();
    List<ClipWay> others = ways.stream().filter(way -> !way.equals(reference)).toList();
    List<JudgedTrial> judged =
        Judge.judge(
            others.stream()
                .map(way -> new Trial(difference(reference, way), blank, List.of()))
                .toList());
    return ways.stream()
        .map(way -> Optional.of(way).map(others::indexOf).filter(i -> i >= 0).map(judged::get))
        .toList();
  }

  static PairedDifference difference(ClipWay before, ClipWay after) {
    return new PairedDifference(before.losses(), after.losses());
  }

  /** The one with the least mean loss; empty if none has one that is finite. */
  Optional<ClipWay> least() {
    return ways.stream().filter(ClipWay::isFinite).min(Comparator.comparingDouble(ClipWay::loss));
  }

  /** Of those that may be said to have ended better than the reference the one of least loss. */
  public Optional<ClipWay> best() {
    List<Optional<JudgedTrial>> judged = judged();
    return ways.stream()
        .filter(
            way -> judged.get(ways.indexOf(way)).filter(JudgedTrial::hasLoweredLoss).isPresent())
        .min(Comparator.comparingDouble(ClipWay::loss));
  }

  /** What may be said, in plain sentences. */
  public String summary() {
    return new ClipWords(this).summary();
  }
}
