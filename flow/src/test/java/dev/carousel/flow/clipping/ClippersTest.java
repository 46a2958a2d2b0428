package dev.carousel.flow.clipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.fixture.ForeignPlugins;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClippersTest {
  private static final ThresholdAdvice NORM = new ThresholdAdvice(4.5, "measured");
  private static final ThresholdAdvice ELEMENTS = new ThresholdAdvice(0.3, "measured");
  private static final ThresholdAdvice NONE = new ThresholdAdvice(Double.NaN, "unknown");

  private static List<String> candidates(
      Plugins plugins, ThresholdAdvice norm, ThresholdAdvice elements) {
    return new Clippers(new Catalogue(plugins))
        .candidates(norm, elements).stream().map(PluginRef::toString).toList();
  }

  @Test
  void builtInClipsAreTriedWithThresholdsAndThenThoseThatChooseTheirOwn() {
    Plugins builtIn = Plugins.of(PluginDiscovery.onClassPath());
    assertEquals(
        List.of("clip-norm:max=4.5", "clip-value:max=0.3", "autoclip", "agc", "adagc", "zclip"),
        candidates(builtIn, NORM, ELEMENTS));
    assertEquals(List.of("autoclip", "agc", "adagc", "zclip"), candidates(builtIn, NONE, NONE));
  }

  @Test
  void clipsOfAPluginAreFoundByTheirRoles() {
    Plugins foreign = ForeignPlugins.plugins();
    assertEquals(
        List.of("bound:limit=4.5", "point-bound:limit=0.3", "ranker"),
        candidates(foreign, NORM, ELEMENTS));
    Clippers clippers = new Clippers(new Catalogue(foreign));
    assertTrue(clippers.isClipping(PluginRef.parse("bound:limit=1")));
    assertFalse(clippers.isClipping(PluginRef.parse("evener")));
    assertFalse(clippers.isClipping(PluginRef.parse("clip-norm")), "it is not there");
  }
}
