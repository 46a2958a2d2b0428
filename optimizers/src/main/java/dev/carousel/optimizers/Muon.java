package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Steps of matrices with all singular values near 1, and AdamW for the rest, {@code muon}, with a
 * method for each setting. For its rule, and the default and bounds of each setting, see {@link
 * MuonProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Muon extends Chosen<Optimizer> {
  /** Factors on the step size of a matrix. */
  public enum Scale {
    /** The square root of rows over columns, at least 1. */
    SHAPE {
      @Override
      double of(int rows, int columns) {
        return Math.sqrt(Math.max(1, (double) rows / columns));
      }
    },
    /** So that the root mean square of a step is about 0.2, as is usual for AdamW. */
    ADAM {
      @Override
      double of(int rows, int columns) {
        return 0.2 * Math.sqrt(Math.max(rows, columns));
      }
    };

    abstract double of(int rows, int columns);
  }

  private Muon(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Muon usual() {
    return new Muon(Chosen.of(PluginKind.OPTIMIZER, new MuonProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Muon withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Muon step(double size) {
    return with("lr", size);
  }

  /** The share of the momentum that is kept at each update. */
  public Muon momentum(double share) {
    return with("momentum", share);
  }

  /** Whether to use Nesterov momentum. */
  public Muon nesterov(boolean given) {
    return with("nesterov", given);
  }

  /** The weight decay of matrices, outside the gradient. */
  public Muon weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** The number of iterations that bring singular values close to 1. */
  public Muon iterations(int count) {
    return with("iterations", count);
  }

  /** The factor on the step size of a matrix. */
  public Muon scale(Scale scale) {
    return with("scale", scale);
  }

  /** Whether the matrices of embeddings and head are included. */
  public Muon all(boolean given) {
    return with("all", given);
  }

  /** The factor on the step size where AdamW is used. */
  public Muon adamFactor(double factor) {
    return with("adam-factor", factor);
  }

  /** The weight decay where AdamW is used. */
  public Muon adamDecay(double share) {
    return with("adam-decay", share);
  }

  /** The share of the mean that is kept at each update, where AdamW is used. */
  public Muon adamBeta1(double share) {
    return with("adam-beta1", share);
  }

  /** The share of the mean square that is kept at each update, where AdamW is used. */
  public Muon adamBeta2(double share) {
    return with("adam-beta2", share);
  }

  /** The number added to the root in the denominator, where AdamW is used. */
  public Muon adamEpsilon(double epsilon) {
    return with("adam-eps", epsilon);
  }

  @Override
  public Muon with(String option, Object value) {
    return new Muon(super.with(option, value));
  }
}
