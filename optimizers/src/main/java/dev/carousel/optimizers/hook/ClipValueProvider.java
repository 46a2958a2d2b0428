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
 * Clamps every element: {@code g = min(max(g, -max), max)}. The direction of the update may change;
 * {@code clip-norm} keeps it. If the norm over all parameters is NaN or infinite, nothing is
 * changed (see the package): this differs from PyTorch's {@code clip_grad_value_}, which would
 * clamp an infinity.
 *
 * <p>Source: Mikolov 2012, "Statistical language models based on neural networks". The default is
 * that of Karpathy's char-rnn, 2015.
 */
public final class ClipValueProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "clip-value";
  }

  @Override
  public String description() {
    return "Clamps each element of the gradients between -max and max";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Norms.max(5, "Maximum absolute value").as(OptionRole.ELEMENT_THRESHOLD));
  }

  @Override
  public GradientHook create(Options options) {
    return new ClipValueHook(options.real(Norms.MAX));
  }
}
