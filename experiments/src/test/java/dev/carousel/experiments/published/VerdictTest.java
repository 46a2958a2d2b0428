package dev.carousel.experiments.published;

import static dev.carousel.experiments.published.Examples.both;
import static dev.carousel.experiments.published.Examples.byMetric;
import static dev.carousel.experiments.published.Examples.learnt;
import static dev.carousel.experiments.published.Examples.outcomes;
import static dev.carousel.experiments.published.Examples.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final List<SeedOutcome> GOOD = outcomes("a", 1, 0.99, 1, 1, 0.995);
  private static final List<SeedOutcome> BAD = outcomes("b", 0.25, 0.27, 0.24, 0.3, 0.26);

  private static final PublishedResult SEPARATE = result(Claim.SOLVES, Claim.FAILS, byMetric());

  private static void assertVerdict(
      Verdict.Kind kind, String sentence, PublishedResult result, List<SeedOutcome> outcomes) {
    Verdict verdict = Verdict.of(result, outcomes);
    assertEquals(kind, verdict.kind(), verdict.sentence());
    assertEquals(sentence, verdict.sentence());
  }

  @Test
  void aResultIsReproducedIfClaimsAndOrderHold() {
    assertVerdict(
        Verdict.Kind.REPRODUCED,
        "As published; seeds that solved the task: a 5 of 5 (published: all), b 0 of 5"
            + " (published: none).",
        SEPARATE,
        both(GOOD, BAD));
  }

  @Test
  void theOrderIsTheSameIfASeedMoreFails() {
    assertVerdict(
        Verdict.Kind.SAME_ORDERING,
        "The order is as published, but not the seeds that solved the task: a 4 of 5 (published:"
            + " all), b 0 of 5 (published: none).",
        SEPARATE,
        both(outcomes("a", 1, 0.98, 1, 1, 1), BAD));
  }

  @Test
  void theOrderIsTheSameIfASeedOfTheOtherSolvesIt() {
    Verdict verdict = Verdict.of(SEPARATE, both(GOOD, outcomes("b", 0.25, 0.27, 0.24, 0.6, 0.99)));
    assertEquals(Verdict.Kind.SAME_ORDERING, verdict.kind());
    assertEquals(1, verdict.arms().get(1).solved());
  }

  @Test
  void aResultIsNotReproducedIfNoArmIsBetter() {
    assertVerdict(
        Verdict.Kind.NOT_REPRODUCED,
        "Seeds that solved the task: a 5 of 5 (published: all), b 5 of 5 (published: none). There"
            + " is no difference between a and b: 0 % [0 to 0] over 5 seeds.",
        SEPARATE,
        both(outcomes("a", 1, 1, 1, 1, 1), outcomes("b", 1, 1, 1, 1, 1)));
  }

  @Test
  void aResultIsNotReproducedIfTheOtherArmIsBetter() {
    PublishedResult open = result(Claim.OPEN, Claim.OPEN, byMetric());
    assertEquals(
        Verdict.Kind.REPRODUCED, Verdict.of(open, both(GOOD, BAD)).kind(), "the right way round");
    Verdict verdict =
        Verdict.of(open, both(outcomes("a", 0.2, 0.3, 0.2, 0.3, 0.2), learnt("b", 1, 2, 3, 4, 5)));
    assertEquals(Verdict.Kind.NOT_REPRODUCED, verdict.kind());
    assertTrue(verdict.sentence().contains("a is worse than b"), verdict.sentence());
    assertTrue(verdict.sentence().startsWith("Seeds that solved the task: a 0 of 5, b 5 of 5."));
  }

  @Test
  void withoutOrderingsTheClaimsDecide() {
    PublishedResult claims = result(Claim.SOLVES, Claim.OPEN);
    assertEquals(Verdict.Kind.REPRODUCED, Verdict.of(claims, both(GOOD, BAD)).kind());
    List<SeedOutcome> most = outcomes("a", 1, 1, 0.9, 1, 1);
    assertEquals(Verdict.Kind.NOT_REPRODUCED, Verdict.of(claims, both(most, BAD)).kind());
  }

  /**
   * A training that diverged has not solved the task; of one that was not made nothing is known.
   */
  @Test
  void onlyATrainingThatWasMadeCanFail() {
    PublishedResult claims = result(Claim.SOLVES, Claim.FAILS);
    List<SeedOutcome> diverged = outcomes("b", 0.25, INFINITE, 0.24, 0.3, 0.26);
    assertEquals(Verdict.Kind.REPRODUCED, Verdict.of(claims, both(GOOD, diverged)).kind());
    List<SeedOutcome> unknown = outcomes("b", 0.25, Double.NaN, 0.24, 0.3, 0.26);
    Verdict verdict = Verdict.of(claims, both(GOOD, unknown));
    assertEquals(Verdict.Kind.NOT_REPRODUCED, verdict.kind());
    assertEquals(4, verdict.arms().get(1).failed());
  }

  @Test
  void fewerUpdatesAreBetter() {
    Ordering sooner = new Ordering("a", "b", Ordering.Figure.UPDATES);
    PublishedResult result = result(Claim.OPEN, Claim.OPEN, sooner);
    List<SeedOutcome> fast = learnt("a", 100, 120, 90, 110, 130);
    List<SeedOutcome> slow = learnt("b", 300, 330, 340, 280, 310);
    assertEquals(Verdict.Kind.REPRODUCED, Verdict.of(result, both(fast, slow)).kind());
    List<SeedOutcome> never = learnt("b", INFINITE, INFINITE, INFINITE, INFINITE, INFINITE);
    assertEquals(Verdict.Kind.REPRODUCED, Verdict.of(result, both(fast, never)).kind());
    PublishedResult reversed =
        result(Claim.OPEN, Claim.OPEN, new Ordering("b", "a", Ordering.Figure.UPDATES));
    assertEquals(Verdict.Kind.NOT_REPRODUCED, Verdict.of(reversed, both(fast, slow)).kind());
  }

  @Test
  void anArmIsSummedUpOverItsSeeds() {
    ArmOutcome arm =
        Verdict.of(SEPARATE, both(learnt("a", 100, INFINITE, 140, 120, 110), BAD)).arms().get(0);
    assertEquals(1, arm.figure().mean());
    assertEquals(117.5, arm.updates().mean());
    assertEquals(4, arm.updates().finite());
    assertEquals(10, arm.seconds());
    assertEquals(5, arm.seeds());
  }

  @Test
  void everyArmNeedsAnOutcome() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Verdict.of(SEPARATE, GOOD));
    assertEquals("no outcome of b", fault.getMessage());
  }
}
