package org.example.mgu;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import org.junit.jupiter.api.Test;

class MguCellProviderTest {
  @Test
  void carouselFindsTheCellByItsName() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      assertInstanceOf(MguCell.class, Plugins.of(found).cell(PluginRef.parse("my-mgu")));
    }
  }
}
