package dev.carousel.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Compares losses and gradients with PyTorch's; {@code src/test/golden/losses_golden.py}. */
class LossGoldenTest {
  private static final double TOLERANCE = 1e-9;
  private static final String FILE = "/dev/carousel/losses/golden/losses.json";

  @Test
  void lossesAndGradientsAreThoseOfPyTorch() throws IOException {
    try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(FILE));
        PluginDiscovery found = PluginDiscovery.onClassPath()) {
      JsonNode cases = new ObjectMapper().readTree(file).get("cases");
      assertEquals(13, cases.size());
      for (JsonNode one : cases) {
        String name = one.get("loss").textValue();
        Loss loss = Plugins.of(found).loss(PluginRef.parse(name));
        assertTrue(one.get("points").size() >= 6, name);
        one.get("points").forEach(point -> compare(name, loss, point));
      }
    }
  }

  private static void compare(String name, Loss loss, JsonNode point) {
    double[] outputs = numbers(point.get("outputs"));
    double[] expected = numbers(point.get("gradient"));
    double target = point.get("target").doubleValue();
    double[] gradient = new double[outputs.length];
    double value =
        loss instanceof ClassLoss classes
            ? classes.loss(outputs, (int) target, gradient)
            : ((NumberLoss) loss).loss(outputs, target, gradient);
    near(point.get("loss").doubleValue(), value, name + ", target " + target);
    for (int j = 0; j < gradient.length; j++) {
      near(expected[j], gradient[j], name + ", gradient " + j + ", target " + target);
    }
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static void near(double expected, double found, String what) {
    assertEquals(expected, found, TOLERANCE * Math.max(1, Math.abs(expected)), what);
  }
}
