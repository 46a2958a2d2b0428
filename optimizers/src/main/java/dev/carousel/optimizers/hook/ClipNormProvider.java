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
 * Clips the norm over all parameters together, which keeps the direction of the update:
 *
 * <pre>
 *   G = G * min(1, max / (norm(G) + 1e-6))
 * </pre>
 *
 * This is the formula of PyTorch's {@code clip_grad_norm_}, but not its bits. The norm is summed in
 * double here and in float32 there, so elements differ by a few units in the last place. The norm
 * is the one before clipping, Euclidean. An update counts as clipped if it was scaled at all.
 * Gradients whose norm is NaN or infinite are unchanged (see the package).
 *
 * <p>Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural
 * networks", algorithm 1. The default is that of Zaremba et al. 2014.
 */
public final class ClipNormProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "clip-norm";
  }

  @Override
  public String description() {
    return "Scales all gradients together so that their common norm is at most max";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.PROPOSED, PluginRole.CLIPPING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Norms.max(5, "Maximum norm over all parameters").as(OptionRole.NORM_THRESHOLD));
  }

  @Override
  public GradientHook create(Options options) {
    return new ClipNormHook(options.real(Norms.MAX));
  }
}
