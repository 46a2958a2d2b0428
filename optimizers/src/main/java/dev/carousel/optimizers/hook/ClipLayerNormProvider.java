package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Clips the norm of each layer's parameters separately, by the formula of {@code clip-norm}, so
 * that one exploding layer does not shrink the gradients of the others. The direction of the whole
 * update may change. A layer is a {@linkplain dev.carousel.tensor.NamedTensors#groupOf group} of
 * parameters. A layer whose norm is NaN or infinite is unchanged (see the package).
 */
public final class ClipLayerNormProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "clip-layer-norm";
  }

  @Override
  public String description() {
    return "Scales the gradients of each layer so that their norm is at most max";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Norms.max(5, "Maximum norm over the parameters of a layer"));
  }

  @Override
  public GradientHook create(Options options) {
    return new ClipLayerNormHook(options.real(Norms.MAX));
  }
}
