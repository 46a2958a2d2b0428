package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Combinations at the points of Sobol's sequence (1967), which fill the space more evenly than
 * random ones: of {@code 2^k} points, each of {@code 2^k} equal parts of any one range holds one.
 * The sequence is that of Commons Math, with the direction numbers of Joe and Kuo (2008). The seed
 * shifts it digitally: it flips the same bits in all points, which keeps them as even.
 *
 * <p>More trials begin with those of fewer.
 */
public final class Sobol {
  /** The sequence in Commons Math has so many. */
  private static final int MOST_DIMENSIONS = 1000;

  private static final int BITS = 52;

  private Sobol() {}

  /**
   * Different combinations, in the order of the sequence.
   *
   * @param count how many
   * @param seed of the shift
   * @return settings by name, in the order of the space
   * @throws CarouselException if there are fewer than {@code count}
   */
  public static List<Map<String, String>> of(Space space, int count, long seed) {
    int dimensions = space.dimensions();
    if (dimensions > MOST_DIMENSIONS) {
      throw CarouselException.usage("Sobol's sequence has too few dimensions for these settings.")
          .expected("at most " + MOST_DIMENSIONS + " settings and ranges")
          .found(dimensions)
          .mend("search at random")
          .build();
    }
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(Math.max(1, dimensions));
    long[] shifts = shifts(seed, dimensions);
    return new Places(space, count).different(attempt -> shifted(sequence.nextVector(), shifts));
  }

  private static long[] shifts(long seed, int dimensions) {
    RandomGenerator random = RandomStreams.stream(seed, "sobol");
    long[] shifts = new long[dimensions];
    Arrays.setAll(shifts, i -> random.nextLong() >>> (Long.SIZE - BITS));
    return shifts;
  }

  private static double[] shifted(double[] point, long... shifts) {
    double scale = 1L << BITS;
    double[] shifted = new double[shifts.length];
    Arrays.setAll(shifted, i -> ((long) (point[i] * scale) ^ shifts[i]) / scale);
    return shifted;
  }
}
