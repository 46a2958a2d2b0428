package dev.carousel.experiments.published;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.ComparisonVerdict;
import dev.carousel.experiments.statistics.PairedTest;
import dev.carousel.experiments.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the outcomes of an experiment say of the published result. Immutable and thread-safe.
 *
 * <ul>
 *   <li>{@code reproduced}: every {@link Claim} holds, and in every {@link Ordering} the one arm is
 *       significantly better (paired t-test over seeds, 5 %, both directions).
 *   <li>{@code same ordering}: there are orderings and all hold, but not every claim.
 *   <li>{@code not reproduced}: anything else.
 * </ul>
 *
 * <p>All orderings must hold at once, so their p-values are not corrected for their number: the
 * chance that all are found although one of them is wrong is at most that of the one.
 *
 * @param kind the verdict
 * @param sentence the verdict with its reason
 * @param arms what came of each, in order
 * @param comparisons the test of each ordering, in order
 */
public record Verdict(
    Kind kind, String sentence, List<ArmOutcome> arms, List<Comparison> comparisons) {
  /** Copies the lists. */
  public Verdict {
    arms = List.copyOf(arms);
    comparisons = List.copyOf(comparisons);
  }

  /** The verdicts. */
  public enum Kind {
    /** All of it. */
    REPRODUCED("reproduced"),
    /** The order of the arms, but not how often they solve the task. */
    SAME_ORDERING("same ordering"),
    /** Neither. */
    NOT_REPRODUCED("not reproduced");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The words in a report. */
    public String word() {
      return word;
    }
  }

  /**
   * Judges an experiment. A pure function of its arguments.
   *
   * @param outcomes of every seed of every arm, in any order
   * @throws IllegalArgumentException if an arm has none
   */
  public static Verdict of(PublishedResult result, List<SeedOutcome> outcomes) {
    Map<String, List<SeedOutcome>> byArm =
        outcomes.stream().collect(Collectors.groupingBy(SeedOutcome::arm));
    Map<String, ArmOutcome> arms = new LinkedHashMap<>();
    for (Arm arm : result.arms()) {
      List<SeedOutcome> own = byArm.get(arm.name());
      if (own == null) {
        throw new IllegalArgumentException("no outcome of " + arm.name());
      }
      arms.put(arm.name(), ArmOutcome.of(arm, result.criterion(), own));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Ordering ordering : result.orderings()) {
      comparisons.add(
          Comparison.of(
              sample(arms, byArm, ordering.better(), ordering.by()),
              sample(arms, byArm, ordering.worse(), ordering.by()),
              ordering.by() == Ordering.Figure.UPDATES ? Aim.SMALLER : result.criterion().aim(),
              PairedTest.STUDENT));
    }
    return judge(List.copyOf(arms.values()), comparisons);
  }

  private static Sample sample(
      Map<String, ArmOutcome> arms,
      Map<String, List<SeedOutcome>> byArm,
      String name,
      Ordering.Figure by) {
    ArmOutcome arm = arms.get(name);
    List<SeedOutcome> own = byArm.get(name);
    if (arm == null || own == null) {
      throw new IllegalArgumentException("no arm " + name);
    }
    return ArmOutcome.sample(arm.arm(), own, by);
  }

  private static Verdict judge(List<ArmOutcome> arms, List<Comparison> comparisons) {
    boolean areClaimed = arms.stream().allMatch(ArmOutcome::isAsClaimed);
    boolean areOrdered = comparisons.stream().allMatch(Verdict::isBetter);
    Kind kind =
        areOrdered && areClaimed
            ? Kind.REPRODUCED
            : areOrdered && !comparisons.isEmpty() ? Kind.SAME_ORDERING : Kind.NOT_REPRODUCED;
    return new Verdict(kind, sentence(kind, arms, comparisons), arms, comparisons);
  }

  private static boolean isBetter(Comparison one) {
    return one.verdict() == ComparisonVerdict.BETTER;
  }

  private static String sentence(Kind kind, List<ArmOutcome> arms, List<Comparison> comparisons) {
    String solved =
        "seeds that solved the task: "
            + arms.stream().map(ArmOutcome::words).collect(Collectors.joining(", "));
    return switch (kind) {
      case REPRODUCED -> "As published; " + solved + ".";
      case SAME_ORDERING -> "The order is as published, but not the " + solved + ".";
      case NOT_REPRODUCED ->
          Character.toUpperCase(solved.charAt(0))
              + solved.substring(1)
              + "."
              + comparisons.stream()
                  .filter(one -> !isBetter(one))
                  .map(one -> " " + one.sentence())
                  .collect(Collectors.joining());
    };
  }
}
