package org.example.mymomentum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import org.junit.jupiter.api.Test;

class MyMomentumOptimizerProviderTest {
  @Test
  void carouselFindsTheOptimizerByItsNameWithItsOptions() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      assertEquals(
          new MyMomentumOptimizer(0.1, 0.5),
          Plugins.of(found).optimizer(PluginRef.parse("my-momentum:lr=0.1,keep=0.5")));
    }
  }
}
