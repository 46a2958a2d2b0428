package dev.carousel.cli.pictures;

import dev.carousel.metrics.ClassScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Which class was taken for which, as far as it can be drawn. Immutable and thread-safe.
 *
 * @param names of the classes, in the order of the model; of many, those that occur or are
 *     predicted most
 * @param left how many classes are left out
 * @param counts {@code [actual][predicted]}
 * @param shares the same, as shares of all occurrences of the actual class; NaN where there is none
 * @param mistakes the most frequent ones, of all classes
 */
public record ConfusionFigures(
    List<String> names,
    int left,
    List<List<Long>> counts,
    List<List<Double>> shares,
    List<Mistake> mistakes) {
  /** More rows cannot be told apart on a page. */
  static final int MOST_CLASSES = 40;

  private static final int MOST_MISTAKES = 10;

  /** Copies the lists. */
  public ConfusionFigures {
    names = List.copyOf(names);
    counts = counts.stream().map(List::copyOf).toList();
    shares = shares.stream().map(List::copyOf).toList();
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A class that was taken for another. Immutable and thread-safe.
   *
   * @param share of the occurrences of the actual class
   */
  public record Mistake(String actual, String predicted, long count, double share) {
    /** Refuses null. */
    public Mistake {
      Objects.requireNonNull(actual);
      Objects.requireNonNull(predicted);
    }
  }

  static ConfusionFigures of(ClassScores scores) {
    int[] shown = shown(scores.classes());
    List<List<Long>> counts = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    for (int actual : shown) {
      List<Long> all = scores.confusion().get(actual);
      counts.add(IntStream.of(shown).mapToObj(all::get).toList());
      shares.add(IntStream.of(shown).mapToObj(k -> share(scores, actual, k)).toList());
    }
    return new ConfusionFigures(
        IntStream.of(shown).mapToObj(k -> scores.classes().get(k).name()).toList(),
        scores.classes().size() - shown.length,
        counts,
        shares,
        mistakes(scores));
  }

  /** The classes that are drawn, in the order of the model. */
  static int[] shown(List<ClassScores.OneClass> classes) {
    return IntStream.range(0, classes.size())
        .boxed()
        .sorted(
            Comparator.comparingLong(k -> -classes.get(k).actual() - classes.get(k).predicted()))
        .limit(MOST_CLASSES)
        .sorted()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double share(ClassScores scores, int actual, int predicted) {
    return (double) scores.confusion().get(actual).get(predicted)
        / scores.classes().get(actual).actual();
  }

  private static List<Mistake> mistakes(ClassScores scores) {
    Comparator<Mistake> byCount = Comparator.comparingLong(Mistake::count);
    PriorityQueue<Mistake> most = new PriorityQueue<>(byCount);
    for (int actual = 0; actual < scores.classes().size(); actual++) {
      for (int predicted = 0; predicted < scores.classes().size(); predicted++) {
        long count = scores.confusion().get(actual).get(predicted);
        if (actual != predicted && count > 0) {
          most.add(mistake(scores, actual, predicted, count));
          if (most.size() > MOST_MISTAKES) {
            most.remove();
          }
        }
      }
    }
    return most.stream().sorted(byCount.reversed()).toList();
  }

  private static Mistake mistake(ClassScores scores, int actual, int predicted, long count) {
    return new Mistake(
        scores.classes().get(actual).name(),
        scores.classes().get(predicted).name(),
        count,
        share(scores, actual, predicted));
  }
}
