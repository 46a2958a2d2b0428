package dev.carousel.train;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import java.util.List;

/**
 * The default optimizer, schedule and hooks of the command line and of a {@link TrainerBuilder}.
 * The plugins are those of {@code carousel-optimizers}. The other defaults of training are the
 * constants of {@link TrainingPlan}, {@link Limit} and {@link CheckpointInterval}.
 */
public final class UsualTraining {
  /** The optimizer, as on the command line. */
  public static final String OPTIMIZER = "adam:lr=0.002";

  /** The schedule of the step size, as on the command line. */
  public static final String SCHEDULE = "constant";

  /** The id of the hook that guards against updates that are not finite. */
  public static final String GUARD = "non-finite";

  /** The hook that clips, as on the command line. */
  public static final String CLIP = "clip-norm:max=1";

  private UsualTraining() {}

  /** The hooks in order: the guard, then the clip. */
  public static List<PluginRef> hooks() {
    return List.of(PluginRef.parse(GUARD), PluginRef.parse(CLIP));
  }

  /**
   * Creates the default optimizer.
   *
   * @throws dev.carousel.error.CarouselException if {@code carousel-optimizers} is not on the class
   *     path
   */
  static Optimizer optimizerOnClassPath() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      return Plugins.of(found).optimizer(PluginRef.parse(OPTIMIZER));
    }
  }

  /**
   * Creates the default hooks, new ones at each call.
   *
   * @throws dev.carousel.error.CarouselException if {@code carousel-optimizers} is not on the class
   *     path
   */
  static List<NamedHook> hooksOnClassPath() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      Plugins plugins = Plugins.of(found);
      return hooks().stream().map(ref -> NamedHook.of(choose(plugins, ref))).toList();
    }
  }

  private static Chosen<GradientHook> choose(Plugins plugins, PluginRef ref) {
    return plugins.choose(PluginKind.HOOK, ref);
  }
}
