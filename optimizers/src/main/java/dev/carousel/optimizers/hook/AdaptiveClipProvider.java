package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Adaptive gradient clipping (AGC): clips the gradient of each unit in proportion to the unit's
 * weights. A unit is a row G_i of a matrix {@code [out, in]}, beside the same row W_i of the
 * parameters; a vector (a bias) is one unit.
 *
 * <pre>
 *   allowed = max * max(norm(W_i), eps)
 *   G_i     = G_i * allowed / max(norm(G_i), 1e-6)   if norm(G_i) &gt; allowed
 * </pre>
 *
 * So no step of gradient descent changes a unit by more than the learning rate times {@code max},
 * of its own norm. The direction of the whole update may change. The head of the network is left
 * out, as in the paper, unless {@code head} is true. Units with a gradient norm that is NaN or
 * infinite are unchanged (see the package).
 *
 * <p>Source: Brock, De, Smith and Simonyan 2021, "High-performance large-scale image recognition
 * without normalization", section 4, with the defaults of its networks. One difference: a matrix of
 * one column, which the authors' code treats as a vector, has as many units as rows here.
 */
public final class AdaptiveClipProvider implements GradientHookProvider {
  private static final String EPS = "eps";
  private static final String HEAD = "head";

  @Override
  public String id() {
    return "agc";
  }

  @Override
  public String description() {
    return "Scales the gradients of each unit in proportion to the norm of its weights";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING, PluginRole.SELF_TUNING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        Norms.max(0.01, "Maximum ratio of a unit's gradient norm to its weight norm"),
        OptionSpec.real(EPS, 1e-3, 1e-30, 1e30, "Lower bound of the weight norm in that ratio"),
        OptionSpec.toggle(HEAD, false, "Whether to clip the head of the network too"));
  }

  @Override
  public GradientHook create(Options options) {
    return new AdaptiveClipHook(options.real(Norms.MAX), options.real(EPS), options.toggle(HEAD));
  }
}
