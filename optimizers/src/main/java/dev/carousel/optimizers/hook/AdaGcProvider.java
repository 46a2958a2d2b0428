package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * AdaGC: clips the gradient of each parameter (a matrix or a vector) by the mean of its own clipped
 * norms. In the first {@code warmup} updates, with the norm over all parameters:
 *
 * <pre>
 *   G_i = G_i * max / norm(G)            if norm(G) &gt; max
 *   m_i = min(m_i, norm(G_i))            from the first norm on
 * </pre>
 *
 * and after that, for each parameter by itself:
 *
 * <pre>
 *   G_i = G_i * ratio * m_i / norm(G_i)  if norm(G_i) &gt; ratio * m_i
 *   m_i = beta * m_i + (1 - beta) * norm(G_i)
 * </pre>
 *
 * The direction of the whole update may change. One departure: a gradient of zero does not count.
 * By the rule as it stands, a parameter with one in the warm-up would have m_i = 0 and never move
 * again. If a gradient has NaN or infinity, nothing is counted, and all are unchanged (see the
 * package).
 *
 * <p>Source: Wang, Li, Chen, Zeng, Yang, Yu, Ma and Shen 2025, "AdaGC: enhancing LLM pretraining
 * stability via adaptive gradient clipping", with its defaults.
 */
public final class AdaGcProvider implements GradientHookProvider {
  private static final String RATIO = "ratio";
  private static final String BETA = "beta";
  private static final String WARMUP = "warmup";

  @Override
  public String id() {
    return "adagc";
  }

  @Override
  public String description() {
    return "Scales the gradient of each parameter whose norm is above its own recent ones";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.positive(RATIO, 1.05, 1e30, "Maximum ratio of a norm to the mean of its own"),
        OptionSpec.share(BETA, 0.98, "Share of that mean kept at each update"),
        Norms.max(1, "Maximum norm over all parameters during the warm-up"),
        OptionSpec.integer(
            WARMUP,
            100,
            0,
            1_000_000,
            "Updates that are clipped together and give the first means"));
  }

  @Override
  public GradientHook create(Options options) {
    return new AdaGcHook(
        options.real(RATIO), options.real(BETA), options.real(Norms.MAX), options.integer(WARMUP));
  }
}
