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
 * Clips the norm over all parameters if it is far above the recent ones. With moving mean m and
 * deviation s of the norms, in this order:
 *
 * <pre>
 *   z       = (norm(G) - m) / (s + 1e-6)
 *   allowed = z &gt; z-max ? m + z-max * s / (z / z-max) : norm(G)
 *   m       = alpha * m + (1 - alpha) * allowed
 *   s^2     = alpha * s^2 + (1 - alpha) * (allowed - m)^2
 *   G       = G * min(allowed, max) / (norm(G) + 1e-6)   if norm(G) &gt; min(allowed, max)
 * </pre>
 *
 * The larger the outlier, the less is left of it, because it counts as a wrong update, not as a
 * large one. For the first {@code warmup} updates m and s are the plain mean and deviation (over n)
 * of the norms, and gradients are clipped at {@code max} as by {@code clip-norm}. A norm that is
 * NaN or infinite is not counted, and those gradients are unchanged (see the package).
 *
 * <p>Source: Kumar, Owen, Chowdhury and Guera 2025, "ZClip: adaptive spike mitigation for LLM
 * pre-training", with its defaults, in its adaptive variant.
 */
public final class ZClipProvider implements GradientHookProvider {
  private static final String Z_MAX = "z-max";
  private static final String ALPHA = "alpha";
  private static final String WARMUP = "warmup";

  @Override
  public String id() {
    return "zclip";
  }

  @Override
  public String description() {
    return "Scales gradients whose norm is far above those of recent updates";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
            Z_MAX, 2.5, 1e-3, 1e6, "Maximum number of standard deviations above the " + "mean"),
        OptionSpec.share(ALPHA, 0.97, "Share of mean and deviation kept at each update"),
        Norms.max(1, "Maximum norm over all parameters at any time").as(OptionRole.NORM_THRESHOLD),
        OptionSpec.integer(
            WARMUP,
            25,
            1,
            1_000_000,
            "Number of updates that give the first mean " + "and deviation"));
  }

  @Override
  public GradientHook create(Options options) {
    return new ZClipHook(
        options.real(Z_MAX), options.real(ALPHA), options.real(Norms.MAX), options.integer(WARMUP));
  }
}
