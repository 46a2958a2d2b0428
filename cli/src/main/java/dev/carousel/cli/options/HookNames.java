package dev.carousel.cli.options;

import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.UsualTraining;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves the hooks of a run from {@code --hook}.
 *
 * <p>The guard against updates that are not finite is always among them, unless it is switched off
 * by its own name ({@code --hook non-finite:policy=off}). If it is not named, it is the last hook,
 * so that it checks the gradients for the optimizer after all other hooks.
 */
final class HookNames {
  private static final String GUARD = UsualTraining.GUARD;
  private static final String NONE = "none";

  private HookNames() {}

  /**
   * The hooks of a run, in order.
   *
   * @param named the values of {@code --hook}, in order; empty for the usual hooks
   * @throws CarouselException if {@code none} stands beside a hook that is not the guard, or the
   *     guard is named twice
   */
  static List<PluginRef> resolve(List<String> named) {
    if (named.isEmpty()) {
      return UsualTraining.hooks();
    }
    List<PluginRef> hooks = new ArrayList<>();
    named.stream().filter(name -> !name.equals(NONE)).map(PluginRef::parse).forEach(hooks::add);
    List<PluginRef> guards = hooks.stream().filter(hook -> hook.id().equals(GUARD)).toList();
    if (guards.size() > 1) {
      throw CarouselException.usage("--hook " + GUARD + " is given " + guards.size() + " times.")
          .expected("at most once")
          .found(String.join(", ", named))
          .mend("keep only one")
          .build();
    }
    if (named.contains(NONE) && hooks.size() > guards.size()) {
      throw CarouselException.usage("--hook none cannot be combined with other hooks.")
          .expected("none alone, or with " + GUARD + " to set how the guard works")
          .found(String.join(", ", named))
          .mend("leave out none, or the others")
          .build();
    }
    if (guards.isEmpty()) {
      hooks.add(PluginRef.parse(GUARD));
    }
    return List.copyOf(hooks);
  }
}
