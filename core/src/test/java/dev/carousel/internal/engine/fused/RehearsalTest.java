package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {
  /** Of 16 lanes each, 5,000 times. */
  private static final long ENOUGH = 16 * 5000;

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

  /**
   * The JIT compiles what operations share after some 5,000 calls, one for a vector of 16 elements.
   * Until then it should have seen all kinds.
   */
  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void allKindsOfOperationsComeBeforeTheJitCompilesOne(WeightFormat weights) {
    Map<String, Long> before = new HashMap<>();
    AtomicLong multiplications = new AtomicLong();
    Kernels watched =
        mock(
            Kernels.class,
            withSettings()
                .stubOnly()
                .defaultAnswer(
                    call -> {
                      String kind = call.getMethod().getName();
                      before.putIfAbsent(kind, multiplications.get());
                      if (kind.equals("multiply")) {
                        int rows = call.getArgument(0);
                        int depth = call.getArgument(1);
                        PackedMatrix matrix = call.getArgument(6);
                        multiplications.addAndGet((long) rows * depth * matrix.columns());
                      }
                      if (multiplications.get() > ENOUGH) {
                        throw new OutOfMemoryError("the rest does not matter");
                      }
                      return null;
                    }));
    new Rehearsal(watched, weights).run();
    for (String kind : List.of("multiply", "apply", "widen", "narrow", "addSquares")) {
      long sofar = before.getOrDefault(kind, Long.MAX_VALUE);
      assertTrue(sofar < ENOUGH / 2, () -> kind + " after " + sofar + " multiplications");
    }
  }
}
