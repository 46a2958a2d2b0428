package dev.carousel.arguments;

import dev.carousel.fixture.SettingsSweep;
import java.util.List;

class NumbersOfSettingsTest extends SettingsSweep {
  @Override
  protected List<String> known() {
    return List.of(
        "TrainingPlan",
        "Limit",
        "CheckpointInterval",
        "EngineSettings",
        "OptionSpec",
        "RecurrentInit",
        "DataShape");
  }
}
