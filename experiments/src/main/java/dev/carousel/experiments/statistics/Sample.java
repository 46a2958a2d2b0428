package dev.carousel.experiments.statistics;

import dev.carousel.error.CarouselException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One figure of trials with the same settings, by seed.
 *
 * @param name of the settings
 * @param figures by seed: infinite for a training that was not finite or diverged, NaN where there
 *     is no figure
 */
public record Sample(String name, SortedMap<Long, Double> figures) {
  /** Copies the figures, and checks that there are some. */
  public Sample {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    if (figures.isEmpty()) {
      throw CarouselException.usage("There is no figure of '" + name + "'.")
          .expected("the figure of at least one seed")
          .build();
    }
  }

  /** The figures of some seeds, in any order. */
  public static Sample of(String name, Map<Long, Double> figures) {
    return new Sample(name, new TreeMap<>(figures));
  }

  /** The figures of the seeds 1, 2 and so on. */
  public static Sample of(String name, double... figures) {
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    for (int i = 0; i < figures.length; i++) {
      bySeed.put(i + 1L, figures[i]);
    }
    return new Sample(name, bySeed);
  }

  /** The figures in one line of a table. */
  public Summary summary(Aim aim) {
    return Summary.of(List.copyOf(figures.values()), aim);
  }

  /** Whether a seed has a figure, finite or not. */
  boolean isMeasured(long seed) {
    return !Double.isNaN(figures.getOrDefault(seed, Double.NaN));
  }
}
