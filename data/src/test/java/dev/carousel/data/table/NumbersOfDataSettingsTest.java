package dev.carousel.data.table;

import dev.carousel.fixture.SettingsSweep;
import java.util.List;

class NumbersOfDataSettingsTest extends SettingsSweep {
  @Override
  protected List<String> known() {
    return List.of("SequenceRequest", "SplitPlan", "SampleRequest", "VocabularyLimit", "Choices");
  }
}
