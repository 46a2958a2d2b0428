package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StreamLayoutTest {
  @Test
  void everyStepIsRealExactlyOnce() {
    for (int length = 1; length <= 30; length++) {
      for (int batch = 1; batch <= 9; batch++) {
        for (int steps = 1; steps <= 9; steps++) {
          assertArrayEquals(ones(length), visits(StreamLayout.of(length, batch, steps)));
        }
      }
    }
  }

  private static int[] visits(StreamLayout layout) {
    int[] visits = new int[layout.length()];
    for (int chunk = 0; chunk < layout.chunks(); chunk++) {
      boolean[] mask = layout.mask(chunk);
      assertTrue(layout.chunkSteps(chunk) >= 1);
      for (int row = 0; row < layout.rows(); row++) {
        for (int step = 0; step < layout.chunkSteps(chunk); step++) {
          boolean real = mask == null || mask[step * layout.rows() + row];
          assertEquals(step < layout.realSteps(chunk, row), real);
          if (real) {
            visits[layout.start(chunk, row) + step]++;
          }
        }
      }
    }
    return visits;
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void fewerStepsThanRowsMakeFewerRows() {
    assertEquals(3, StreamLayout.of(3, 32, 64).rows());
  }

  @Test
  void evenRowsHaveNoMask() {
    StreamLayout layout = StreamLayout.of(12, 3, 4);
    assertEquals(1, layout.chunks());
    assertNull(layout.mask(0));
  }

  @Test
  void theGreatestNumbersDoNotOverflow() {
    StreamLayout layout = StreamLayout.of(Integer.MAX_VALUE, 3, Integer.MAX_VALUE);
    assertEquals(1, layout.chunks());
    assertEquals(Integer.MAX_VALUE, layout.start(0, 2) + layout.realSteps(0, 2));
    StreamLayout single = StreamLayout.of(Integer.MAX_VALUE, 1, Integer.MAX_VALUE - 1);
    assertEquals(2, single.chunks());
    assertEquals(1, single.chunkSteps(1));
  }
}
