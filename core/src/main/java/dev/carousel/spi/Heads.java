package dev.carousel.spi;

import dev.carousel.error.CarouselException;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * The number of heads that a cell's units are shared by, as an option that cells share: {@code
 * heads}. No head reads another's units, so that a recurrent matrix is block-diagonal and a matrix
 * memory is several small ones.
 *
 * @param count of heads; 0 for {@value #USUAL} where they divide the units, else 2 or 1
 */
public record Heads(int count) {
  private static final int USUAL = 4;
  private static final int LARGEST = 1_000_000;

  /** Refuses a negative number. */
  public Heads {
    if (count < 0) {
      throw new IllegalArgumentException("heads must be at least 0, but are " + count);
    }
  }

  /** The option, for a provider's list. */
  public static OptionSpec option() {
    return OptionSpec.integer(
        "heads",
        0,
        0,
        LARGEST,
        "number of heads, which divides the units; 0 for 4 where possible, else 2 or 1");
  }

  /** Reads the option. */
  public static Heads of(Options options) {
    return new Heads(options.integer("heads"));
  }

  /**
   * The number of heads for a number of units.
   *
   * @param cell the cell's id, for errors
   * @throws CarouselException if the heads do not divide the units
   */
  public int in(String cell, int units) {
    if (count == 0) {
      return ArithmeticUtils.gcd(USUAL, units);
    }
    if (units % count != 0) {
      throw CarouselException.usage("Option 'heads' of the cell " + cell + " is wrong.")
          .expected("a number that divides the " + units + " units")
          .found(count)
          .mend("heads=0, or a number of units that " + count + " divides")
          .build();
    }
    return count;
  }
}
