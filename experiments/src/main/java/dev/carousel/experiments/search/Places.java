package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Takes points of a space until there are enough different combinations. Neighbouring points may be
 * the same one.
 *
 * @param count how many are wanted
 */
record Places(Space space, int count) {
  private static final int ATTEMPTS_EACH = 100;
  private static final int ATTEMPTS_MORE = 1000;

  Places {
    OptionalLong size = space.size();
    if (count < 1 || count > Grid.MOST) {
      throw CarouselException.usage("The number of combinations to try is out of range.")
          .expected("1 to " + Grid.MOST)
          .found(count)
          .build();
    }
    if (size.isPresent() && size.getAsLong() < count) {
      throw CarouselException.usage(
              "There are fewer combinations of settings than are to be tried.")
          .expected("at most " + size.getAsLong())
          .found(count)
          .mend("try all of them (grid), or give more values")
          .build();
    }
  }

  /**
   * Different combinations, in the order in which they are found. If points hardly find the last
   * ones of a small space, those follow in the order of a grid.
   *
   * @param points by attempt; called with 0, 1 and so on
   */
  List<Map<String, String>> different(IntFunction<double[]> points) {
    Set<Map<String, String>> found = new LinkedHashSet<>();
    long most = (long) ATTEMPTS_EACH * count + ATTEMPTS_MORE;
    for (int attempt = 0; found.size() < count && attempt < most; attempt++) {
      found.add(space.at(points.apply(attempt)));
    }
    if (found.size() < count) {
      space.all().takeWhile(next -> found.size() < count).forEach(found::add);
    }
    return List.copyOf(found);
  }
}
