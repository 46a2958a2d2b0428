package dev.carousel.flow.clipping;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of clipping methods, each tried on the same network with the same seeds and the same
 * number of updates. Trainings with the same seed have the same start and the same data in the same
 * order.
 *
 * @param cell of the network
 * @param updates of each training
 * @param given the hooks that clip as they were given; null if there are none
 * @param pilot the method whose norms give the thresholds; null if no training went well enough
 * @param norm the threshold for clipping by the norm
 * @param elements the threshold for clipping element by element
 * @param blank the loss of outputs that are all zero; NaN if it is unknown
 * @param ways the clipping methods in the order in which they were tried, all with the same number
 *     of seeds
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

  /** The number of seeds with which each method was tried. */
  public int seeds() {
    return ways.get(0).trials().size();
  }

  /**
   * The reference of the comparison: no clipping; or the hooks as given, if only they ended with a
   * finite loss for every seed.
   */
  public ClipWay reference() {
    return ways.stream()
        .filter(way -> way.clipper().equals(ClipWay.NONE) || way.clipper().equals(given))
        .filter(ClipWay::isFinite)
        .findFirst()
        .orElse(ways.get(0));
  }

  /** The judgement of each method against the reference, in order; empty for the reference. */
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

  /** The method with the smallest mean loss; empty if none has a finite one. */
  Optional<ClipWay> least() {
    return ways.stream().filter(ClipWay::isFinite).min(Comparator.comparingDouble(ClipWay::loss));
  }

  /**
   * The method with the smallest loss among those that are significantly better than the reference.
   */
  public Optional<ClipWay> best() {
    List<Optional<JudgedTrial>> judged = judged();
    return ways.stream()
        .filter(
            way -> judged.get(ways.indexOf(way)).filter(JudgedTrial::hasLoweredLoss).isPresent())
        .min(Comparator.comparingDouble(ClipWay::loss));
  }

  /** The result in plain sentences. */
  public String summary() {
    return new ClipWords(this).summary();
  }
}
