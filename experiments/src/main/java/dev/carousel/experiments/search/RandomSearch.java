package dev.carousel.experiments.search;

import dev.carousel.random.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Combinations drawn at random (Bergstra and Bengio, 2012, Random search for hyper-parameter
 * optimization). Where few settings matter, each of these gets more different values than from a
 * {@link Grid} of the same size.
 *
 * <p>The numbers of a setting depend on its name, the seed and the place in the list. So more
 * trials begin with those of fewer, and another setting changes no value of the others.
 */
public final class RandomSearch {
  private RandomSearch() {}

  /**
   * Different combinations, in the order in which they are drawn.
   *
   * @param count how many
   * @param seed of the numbers
   * @return settings by name, in the order of the space
   * @throws dev.carousel.error.CarouselException if there are fewer than {@code count}
   */
  public static List<Map<String, String>> of(Space space, int count, long seed) {
    return new Places(space, count).different(attempt -> point(space, seed, attempt));
  }

  private static double[] point(Space space, long seed, int attempt) {
    return space.settings().entrySet().stream()
        .flatMapToDouble(
            setting -> {
              String purpose = "random search of " + setting.getKey();
              RandomGenerator random = RandomStreams.stream(seed, purpose, attempt);
              return DoubleStream.generate(random::nextDouble)
                  .limit(setting.getValue().dimensions());
            })
        .toArray();
  }
}
