package dev.carousel.benchmarks.reproduce;

import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An experiment, what came of it, and the verdict.
 *
 * @param result that was published
 * @param entry what came of it
 * @param verdict on that
 */
record Judged(PublishedResult result, Entry entry, Verdict verdict) {
  /** How many have each verdict, such as {@code 10 reproduced, 2 not reproduced}. */
  static String counts(List<Judged> all) {
    return Arrays.stream(Verdict.Kind.values())
        .filter(kind -> count(all, kind) > 0)
        .map(kind -> count(all, kind) + " " + kind.word())
        .collect(Collectors.joining(", "));
  }

  private static long count(List<Judged> all, Verdict.Kind kind) {
    return all.stream().filter(one -> one.verdict().kind() == kind).count();
  }
}
