package dev.carousel.experiments.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Successive halving: how many trials, for how long, and which go on. */
class HalvingTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static String rungs(Halving halving) {
    return halving.rungs().stream()
        .map(rung -> rung.trials() + "@" + rung.budget())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "81, 3, 1, 81, 81@1 27@3 9@9 3@27 1@81",
    "243, 3, 1, 243, 243@1 81@3 27@9 9@27 3@81 1@243",
    "1000, 10, 1, 1000, 1000@1 100@10 10@100 1@1000",
    "100, 3, 10, 100, 100@11 33@33 11@100",
    "5, 3, 1, 81, 5@27 1@81",
    "2, 3, 1, 81, 2@81",
    "1, 2, 1, 1024, 1@1024",
    "10, 2, 7, 7, 10@7",
    "9, 3, 100, 899, 9@299 3@899",
    "9, 3, 100, 900, 9@100 3@300 1@900",
    "7, 2, 250, 1000, 7@250 3@500 1@1000",
    "64, 4, 1000, 64000, 64@1000 16@4000 4@16000 1@64000",
    "27, 3, 1, 80, 27@2 9@8 3@26 1@80",
    "4, 2, 1, 4611686018427387904, 4@1152921504606846976 2@2305843009213693952"
        + " 1@4611686018427387904"
  })
  void rungsOfAwkwardSizes(int trials, int eta, long smallest, long largest, String expected) {
    assertEquals(expected, rungs(new Halving(trials, eta, smallest, largest)));
  }

  /** No budget is below the smallest, and none of the trials is trained for longer than asked. */
  @Test
  void rungsClimbFromTheSmallestBudgetToTheLargest() {
    for (int trials = 1; trials <= 40; trials++) {
      for (int eta = 2; eta <= 5; eta++) {
        for (int largest = 1; largest <= 130; largest++) {
          int smallest = 1 + largest % 7 % largest;
          Halving halving = new Halving(trials, eta, smallest, largest);
          List<Halving.Rung> rungs = halving.rungs();
          assertEquals(trials, rungs.get(0).trials());
          assertTrue(rungs.get(0).budget() >= smallest, halving::toString);
          assertEquals(largest, rungs.get(rungs.size() - 1).budget());
          for (int i = 1; i < rungs.size(); i++) {
            assertEquals(rungs.get(i - 1).trials() / eta, rungs.get(i).trials());
            assertEquals(rungs.get(i).budget() / eta, rungs.get(i - 1).budget());
          }
          assertTrue(rungs.get(rungs.size() - 1).trials() >= 1, halving::toString);
          boolean isOneMoreRungPossible =
              rungs.get(0).budget() / eta >= smallest
                  && rungs.get(rungs.size() - 1).trials() / eta >= 1;
          assertTrue(!isOneMoreRungPossible, halving::toString);
        }
      }
    }
  }

  /** Table 1 of Li and others (2018), for R = 81 and eta = 3, by their formula with ceil. */
  @Test
  void hyperbandsBracketsAreThoseOfThePaper() {
    assertEquals(
        List.of(
            "81@1 27@3 9@9 3@27 1@81",
            "34@3 11@9 3@27 1@81",
            "15@9 5@27 1@81",
            "8@27 2@81",
            "5@81"),
        Halving.hyperband(3, 1, 81).stream().map(HalvingTest::rungs).toList());
    assertEquals(
        List.of("4@250 2@500 1@1000", "3@500 1@1000", "3@1000"),
        Halving.hyperband(2, 250, 1000).stream().map(HalvingTest::rungs).toList());
    assertEquals(
        List.of("9@11 3@33 1@100", "5@33 1@100", "3@100"),
        Halving.hyperband(3, 10, 100).stream().map(HalvingTest::rungs).toList());
    assertEquals(
        List.of("1@99"), Halving.hyperband(3, 50, 99).stream().map(HalvingTest::rungs).toList());
  }

  /** 9 trials for 100 updates, 3 for 200 more, 1 for 600 more. */
  @Test
  void trialsThatGoOnAreNotTrainedTwice() {
    assertEquals(900 + 600 + 600, new Halving(9, 3, 100, 900).updates());
    assertEquals(5 * 27 + 54, new Halving(5, 3, 1, 81).updates());
  }

  @Test
  void theBestGoOnInTheirOwnOrder() {
    List<Double> figures = List.of(2.0, Double.NaN, 1.0, INFINITE, 3.0, 1.0, 2.0);
    assertEquals(List.of(2, 5, 0, 6, 4, 1, 3), Halving.ranked(figures, Aim.SMALLER));
    assertEquals(List.of(0, 2, 5), Halving.goOn(figures, Aim.SMALLER, 3));
    assertEquals(List.of(2), Halving.goOn(figures, Aim.SMALLER, 1));
    assertEquals(List.of(0, 4, 6), Halving.goOn(figures, Aim.LARGER, 3));
    assertEquals(List.of(0, 2, 4, 5, 6), Halving.goOn(figures, Aim.SMALLER, 7));
    assertEquals(List.of(), Halving.goOn(List.of(INFINITE, Double.NaN), Aim.SMALLER, 1));
    List<Double> negative = List.of(Double.NEGATIVE_INFINITY, 1.0);
    assertEquals(List.of(1, 0), Halving.ranked(negative, Aim.SMALLER));
  }

  @Test
  void impossibleNumbersAreRefused() {
    Refusal.of("no trials", () -> new Halving(0, 3, 1, 9), "number of trials", "at least 1", "0");
    Refusal.of(
        "eta of 1", () -> new Halving(9, 1, 1, 9), "of which one goes on", "at least 2", "1");
    Refusal.of(
        "no updates", () -> new Halving(9, 3, 0, 9), "smallest budget", "at least 1 update", "0");
    Refusal.of(
        "10 to 9 updates",
        () -> new Halving(9, 3, 10, 9),
        "largest budget",
        "at least the smallest, 10 updates",
        "9");
    Refusal.of(
        "Hyperband from 1 to 1e15 updates",
        () -> Halving.hyperband(2, 1, 1_000_000_000_000_000L),
        "smallest budget",
        "fewer than a million");
  }
}
