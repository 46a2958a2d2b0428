package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Muon for matrices, and AdamW for all else, in PyTorch's form ({@code torch.optim.Muon} and {@code
 * torch.optim.AdamW}, with their defaults). For a matrix W of {@code rows x columns}:
 *
 * <pre>
 *   B = momentum * B + (1 - momentum) * G
 *   D = (1 - momentum) * G + momentum * B    with Nesterov momentum, otherwise B
 *   X = D / max(norm(D), 1e-7)               with the Frobenius norm
 *   X = 3.4445 X - 4.775 (X X') X + 2.0315 (X X')^2 X      {@code iterations} times
 *   W = (1 - lr * weightDecay) * W - lr * s * X
 *   s = sqrt(max(1, rows / columns))         or 0.2 * sqrt(max(rows, columns)): {@code scale}
 * </pre>
 *
 * The iteration (after Newton and Schulz) moves the singular values of D close to 1 and keeps its
 * singular vectors: those of at least a five-hundredth of D's norm end between 0.68 and 1.21,
 * smaller ones below that. So no step changes the spectral norm of a matrix by more than about 1.2
 * lr * s, apart from the decay.
 *
 * <p>The matrices of recurrent layers are treated in this way, each gate's by itself. Vectors,
 * embeddings and the head of the network take the steps of AdamW, as the authors advise; {@code
 * all} includes the matrices among them. Here the iteration runs in double precision, in PyTorch in
 * bfloat16. For m by n with m &lt;= n, it takes {@code iterations * (3 m^2 n + m^3)} operations for
 * each matrix and update: much beside small batches.
 *
 * <p>Source: Jordan, Jin, Boza, You, Cesista, Newhouse and Bernstein 2024, "Muon: an optimizer for
 * hidden layers in neural networks"; for the second scale, Liu and others 2025, "Muon is scalable
 * for LLM training".
 */
public final class MuonProvider implements OptimizerProvider {
  private static final String NESTEROV = "nesterov";
  private static final String ITERATIONS = "iterations";
  private static final String SCALE = "scale";
  private static final String ALL = "all";
  private static final String ADAM_FACTOR = "adam-factor";
  private static final String ADAM_DECAY = "adam-decay";
  private static final String ADAM_BETA1 = "adam-beta1";
  private static final String ADAM_BETA2 = "adam-beta2";
  private static final String ADAM_EPSILON = "adam-eps";

  @Override
  public String id() {
    return "muon";
  }

  @Override
  public String description() {
    return "Steps of matrices with all singular values near 1; AdamW for vectors";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        CommonOptions.rate(1e-3),
        OptionSpec.share(CommonOptions.MOMENTUM, 0.95, "Share of the momentum kept at each update"),
        OptionSpec.toggle(NESTEROV, true, "Whether to use Nesterov momentum"),
        CommonOptions.decoupledDecay(0.1),
        OptionSpec.integer(
            ITERATIONS, 5, 1, 99, "Iterations that bring singular values close to 1"),
        OptionSpec.choice(
            SCALE,
            Muon.Scale.SHAPE,
            Muon.Scale.class,
            "Factor on lr: by the shape, or to match AdamW's steps"),
        OptionSpec.toggle(ALL, false, "Whether the matrices of embeddings and head are included"),
        OptionSpec.positive(ADAM_FACTOR, 1, 1e6, "Factor on lr where AdamW is used"),
        OptionSpec.real(ADAM_DECAY, 1e-2, 0, 1e6, "Weight decay where AdamW is used"),
        OptionSpec.share(ADAM_BETA1, 0.9, "As beta1 of adamw, where it is used"),
        OptionSpec.share(ADAM_BETA2, 0.999, "As beta2 of adamw, where it is used"),
        OptionSpec.positive(ADAM_EPSILON, 1e-8, 1, "As eps of adamw, where it is used"));
  }

  @Override
  public Optimizer create(Options options) {
    Moments moments =
        new Moments(options.real(ADAM_BETA1), options.real(ADAM_BETA2), options.real(ADAM_EPSILON));
    double rate = options.real(CommonOptions.RATE);
    return new MuonOptimizer(
        new MuonStep(
            rate,
            options.real(CommonOptions.MOMENTUM),
            options.toggle(NESTEROV),
            options.real(CommonOptions.WEIGHT_DECAY),
            options.integer(ITERATIONS),
            options.choice(SCALE, Muon.Scale.class)),
        new AdamWOptimizer(rate * options.real(ADAM_FACTOR), moments, options.real(ADAM_DECAY)),
        options.toggle(ALL));
  }
}
