package dev.carousel.flow.remedy;

import static java.util.stream.Collectors.joining;

import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What may be said of all changes that were tried on one network, the best first. */
public final class Cures {
  private Cures() {}

  /** Of one network, in their order. */
  public static List<Cure> of(List<Cure> all, String cell) {
    return all.stream().filter(cure -> cure.cell().equals(cell)).toList();
  }

  /** Those that helped, in their order. */
  public static List<Cure> helpful(List<Cure> cures) {
    return cures.stream().filter(Cure::hasHelped).toList();
  }

  /** Whether there were seeds enough and a loss to judge by. */
  public static boolean isJudged(List<Cure> cures) {
    return cures.stream()
        .map(cure -> cure.judged().verdict())
        .anyMatch(v -> v != TrialVerdict.NOT_JUDGED && v != TrialVerdict.NOT_MEASURED);
  }

  /**
   * What came of them, in a sentence or two.
   *
   * @param cures of one network, at least one
   */
  public static String headline(List<Cure> cures) {
    int seeds = cures.get(0).judged().trial().loss().seeds();
    if (!isJudged(cures)) {
      return seeds < Judge.FEWEST_SEEDS
          ? "No change is judged with fewer than " + Judge.FEWEST_SEEDS + " seeds."
          : "No change is judged, as there is no validation set.";
    }
    List<Cure> lowered = helpful(cures).stream().filter(c -> c.judged().hasLoweredLoss()).toList();
    List<Cure> others = helpful(cures).stream().filter(c -> !lowered.contains(c)).toList();
    List<Cure> few =
        cures.stream().filter(c -> c.judged().verdict() == TrialVerdict.NOT_ENOUGH).toList();
    String loss =
        lowered.isEmpty()
            ? none(cures.size())
                + (few.isEmpty()
                    ? " lowered the validation loss significantly."
                    : " lowered the validation loss to below that of outputs that are all zero.")
            : count(lowered.size(), cures.size())
                + " lowered the validation loss: "
                + options(lowered)
                + ".";
    return others.isEmpty()
        ? loss
        : loss
            + " Without a significant change in loss, the promised measure is better with "
            + options(others)
            + ".";
  }

  private static String none(int tried) {
    return switch (tried) {
      case 1 -> "The one change tried has not";
      case 2 -> "Neither of the 2 changes";
      default -> "None of the " + tried + " changes";
    };
  }

  private static String count(int lowered, int tried) {
    return tried == 1 ? "The one change tried" : lowered + " of the " + tried + " changes";
  }

  private static String options(List<Cure> cures) {
    return cures.stream().map(cure -> cure.change().options()).collect(joining(", "));
  }

  /**
   * In the order in which to try them: by what became of them, the best first, and as they were
   * prescribed where that was not judged.
   *
   * @param cures of the network that they are prescribed for
   */
  public static List<Remedy> inOrder(List<Remedy> remedies, List<Cure> cures) {
    return !isJudged(cures)
        ? remedies
        : remedies.stream()
            .sorted(
                Comparator.comparingInt(
                    remedy -> best(cures, remedy).map(cures::indexOf).orElse(cures.size())))
            .toList();
  }

  /**
   * The best verdict on what a remedy asks for.
   *
   * @param cures of the network that it is prescribed for
   * @return empty if it was not tried
   */
  public static Optional<Cure> best(List<Cure> cures, Remedy remedy) {
    return cures.stream().filter(cure -> remedy.changes().contains(cure.change())).findFirst();
  }
}
