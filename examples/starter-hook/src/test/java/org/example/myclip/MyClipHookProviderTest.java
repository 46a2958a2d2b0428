package org.example.myclip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import org.junit.jupiter.api.Test;

class MyClipHookProviderTest {
  @Test
  void carouselFindsTheHookByItsNameWithItsOptions() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      assertEquals(new MyClipHook(0.5), Plugins.of(found).hook(PluginRef.parse("my-clip:max=0.5")));
    }
  }
}
