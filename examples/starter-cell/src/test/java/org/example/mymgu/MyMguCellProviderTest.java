package org.example.mymgu;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import org.junit.jupiter.api.Test;

class MyMguCellProviderTest {
  @Test
  void carouselFindsTheCellByItsName() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      assertInstanceOf(MyMguCell.class, Plugins.of(found).cell(PluginRef.parse("my-mgu")));
    }
  }
}
