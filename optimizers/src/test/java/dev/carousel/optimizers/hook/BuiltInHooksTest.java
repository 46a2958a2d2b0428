package dev.carousel.optimizers.hook;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.GradientHook;
import dev.carousel.testkit.GradientHookContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Every built-in hook keeps the contract. */
@ParameterizedClass(name = "{0}")
@FieldSource("dev.carousel.optimizers.hook.BuiltInHooks#SETTINGS")
class BuiltInHooksTest extends GradientHookContract {
  private final String text;

  BuiltInHooksTest(String text) {
    this.text = text;
  }

  @Override
  protected GradientHook hook() {
    return Plugins.hook(text);
  }
}
