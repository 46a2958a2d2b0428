package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How combinations of settings are chosen. */
public enum SearchMethod {
  /** {@link Grid}: all of them. */
  GRID,
  /** {@link RandomSearch}. */
  RANDOM,
  /** {@link Sobol}. */
  SOBOL;

  /**
   * The method of a name.
   *
   * @throws CarouselException if there is none
   */
  public static SearchMethod of(String name) {
    return Stream.of(values())
        .filter(method -> method.word().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static CarouselException unknown(String name) {
    List<String> words = Stream.of(values()).map(SearchMethod::word).toList();
    return CarouselException.usage("There is no way '" + name + "' to search settings.")
        .expected(NearestWord.hint(name, words))
        .build();
  }

  /** The name as a user writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs the number of combinations; a grid has its own. */
  public boolean isCounted() {
    return this != GRID;
  }

  /**
   * Different combinations, in order; the same arguments give the same ones.
   *
   * @param count how many; has no effect for a grid
   * @param seed has no effect for a grid
   * @return settings by name, in the order of the space
   * @throws CarouselException if there are fewer than {@code count}, or too many for a grid
   */
  public List<Map<String, String>> settings(Space space, int count, long seed) {
    return switch (this) {
      case GRID -> Grid.of(space);
      case RANDOM -> RandomSearch.of(space, count, seed);
      case SOBOL -> Sobol.of(space, count, seed);
    };
  }
}
