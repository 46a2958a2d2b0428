package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Clips the norm over all parameters at a percentile of the norms of all updates so far, including
 * this one:
 *
 * <pre>
 *   max = percentile(norm(G_0) .. norm(G_t))
 *   G   = G * max / (norm(G) + 1e-6)   if norm(G) &gt; max
 * </pre>
 *
 * Between two norms the percentile is interpolated linearly, as in NumPy. No threshold has to be
 * guessed. With the default of 10, most updates are clipped, so it sets the length of the step as
 * much as the learning rate does. A norm that is NaN or infinite is not counted, and those
 * gradients are unchanged (see the package). Memory: 8 bytes for each update, in a checkpoint too.
 *
 * <p>Source: Seetharaman, Wichern, Pardo and Le Roux 2020, "AutoClip: adaptive gradient clipping
 * for source separation networks".
 */
public final class AutoClipProvider implements GradientHookProvider {
  private static final String PERCENTILE = "percentile";

  @Override
  public String id() {
    return "autoclip";
  }

  @Override
  public String description() {
    return "Scales all gradients to a percentile of the norms of all updates so far";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(PERCENTILE, 10, 0, 100, "The percentile of all norms that is the threshold")
            .as(OptionRole.NORM_PERCENTILE));
  }

  @Override
  public GradientHook create(Options options) {
    return new AutoClipHook(options.real(PERCENTILE));
  }
}
