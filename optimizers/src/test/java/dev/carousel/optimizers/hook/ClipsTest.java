package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.optimizers.Golden;
import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipsTest {
  private static final JsonNode GOLDEN = Golden.read("clips");

  static Stream<String> goldenHooks() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
        .map(each -> each.get("hook").textValue());
  }

  @ParameterizedTest
  @MethodSource("goldenHooks")
  void clipAsPyTorchDoes(String text) {
    NamedTensors gradients = Golden.tensors(GOLDEN.get("gradients"));
    Outcome outcome = update(text, gradients);
    JsonNode after =
        StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
            .filter(each -> each.get("hook").textValue().equals(text))
            .findFirst()
            .orElseThrow()
            .get("after");
    gradients.forEach((name, tensor) -> Golden.assertNear(after.get(name), tensor, text + name));
    boolean changed = !after.equals(GOLDEN.get("gradients"));
    assertEquals(changed ? Outcome.CLIPPED : Outcome.UNCHANGED, outcome);
  }

  @ParameterizedTest
  @CsvSource({"clip-norm:max=1, 0.6, 0.8, 1", "clip-value:max=3, 3, 3, 0.98995"})
  void clipThreeAndFour(String text, double first, double second, double cosine) {
    NamedTensors gradients = one(3, 4);
    assertEquals(Outcome.CLIPPED, update(text, gradients));
    assertEquals(first, gradients.get("layer0/w").get(0), 1e-6);
    assertEquals(second, gradients.get("layer0/w").get(1), 1e-6);
    double product = 3 * gradients.get("layer0/w").get(0) + 4 * gradients.get("layer0/w").get(1);
    assertEquals(cosine, product / (5 * gradients.norm()), 1e-6, "how far the direction is kept");
  }

  /** The norm counts 1e-6 more, as in PyTorch, so that the factor is 1 here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "clip-norm:max=1.000001",
        "clip-layer-norm:max=1.000001",
        "clip-value:max=1",
        "autoclip:percentile=100",
        "zclip:max=1.000001,warmup=1"
      })
  void gradientsAtTheThresholdAreNotClipped(String text) {
    NamedTensors gradients = one(1);
    assertEquals(Outcome.UNCHANGED, update(text, gradients));
    assertEquals(1, gradients.get("layer0/w").get(0));
  }

  @Test
  void clipLayerNormClipsOnlyTheLayerThatExceeds() {
    Map<String, Tensor> both = new LinkedHashMap<>();
    both.put("layer0/w", HookCalls.row(30, 40));
    both.put("layer1/w", HookCalls.row(0.3, 0.4));
    NamedTensors gradients = new NamedTensors(both);
    assertEquals(Outcome.CLIPPED, update("clip-layer-norm:max=1", gradients));
    assertEquals(1, Math.sqrt(gradients.get("layer0/w").sumOfSquares()), 1e-6);
    assertEquals(0.3, gradients.get("layer1/w").get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "clip-norm:max=1, NaN",
    "clip-norm:max=1, Infinity",
    "clip-value:max=1, NaN",
    "clip-value:max=1, -Infinity",
    "clip-layer-norm:max=1, NaN",
    "autoclip, NaN",
    "zclip:warmup=1, Infinity",
    "adagc:warmup=0, NaN",
    "agc, -Infinity"
  })
  void nonFiniteGradientsAreLeftForTheGuardToSee(String text, double bad) {
    NamedTensors gradients = one(30, bad, 40);
    assertEquals(Outcome.UNCHANGED, update(text, gradients));
    assertEquals(30, gradients.get("layer0/w").get(0));
    assertEquals(bad, gradients.get("layer0/w").get(1));
    assertEquals(Outcome.SKIP, update("non-finite", gradients));
  }

  private static Outcome update(String text, NamedTensors gradients) {
    return HookCalls.update(Plugins.hook(text), gradients);
  }

  private static NamedTensors one(double... values) {
    return HookCalls.one("layer0/w", HookCalls.row(values));
  }
}
