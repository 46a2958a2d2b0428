package dev.carousel.benchmarks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeTest {
  /** An RNN of H units on 3 symbols, with 3 classes: H (3 + H + 1) + 3 (H + 1). */
  @Test
  void unitsComeNearestToTheParameters() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(1)) {
      DataShape shape = new DataShape(true, 3, true, 3, Targets.Moment.EVERY_STEP);
      Network network =
          Network.compile(
              engine, NetworkSpec.of(shape, Plugins.of(found).cell(PluginRef.parse("rnn"))));
      assertEquals(101, parameters(network, "7"));
      assertEquals(101, parameters(network, "parameters=110"));
      assertEquals(123, parameters(network, "parameters=113"));
      assertEquals(123, parameters(network, "parameters=123"));
      assertEquals(11, parameters(network, "parameters=1"));
    }
  }

  private static long parameters(Network network, String size) {
    return Size.parameters(Size.parse(size).of(network));
  }

  @Test
  void othersAreRefused() {
    for (String text : List.of("0", "-3", "parameters=", "units=3", "")) {
      String message = assertThrows(CarouselException.class, () -> Size.parse(text)).getMessage();
      assertTrue(String.valueOf(message).contains("A size of the plan is malformed."), message);
    }
  }
}
