package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.statistics.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Successive halving (Karnin and others, 2013; Jamieson and Talwalkar, 2016): all trials are
 * trained for a small budget, the best {@code 1/eta} of them for {@code eta} times as much, and so
 * on. Trials that go on are resumed, so nothing is trained twice.
 *
 * @param trials how many begin
 * @param eta of how many trials one goes on; at least 2
 * @param smallest the smallest budget after which trials may be compared, in updates
 * @param largest the budget of those that are trained to the end
 */
public record Halving(int trials, int eta, long smallest, long largest) {
  /** More than can be trained. */
  private static final int MOST_TRIALS = 1_000_000;

  /** Checks the numbers. */
  public Halving {
    if (trials < 1) {
      throw outOfRange("number of trials", "at least 1", trials);
    }
    if (eta < 2) {
      throw outOfRange("number of trials of which one goes on", "at least 2", eta);
    }
    if (smallest < 1) {
      throw outOfRange("smallest budget", "at least 1 update", smallest);
    }
    if (largest < smallest) {
      throw outOfRange(
          "largest budget", "at least the smallest, " + smallest + " updates", largest);
    }
  }

  private static CarouselException outOfRange(String what, String expected, long found) {
    return CarouselException.usage("Successive halving: the " + what + " is out of range.")
        .expected(expected)
        .found(found)
        .build();
  }

  /**
   * A step of the ladder.
   *
   * @param trials how many are trained in it
   * @param budget the updates after which they are compared, from their start
   */
  public record Rung(int trials, long budget) {}

  /**
   * The rungs from the smallest budget to the largest. With s the largest number for which {@code
   * eta^s} is at most {@code largest / smallest} and at most {@code trials}, rung i of 0 to s has
   * {@code floor(trials / eta^i)} trials and {@code floor(largest / eta^(s-i))} updates. So the
   * last budget is the largest, and the first at least the smallest: more than that if there are
   * too few trials for all rungs.
   */
  public List<Rung> rungs() {
    int last = steps();
    return IntStream.rangeClosed(0, last)
        .mapToObj(i -> new Rung((int) (trials / power(i)), largest / power(last - i)))
        .toList();
  }

  private int steps() {
    return Math.min(logarithm(eta, largest / smallest), logarithm(eta, trials));
  }

  /** The largest s for which {@code eta^s} is at most a number; exact, unlike {@code log}. */
  private static int logarithm(int eta, long number) {
    int steps = 0;
    for (long rest = number / eta; rest > 0; rest /= eta) {
      steps++;
    }
    return steps;
  }

  private long power(int exponent) {
    return power(eta, exponent);
  }

  private static long power(int eta, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= eta;
    }
    return power;
  }

  /** The updates of all rungs together, when trials that go on are resumed. */
  public long updates() {
    long sum = 0;
    long before = 0;
    for (Rung rung : rungs()) {
      sum += rung.trials() * (rung.budget() - before);
      before = rung.budget();
    }
    return sum;
  }

  /**
   * The brackets of Hyperband (Li and others, 2018), from the one with the most trials to the one
   * that trains all its trials to the end. With S the number of rungs of the first one minus one,
   * bracket s of S to 0 begins with {@code ceil((S+1) / (s+1) eta^s)} trials of {@code
   * floor(largest / eta^s)} updates.
   */
  public static List<Halving> hyperband(int eta, long smallest, long largest) {
    Halving checked = new Halving(1, eta, smallest, largest);
    int most = logarithm(eta, largest / smallest);
    List<Halving> brackets = new ArrayList<>();
    for (int s = most; s >= 0; s--) {
      long power = checked.power(s);
      double begin = Math.ceil((most + 1.0) * power / (s + 1)); // exact, below 2^53
      if (begin > MOST_TRIALS) {
        throw outOfRange("smallest budget", "one that lets fewer than a million begin", smallest);
      }
      brackets.add(new Halving((int) begin, eta, largest / power, largest));
    }
    return List.copyOf(brackets);
  }

  /**
   * Trials in the order of their figures, best first. Equal ones keep their order, and those
   * without a finite figure are last.
   *
   * @param figures by trial; infinite for a training that was not finite or diverged, NaN where
   *     there is none
   * @return places in {@code figures}
   */
  public static List<Integer> ranked(List<Double> figures, Aim aim) {
    return IntStream.range(0, figures.size())
        .boxed()
        .sorted((a, b) -> aim.compare(figures.get(a), figures.get(b)))
        .toList();
  }

  /**
   * The trials that go on, in their own order: the best ones. Trials that failed never go on, so
   * there may be fewer.
   *
   * @param figures by trial, as for {@link #ranked}
   * @param most the number of trials of the next rung
   * @return places in {@code figures}
   */
  public static List<Integer> goOn(List<Double> figures, Aim aim, int most) {
    return ranked(figures, aim).stream()
        .filter(i -> Double.isFinite(figures.get(i)))
        .limit(most)
        .sorted()
        .toList();
  }
}
