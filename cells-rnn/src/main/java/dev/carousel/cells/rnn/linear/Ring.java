package dev.carousel.cells.rnn.linear;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Where the moduli of a diagonal transition start, as a pair of options: {@code r-min} and {@code
 * r-max}. Eigenvalues are uniform on the ring between both radii (Orvieto and others, 2023).
 *
 * @param min the smallest modulus
 * @param max the largest modulus
 */
public record Ring(double min, double max) {
  /** Keeps draws off the radii themselves, so that 0 and 1 are never drawn. */
  private static final double EDGE = 1e-6;

  private static final double LARGEST_MIN = 0.9999;
  private static final double SMALLEST_MAX = 0.0001;

  /** Refuses radii that are no ring within the unit circle. */
  public Ring {
    if (!(0 <= min && min <= max && max <= 1 && max > 0 && min < 1)) {
      throw new IllegalArgumentException("no ring within the unit circle: " + min + " to " + max);
    }
  }

  /** The options, for a provider's list. */
  static List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("r-min", 0.9, 0, LARGEST_MIN, "smallest modulus at the start"),
        OptionSpec.real("r-max", 0.999, SMALLEST_MAX, 1, "largest modulus at the start"));
  }

  /**
   * Reads the options.
   *
   * @param cell the cell's id, for errors
   * @throws CarouselException if the smallest modulus is larger than the largest
   */
  static Ring of(String cell, Options options) {
    double min = options.real("r-min");
    double max = options.real("r-max");
    if (min > max) {
      throw CarouselException.usage("Option 'r-min' of the cell " + cell + " is wrong.")
          .expected("at most r-max, which is " + OptionSpec.text(max))
          .found(min)
          .mend("a smaller r-min, or a larger r-max")
          .build();
    }
    return new Ring(min, max);
  }

  /** The logarithm of a modulus, at most 0, of an eigenvalue uniform on the ring. */
  double logModulus(RandomGenerator random) {
    double share = EDGE + (1 - 2 * EDGE) * random.nextDouble();
    return 0.5 * Math.log(share * (max * max - min * min) + min * min);
  }
}
