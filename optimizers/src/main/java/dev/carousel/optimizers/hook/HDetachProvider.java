package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * h-detach: stops the gradient, at some steps, on its way back through the products of recurrent
 * matrices, so that what travels along the state element by element, the constant error carousel of
 * an LSTM, is heard beside it. Of the gradient that step t sends to the step before,
 *
 * <pre>
 *   d(t-1) = carousel(t) + k(t) * products(t),   k(t) = 0 with the given probability, else 1
 * </pre>
 *
 * There is one draw for each update and time step: all rows, states, layers and directions share
 * it. It follows from {@code seed}, the update and the step alone (a resumed run draws what the
 * whole run would have; the seed of the run has no part in it). Forward nothing changes, and the
 * gradients of the matrices themselves are taken from whatever arrives at the step, dropped or not.
 * They are no longer those of the loss.
 *
 * <p>The path must be there: a cell without an element-wise path from state to state, as {@code
 * rnn}, has its gradient cut off where a product is dropped. Of a cell that multiplies its new
 * state once more within the step, as to project its output, this product is dropped too, and with
 * it that step's own loss.
 *
 * <p>Give it before hooks that skip updates: an update that was skipped before it came here is
 * drawn for once more. Safe for concurrent steps.
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
        OptionSpec.real(PROBABILITY, 0.25, 0, 1, "Probability that a step's matrix products are "
            + "dropped"),
        Seeds.option());
  }

  @Override
  public GradientHook create(Options options) {
    return new HDetachHook(options.real(PROBABILITY), Seeds.of(options));
  }
}
