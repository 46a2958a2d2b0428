package dev.carousel.flow;

import dev.carousel.fixture.SettingsSweep;
import java.util.List;

class NumbersOfFlowSettingsTest extends SettingsSweep {
  @Override
  protected List<String> known() {
    return List.of("FlowSettings", "DynamicsSettings", "LyapunovSettings", "ContextSettings");
  }
}
