package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every combination of the values of all settings. */
public final class Grid {
  /** More than can be trained, and few enough to be listed. */
  public static final int MOST = 100_000;

  private Grid() {}

  /**
   * All combinations in order: the values of the last setting change fastest.
   *
   * @return settings by name, in the order of the space
   * @throws CarouselException if a range says of no number of points, or there are more than
   *     100,000 combinations
   */
  public static List<Map<String, String>> of(Space space) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    space.settings().forEach((name, some) -> values.put(name, some.grid(name)));
    Combinations all = Combinations.of(values);
    Grid.check(all.size());
    return all.stream().toList();
  }

  /** Refuses more combinations than can be listed. */
  static void check(double size) {
    if (size > MOST) {
      throw CarouselException.usage("The grid has too many combinations.")
          .expected("at most " + MOST)
          .found(RangeText.number(size))
          .mend("give fewer values or points, or search at random")
          .build();
    }
  }
}
