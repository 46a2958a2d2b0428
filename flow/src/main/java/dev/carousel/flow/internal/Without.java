package dev.carousel.flow.internal;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Shows total gradients to a watcher, after having taken out what came by one path.
 *
 * @param path which is taken out
 * @param layers in which it is, by name
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

  /** Shows total gradients, and takes out nothing. */
  public static Consumer<StateGradient> nothing(Consumer<StateGradient> watcher) {
    return gradient -> {
      if (gradient.path() == GradientPath.TOTAL) {
        watcher.accept(gradient);
      }
    };
  }
}
