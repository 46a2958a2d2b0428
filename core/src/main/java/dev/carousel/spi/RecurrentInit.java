package dev.carousel.spi;

import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import java.util.List;

/**
 * The initialisation of a cell's matrices, as a pair of options that cells share: {@code init} and
 * {@code gain}.
 *
 * @param kind of the recurrent matrices
 * @param gain the factor on them
 */
public record RecurrentInit(Kind kind, double gain) {
  /** Refuses a gain that is negative or not finite. */
  public RecurrentInit {
    if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the gain must be finite and at least 0, but is " + gain);
    }
  }

  /** The kinds of initialisation; the gate blocks of a gated cell are initialised one by one. */
  public enum Kind {
    /** Everything uniform on +-gain / sqrt(H): with gain 1 as PyTorch draws each of its tensors. */
    UNIFORM,
    /** Recurrent matrices gain times orthogonal, biases 0. */
    ORTHOGONAL,
    /** Recurrent matrices gain times the identity, biases 0. */
    IDENTITY,
    /** Every matrix and bias 0, including those of the input. */
    ZERO,
    /** Recurrent matrices Gaussian, scaled to a spectral radius of gain, biases 0. */
    SPECTRAL_RADIUS
  }

  /** The options, for a provider's list. */
  public static List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
                "init",
                Kind.UNIFORM,
                Kind.class,
                "initialiser of the recurrent matrices; zero also clears the input matrices")
            .as(OptionRole.RECURRENT_INIT)
            .meaning(Kind.ORTHOGONAL, ChoiceRole.ORTHOGONAL)
            .meaning(Kind.ZERO, ChoiceRole.ZERO),
        OptionSpec.real("gain", 1, 0, 100, "factor on the initial recurrent matrices")
            .as(OptionRole.RECURRENT_GAIN));
  }

  /** Reads the options. */
  public static RecurrentInit of(Options options) {
    return new RecurrentInit(options.choice("init", Kind.class), options.real("gain"));
  }

  /** Sets the step's defaults. */
  public void applyTo(Step s) {
    Initializer uniform = Initializers.uniform(1 / Math.sqrt(s.units()));
    Initializer scaled = Initializers.uniform(gain / Math.sqrt(s.units()));
    Initializer zeros = Initializers.zeros();
    switch (kind) {
      case UNIFORM -> s.initialize(uniform, scaled, uniform);
      case ORTHOGONAL -> s.initialize(uniform, Initializers.orthogonal(gain), zeros);
      case IDENTITY -> s.initialize(uniform, Initializers.identity(gain), zeros);
      case ZERO -> s.initialize(zeros, zeros, zeros);
      case SPECTRAL_RADIUS -> s.initialize(uniform, Initializers.spectralRadius(gain), zeros);
    }
  }
}
