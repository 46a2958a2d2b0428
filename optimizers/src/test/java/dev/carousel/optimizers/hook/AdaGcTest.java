package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.optimizers.Golden;
import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaGcTest {
  private static NamedTensors two(double a, double b) {
    Map<String, Tensor> both = new LinkedHashMap<>();
    both.put("layer0/i.Wh", HookCalls.row(a));
    both.put("layer0/i.b", HookCalls.row(b));
    return new NamedTensors(both);
  }

  private static void assertLeft(UpdateHook hook, double a, double b, double leftA, double leftB) {
    NamedTensors gradients = two(a, b);
    Outcome outcome = HookCalls.update(hook, gradients);
    assertEquals(leftA, gradients.get("layer0/i.Wh").get(0), 1e-12);
    assertEquals(leftB, gradients.get("layer0/i.b").get(0), 1e-12);
    boolean clipped = a != leftA || b != leftB;
    assertEquals(clipped ? Outcome.CLIPPED : Outcome.UNCHANGED, outcome);
  }

  /** The algorithm of the paper, by papers.py. */
  @Test
  void agreesWithThePaper() {
    JsonNode golden = Golden.read("papers");
    for (JsonNode each : golden.get("adagc")) {
      UpdateHook hook = Plugins.hook(each.get("hook").textValue());
      for (int i = 0; i < each.get("after").size(); i++) {
        NamedTensors gradients = Golden.tensors(golden.get("gradients").get(i));
        HookCalls.update(hook, gradients);
        JsonNode wanted = each.get("after").get(i);
        String what = hook + " at " + i + ", ";
        gradients.forEach((name, left) -> Golden.assertNear(wanted.get(name), left, what + name));
      }
    }
  }

  /** Together at first, and by its own least norm for each afterwards. */
  @Test
  void eachParameterIsClippedByItsOwnNorms() {
    UpdateHook hook = Plugins.hook("adagc:warmup=2,max=10,ratio=1.5,beta=0.5");
    assertLeft(hook, 3, 4, 3, 4);
    assertLeft(hook, 12, 16, 6, 8);
    assertLeft(hook, 4, 60, 4, 6); // means 3 and 4 allow 4.5 and 6
    assertLeft(hook, 9, 5, 5.25, 5); // means 3.5 and 5
  }

  /**
   * By the rule as published, a parameter without a gradient in the warm-up would be stuck at 0.
   */
  @Test
  void aGradientOfZeroDoesNotCount() {
    UpdateHook hook = Plugins.hook("adagc:warmup=2,max=10,ratio=2");
    assertLeft(hook, 1, 0, 1, 0);
    assertLeft(hook, 1, 0, 1, 0);
    assertLeft(hook, 1, 7, 1, 7);
    assertLeft(hook, 1, 70, 1, 14);
  }

  @Test
  void anUpdateThatIsNotFiniteDoesNotCount() {
    UpdateHook hook = Plugins.hook("adagc:warmup=1,max=10,ratio=2,beta=0.5");
    assertLeft(hook, 1, 1, 1, 1);
    HookCalls.update(hook, two(Double.NaN, 100));
    assertLeft(hook, 1, 100, 1, 2);
  }
}
