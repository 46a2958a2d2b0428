package dev.carousel.flow.remedy;

import static java.util.stream.Collectors.joining;

import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Summaries of all changes that were tried on a network. */
public final class Cures {
  private Cures() {}

  /** The cures of one network, in order. */
  public static List<Cure> of(List<Cure> all, String cell) {
    return all.stream().filter(cure -> cure.cell().equals(cell)).toList();
  }

  /** The cures that helped, in order. */
  public static List<Cure> helpful(List<Cure> cures) {
    return cures.stream().filter(Cure::hasHelped).toList();
  }

  /** Whether there were enough seeds and a loss to judge by. */
  public static boolean isJudged(List<Cure> cures) {
    return cures.stream().anyMatch(cure -> cure.judged().verdict().isJudged());
  }

  /**
   * The result in one or two sentences.
   *
   * @param cures of one network, at least one
   */
  public static String headline(List<Cure> cures) {
    int seeds = cures.get(0).judged().trial().loss().seeds();
    if (!isJudged(cures)) {
      return seeds < PairedRules.FEWEST_SEEDS
          ? "No change is judged with fewer than " + PairedRules.FEWEST_SEEDS + " seeds."
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
   * The remedies in the order in which to try them: by the results of the cures, the best first, or
   * as prescribed if there is no judgement.
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
   * A change to make.
   *
   * @param change its options
   * @param reason why
   */
  public record NextStep(String change, String reason) {}

  /**
   * What to do first: where changes were tried and judged, what helped most; else what is
   * prescribed first.
   *
   * @param prescribed against what was found in a network, finding by finding
   * @param cures of that network, the best first
   * @return empty if nothing helped, or nothing is prescribed
   */
  public static Optional<NextStep> next(List<List<Remedy>> prescribed, List<Cure> cures) {
    return isJudged(cures)
        ? helpful(cures).stream()
            .findFirst()
            .map(cure -> new NextStep(cure.change().options(), cure.judged().summary()))
        : prescribed.stream()
            .flatMap(List::stream)
            .findFirst()
            .map(remedy -> new NextStep(remedy.options(), remedy.why()));
  }

  /**
   * The best cure among a remedy's changes.
   *
   * @param cures of the network that it is prescribed for
   * @return empty if it was not tried
   */
  public static Optional<Cure> best(List<Cure> cures, Remedy remedy) {
    return cures.stream().filter(cure -> remedy.changes().contains(cure.change())).findFirst();
  }
}
