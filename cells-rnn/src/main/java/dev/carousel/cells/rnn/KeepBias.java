package dev.carousel.cells.rnn;

import dev.carousel.error.CarouselException;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Where the bias of the gate that keeps a state starts, as a pair of options that gated cells
 * share: {@code keep-bias} and {@code chrono}. The cells observe that gate as {@code keep}.
 *
 * <p>With all else zero, the share sigmoid(bias) of the state is kept at each step (Jozefowicz and
 * others, 2015). With {@code chrono}, the biases are the logarithms of lags up to the longest one
 * instead, so that units have different time-scales (Tallec and Ollivier, 2018).
 *
 * @param bias in logits
 * @param longestLag in steps, at least 3; 0 for {@code bias} alone
 */
public record KeepBias(double bias, double longestLag) {
  private static final double SHORTEST_LAG = 3;

  /**
   * The options, for a provider's list.
   *
   * @param defaultBias of the gate that keeps the state, in logits
   */
  public static List<OptionSpec> options(double defaultBias) {
    return options(defaultBias, "");
  }

  /**
   * The options of a cell that has a gate for the input too, whose bias starts at the negative.
   *
   * @param defaultBias of the gate that keeps the state, in logits
   * @param closedGate the gate that starts as far closed as the other starts open, as it is
   *     observed; empty for none
   */
  public static List<OptionSpec> options(double defaultBias, String closedGate) {
    return List.of(
        OptionSpec.real(
                "keep-bias",
                defaultBias,
                -15,
                15,
                "initial bias of the gate that keeps the state: sigmoid(bias) of it is kept")
            .as(OptionRole.MEMORY_BIAS, "keep"),
        OptionSpec.real(
                "chrono",
                0,
                0,
                1e6,
                "longest lag in steps, at least 3, over which to spread that gate's biases, "
                    + "instead of keep-bias; 0 for off")
            .as(OptionRole.MEMORY_SPAN, closedGate));
  }

  /**
   * Reads the options.
   *
   * @param cell its id, for the error
   * @throws CarouselException if the longest lag leaves nothing to spread
   */
  public static KeepBias of(String cell, Options options) {
    double longest = options.real("chrono");
    if (longest != 0 && longest < SHORTEST_LAG) {
      throw CarouselException.usage("Option 'chrono' of the cell " + cell + " is wrong.")
          .expected("0 for off, or a lag of at least 3 steps")
          .found(longest)
          .mend("chrono=0, or the longest lag of the task in steps")
          .build();
    }
    return new KeepBias(options.real("keep-bias"), longest);
  }

  /** The bias of a gate that keeps the state: at 1, it does not change. */
  public AffineTerm ofKeeping() {
    return Functions.bias(initializer());
  }

  /** The initialiser of such a bias, for a vector of its own. */
  public Initializer initializer() {
    return start(1);
  }

  /** The bias of a gate that replaces the state, so that 1 minus it keeps: the negative. */
  public AffineTerm ofReplacing() {
    return Functions.bias(start(-1));
  }

  private Initializer start(double sign) {
    return longestLag > 0
        ? Initializers.chrono(longestLag, sign)
        : Initializers.constant(sign * bias);
  }
}
