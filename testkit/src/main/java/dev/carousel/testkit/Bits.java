package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;

/** Assertions on every element of named tensors; messages name the tensor and the element. */
final class Bits {
  private Bits() {}

  /** Asserts the same names, sizes and bits; NaN equals NaN, and 0 does not equal -0. */
  static void assertSame(NamedTensors expected, NamedTensors actual, String what) {
    assertEquals(expected.names(), actual.names(), what + ": names");
    expected.forEach(
        (name, tensor) -> {
          Tensor other = actual.get(name);
          assertEquals(tensor.size(), other.size(), what + ": elements of " + name);
          for (int i = 0; i < tensor.size(); i++) {
            assertEquals(tensor.get(i), other.get(i), at(what, name, i));
          }
        });
  }

  /** Asserts the same count of updates, the same numbers and the same slots, to the bit. */
  static void assertSame(OptimizerState expected, OptimizerState actual, String what) {
    assertEquals(expected.updates(), actual.updates(), what + ": updates");
    assertEquals(expected.numbers(), actual.numbers(), what + ": numbers");
    assertEquals(expected.slots().keySet(), actual.slots().keySet(), what + ": slots");
    expected
        .slots()
        .forEach((name, slot) -> assertSame(slot, actual.slot(name), what + ": slot " + name));
  }

  /** Asserts that each element is near: {@code |a - b| <= tolerance * max(1, |a|)}. */
  static void assertNear(
      NamedTensors expected, NamedTensors actual, double tolerance, String what) {
    expected.forEach(
        (name, tensor) -> {
          for (int i = 0; i < tensor.size(); i++) {
            double wanted = tensor.get(i);
            double allowed = tolerance * Math.max(1, Math.abs(wanted));
            assertEquals(wanted, actual.get(name).get(i), allowed, at(what, name, i));
          }
        });
  }

  /** Asserts that no element is NaN or infinite. */
  static void assertFinite(NamedTensors tensors, String what) {
    tensors.forEach(
        (name, tensor) -> {
          for (int i = 0; i < tensor.size(); i++) {
            double value = tensor.get(i);
            assertTrue(Double.isFinite(value), at(what, name, i) + " is " + value);
          }
        });
  }

  private static String at(String what, String name, int element) {
    return what + ": " + name + "[" + element + "]";
  }
}
