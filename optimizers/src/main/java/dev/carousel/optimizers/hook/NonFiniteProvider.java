package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * A guard: skips each update whose loss or gradients are not finite, warns in the log with the
 * tensor's name, and stops the run with a {@link dev.carousel.error.CarouselException} at {@code
 * stop-after} of them in a row. A good update starts the count anew.
 *
 * <p>Not finite means that the sum of squares over all gradients is NaN or infinite, which is what
 * the clips leave alone: it covers NaN, infinities, and in double precision values above about
 * 1e154. The count is {@code memory()}, so a resumed run stops where the whole run would have. Give
 * it before or after the clips; both see the same.
 */
public final class NonFiniteProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "non-finite";
  }

  @Override
  public String description() {
    return "Skips updates with NaN or infinity, and stops the run when they go on";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            "stop-after", 10, 1, Integer.MAX_VALUE, "Bad updates in a row that stop the run"));
  }

  @Override
  public GradientHook create(Options options) {
    return new NonFinite(options.integer("stop-after"));
  }
}
