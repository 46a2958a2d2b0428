package dev.carousel.cells.lstm.internal;

import static dev.carousel.expr.Functions.bias;

import dev.carousel.error.CarouselException;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Initializers;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;

/**
 * Where the gates start that keep a cell's state: the options {@code forget-bias} and {@code
 * chrono}, and the biases that follow from them.
 */
public final class MemoryStart {
  private static final double SHORTEST_CHRONO_LAG = 3;

  private MemoryStart() {}

  /** The option {@code forget-bias}. */
  public static OptionSpec forgetBias(double defaultBias) {
    return forgetBias(defaultBias, "initial bias of the forget gate");
  }

  /** The option {@code forget-bias} with a description of its own. */
  public static OptionSpec forgetBias(double defaultBias, String description) {
    return OptionSpec.real("forget-bias", defaultBias, -15, 15, description)
        .as(OptionRole.MEMORY_BIAS, "forget");
  }

  /**
   * The option {@code chrono}.
   *
   * @param closedGate the gate that starts as far closed as the forget gate starts open; empty for
   *     none
   */
  public static OptionSpec chrono(String closedGate) {
    return OptionSpec.real(
            "chrono",
            0,
            0,
            1e6,
            "longest lag in steps, at least 3, over which to spread the gates' initial biases, "
                + "in place of one number for all; 0 for off")
        .as(OptionRole.MEMORY_SPAN, closedGate);
  }

  /** The value of {@code forget-bias}. */
  public static double forgetBias(Options options) {
    return options.real("forget-bias");
  }

  /**
   * The value of {@code chrono}. The biases are logarithms of lags from 1 to one less than the
   * longest: 2 leaves no spread.
   *
   * @param cell the cell's id, for errors
   * @throws CarouselException if the lag is neither 0 nor long enough
   */
  public static double chronoLag(String cell, Options options) {
    double longest = options.real("chrono");
    if (longest != 0 && longest < SHORTEST_CHRONO_LAG) {
      throw CarouselException.usage("Option 'chrono' of the cell " + cell + " is wrong.")
          .expected("0 for off, or a lag of at least 3 steps")
          .found(longest)
          .mend("chrono=0, or the longest lag of the task in steps")
          .build();
    }
    return longest;
  }

  /** The bias of the forget gate: spread up to the lag, or one value if the lag is 0. */
  public static AffineTerm open(double forgetBias, double chronoLag) {
    return chronoLag > 0 ? bias(Initializers.chrono(chronoLag, 1)) : bias(forgetBias);
  }

  /** The negative of {@link #open}, unit by unit, for a gate that starts as far closed. */
  public static AffineTerm closed(double forgetBias, double chronoLag) {
    return chronoLag > 0 ? bias(Initializers.chrono(chronoLag, -1)) : bias(-forgetBias);
  }
}
