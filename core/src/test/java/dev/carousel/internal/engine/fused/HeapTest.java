package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import org.junit.jupiter.api.Test;

class HeapTest {
  @Test
  void whatNoArrayCanHoldIsRefusedNotWrappedAround() {
    Heap heap = Heap.real("layer0");
    assertEquals(3, heap.floats(3).length);
    Refusal.of(
        () -> heap.floats(1L << 32),
        "The working memory of a layer does not fit into one array.",
        "at most 2147483639 elements",
        "found:    4294967296",
        "where:    layer0",
        "bptt");
    Refusal.of(() -> heap.booleans(1L << 32), "does not fit into one array.");
  }

  @Test
  void countingMakesNothing() {
    Heap heap = Heap.counting("layer0");
    assertEquals(0, heap.floats(1L << 32).length);
    assertEquals(0, heap.booleans(5).length);
    assertEquals((1L << 34) + 5, heap.bytes());
    assertEquals(1L << 32, heap.longest());
  }
}
