package dev.carousel.flow.internal;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Passes total gradients to a watcher, without the part along one path.
 *
 * @param path the path that is removed
 * @param layers in which it is removed, by name
 * @param watcher of total gradients
 */
public record Without(GradientPath path, Predicate<String> layers, Consumer<StateGradient> watcher)
    implements Consumer<StateGradient> {

  @Override
  public void accept(StateGradient gradient) {
    if (gradient.path() == GradientPath.TOTAL) {
      watcher.accept(gradient);
    } else if (gradient.path() == path && layers.test(gradient.layer())) {
      gradient.clear();
    }
  }

  /** Passes total gradients on unchanged. */
  public static Consumer<StateGradient> nothing(Consumer<StateGradient> watcher) {
    return gradient -> {
      if (gradient.path() == GradientPath.TOTAL) {
        watcher.accept(gradient);
      }
    };
  }
}
