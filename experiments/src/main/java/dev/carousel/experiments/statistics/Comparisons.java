package dev.carousel.experiments.statistics;

import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Settings compared with each other, with p-values corrected for the number of comparisons ({@link
 * Holm}): if no two settings differ, the chance that any comparison of the table calls one better
 * or worse is at most 5 %.
 *
 * @param comparisons in order
 * @param tests the number of p-values that were corrected together
 */
public record Comparisons(List<Comparison> comparisons, int tests) {
  public Comparisons {
    comparisons = List.copyOf(comparisons);
  }

  /** Each pair once: the first with the second, the first with the third, and so on. */
  public static Comparisons allPairs(List<Sample> samples, Aim aim, PairedTest test) {
    check(samples);
    List<CommonSeeds> pairs =
        IntStream.range(0, samples.size()).boxed().flatMap(i -> pairsOf(samples, i)).toList();
    return of(pairs, DoubleStream.empty(), aim, test);
  }

  /**
   * Each of the others with the first, which must have been chosen before the figures were known.
   * There are fewer comparisons than of all pairs, so smaller differences are significant.
   */
  public static Comparisons withFirst(List<Sample> samples, Aim aim, PairedTest test) {
    check(samples);
    return of(
        samples.stream().skip(1).map(one -> CommonSeeds.of(one, samples.get(0))).toList(),
        DoubleStream.empty(),
        aim,
        test);
  }

  /**
   * The best one ({@link Summary#bestFirst}) with each of the others, from the second best to the
   * worst. It was chosen by the same figures and is partly the best by chance, so the p-values are
   * corrected for all pairs.
   */
  public static Comparisons ofBest(List<Sample> samples, Aim aim, PairedTest test) {
    Comparator<Sample> bestFirst =
        Comparator.comparing((Sample one) -> one.summary(aim), Summary.bestFirst());
    check(samples);
    List<Sample> sorted = samples.stream().sorted(bestFirst).toList();
    List<CommonSeeds> ofBest = pairsOf(sorted, 0).toList();
    // Of all other pairs, which may be millions, no more than the p-value is kept.
    List<Sample> testable =
        sorted.stream()
            .skip(1)
            .filter(one -> one.figures().size() >= PairedRules.FEWEST_SEEDS)
            .toList();
    DoubleStream others =
        IntStream.range(0, testable.size())
            .boxed()
            .flatMap(i -> pairsOf(testable, i))
            .mapToDouble(pair -> Evidence.of(pair.difference(), aim, test).pValue())
            .filter(pValue -> !Double.isNaN(pValue));
    return of(ofBest, others, aim, test);
  }

  /** A sample with each of those behind it. */
  private static Stream<CommonSeeds> pairsOf(List<Sample> samples, int i) {
    Sample one = samples.get(i);
    return samples.subList(i + 1, samples.size()).stream().map(other -> CommonSeeds.of(one, other));
  }

  private static void check(List<Sample> samples) {
    Set<String> names = new HashSet<>();
    if (samples.size() < 2) {
      throw CarouselException.usage("There is nothing to compare.")
          .expected("at least two settings")
          .found(samples.size())
          .build();
    }
    for (Sample sample : samples) {
      if (!names.add(sample.name())) {
        throw CarouselException.usage("Settings to compare have the same name.")
            .expected("a name for each")
            .found("'" + sample.name() + "' more than once")
            .build();
      }
    }
  }

  /**
   * @param others the p-values of tests that are corrected together with those of the pairs
   */
  private static Comparisons of(
      List<CommonSeeds> pairs, DoubleStream others, Aim aim, PairedTest test) {
    List<Evidence> found =
        pairs.stream().map(pair -> Evidence.of(pair.difference(), aim, test)).toList();
    double[] pValues =
        DoubleStream.concat(found.stream().mapToDouble(Evidence::pValue), others).toArray();
    double[] corrected = Holm.adjusted(pValues);
    int tests = (int) Arrays.stream(pValues).filter(pValue -> !Double.isNaN(pValue)).count();
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Reading reading = new Reading(pairs.get(i), found.get(i), corrected[i], tests);
      comparisons.add(reading.comparison(aim, test));
    }
    return new Comparisons(comparisons, tests);
  }
}
