package dev.carousel.optimizers.schedule;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.Schedule;
import dev.carousel.testkit.ScheduleContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Every built-in schedule keeps the contract. */
@ParameterizedClass(name = "{0}")
@FieldSource("SETTINGS")
class BuiltInSchedulesTest extends ScheduleContract {
  static final List<String> SETTINGS =
      List.of("constant", "step:every=10", "cosine", "cosine:updates=30", "linear-warmup");

  private final String text;

  BuiltInSchedulesTest(String text) {
    this.text = text;
  }

  @Override
  protected Schedule schedule() {
    return Plugins.schedule(text);
  }
}
