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
      List.of(
          "constant",
          "step:every=10",
          "cosine",
          "cosine:updates=30",
          "linear-warmup",
          "one-cycle",
          "one-cycle:updates=30,rise=0.4,three-phase=true,shape=linear",
          "one-cycle:rise=0",
          "one-cycle:rise=1",
          "plateau",
          "plateau:patience=0,cooldown=1,gamma=0.5,min=0.2");

  private final String text;

  BuiltInSchedulesTest(String text) {
    this.text = text;
  }

  @Override
  protected Schedule schedule() {
    return Plugins.schedule(text);
  }
}
