package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.mockito.Mockito.mock;

import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.kernel.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {
  /** In a heap that is too small a thread of its own would print a trace. */
  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void aLackOfMemoryEndsItInSilence(WeightFormat weights) {
    Kernels starved =
        mock(
            Kernels.class,
            call -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertDoesNotThrow(new Rehearsal(starved, weights)::run);
  }
}
