package dev.carousel.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  private record Point(double x, float y) {}

  @Test
  void whatIsNotFiniteBecomesNull() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("a", Double.NaN);
    document.put("b", new double[] {1, Double.POSITIVE_INFINITY});
    document.put("c", List.of(new Point(Double.NEGATIVE_INFINITY, Float.NaN)));
    document.put("d", Map.of("e", 1e-9));
    assertEquals(
        "{\"a\":null,\"b\":[1.0,null],\"c\":[{\"x\":null,\"y\":null}],\"d\":{\"e\":1.0E-9}}",
        JsonText.toJson(document));
  }
}
