package org.example.mylogcosh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import org.junit.jupiter.api.Test;

class MyLogCoshLossProviderTest {
  @Test
  void carouselFindsTheLossByItsNameWithItsOptions() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      assertEquals(
          new MyLogCoshLoss(0.5), Plugins.of(found).loss(PluginRef.parse("my-log-cosh:scale=0.5")));
    }
  }
}
