package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * h-detach: stops the gradient through the products of recurrent matrices at some steps. This
 * strengthens the part that travels along the state element by element, the constant error carousel
 * of an LSTM. Step t sends to the previous step
 *
 * <pre>
 *   d(t-1) = carousel(t) + k(t) * products(t),   k(t) = 0 with the given probability, otherwise 1
 * </pre>
 *
 * There is one draw for each update and time step, which all rows, states, layers and directions
 * share. It depends only on {@code seed}, the update and the step, so that a resumed run makes the
 * same draws; the seed of the run does not affect it. The forward pass does not change. The
 * gradients of the matrices come from whatever arrives at the step, dropped or not, so they are no
 * longer those of the loss.
 *
 * <p>The cell needs an element-wise path from state to state. Without one, as in {@code rnn}, the
 * gradient ends where a product is dropped. If a cell multiplies its new state again within the
 * step, for instance to project its output, that product is dropped too, and with it the step's own
 * loss.
 *
 * <p>Give this hook before hooks that skip updates; otherwise a skipped update is drawn for again.
 * Safe for concurrent steps.
 *
 * <p>Source: Kanuparthi et al. 2019, "h-detach: modifying the LSTM gradient towards better
 * optimization" (ICLR).
 */
public final class HDetachProvider implements GradientHookProvider {
  private static final String PROBABILITY = "probability";

  @Override
  public String id() {
    return "h-detach";
  }

  @Override
  public String description() {
    return "Drops the gradient through recurrent matrices at random steps";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
            PROBABILITY, 0.25, 0, 1, "Probability that a step's matrix products are " + "dropped"),
        Seeds.option());
  }

  @Override
  public GradientHook create(Options options) {
    return new HDetachHook(options.real(PROBABILITY), Seeds.of(options));
  }
}
