package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the numbers that {@code src/test/golden/generate.py} wrote. */
public final class Golden {
  private static final double RELATIVE_TOLERANCE = 1e-10;

  private Golden() {}

  public static JsonNode read(String name) {
    String path = "/dev/carousel/optimizers/golden/" + name + ".json";
    try (InputStream file = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Tensor tensor(JsonNode numbers) {
    Tensor tensor = Precision.FLOAT64.zeros(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      tensor.set(i, numbers.get(i).doubleValue());
    }
    return tensor;
  }

  public static NamedTensors tensors(JsonNode byName) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    byName.properties().forEach(e -> tensors.put(e.getKey(), tensor(e.getValue())));
    return new NamedTensors(tensors);
  }

  public static void assertNear(JsonNode expected, Tensor actual, String what) {
    assertEquals(expected.size(), actual.size(), what);
    for (int i = 0; i < expected.size(); i++) {
      double wanted = expected.get(i).doubleValue();
      assertEquals(
          wanted, actual.get(i), RELATIVE_TOLERANCE * Math.abs(wanted), what + "[" + i + "]");
    }
  }
}
