package dev.carousel.optimizers.hook;

import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;

/** Calls a hook with few numbers. */
final class HookCalls {
  private HookCalls() {}

  /** What is left of a gradient with this norm. */
  static double after(UpdateHook hook, double norm) {
    NamedTensors gradients = one("layer0/w", row(norm * 0.6, norm * 0.8));
    update(hook, gradients);
    return gradients.norm();
  }

  static Outcome update(UpdateHook hook, NamedTensors parameters, NamedTensors gradients) {
    return hook.update(new Update(0, 1, parameters, gradients));
  }

  /** An update of parameters that do not matter. */
  static Outcome update(UpdateHook hook, NamedTensors gradients) {
    return update(hook, gradients.like(), gradients);
  }

  static NamedTensors one(String name, Tensor tensor) {
    return new NamedTensors(Map.of(name, tensor));
  }

  static Tensor row(double... values) {
    return fill(Precision.FLOAT64.zeros(values.length), values);
  }

  static Tensor matrix(int rows, double... values) {
    return fill(Precision.FLOAT64.zeros(rows, values.length / rows), values);
  }

  private static Tensor fill(Tensor tensor, double... values) {
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }
}
