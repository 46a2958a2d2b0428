package dev.carousel.optimizers.hook;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/**
 * Clips inside the backward loop, where an explosion begins: the total gradient d of each state of
 * each layer, of each row of the batch, at each time step,
 *
 * <pre>
 *   d = d * min(1, max / norm(d))
 * </pre>
 *
 * before it flows on to the earlier step. No 1e-6 is added, as these gradients may be much smaller
 * than those of parameters (a mean over T * B losses). The update counts as clipped if any row was.
 * Rows whose norm is NaN or infinite are unchanged (see the package). The parameter gradients are
 * no longer those of the loss.
 *
 * <p>Source: Mikolov 2012 clamps the elements of d in the same place; clipping by norm keeps the
 * direction of each row. Safe for concurrent steps.
 */
public final class ClipStepProvider implements GradientHookProvider {
  @Override
  public String id() {
    return "clip-step";
  }

  @Override
  public String description() {
    return "Scales the gradient that flows back through time to a norm of at most max at each step";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.CLIPPING);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Norms.max(1, "Maximum norm of one row of a state's gradient"));
  }

  @Override
  public GradientHook create(Options options) {
    return new ClipStepHook(options.real(Norms.MAX));
  }
}
