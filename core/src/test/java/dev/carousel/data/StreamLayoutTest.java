package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
      assertTrue(layout.chunkSteps(chunk) >= 1);
      for (int row = 0; row < layout.rows(); row++) {
        for (int step = 0; step < layout.chunkSteps(chunk); step++) {
          if (step < layout.realSteps(chunk, row)) {
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
  void shortStreamsMakeFewerRowsOfAsManySteps() {
    for (int length = 1; length <= 300; length++) {
      StreamLayout layout = StreamLayout.of(length, 8, 20);
      assertEquals(length < 20 ? 1 : Math.min(8, length / 20), layout.rows());
      assertEquals(Math.min(length, 20), layout.chunkSteps(0));
    }
  }

  @Test
  void theGreatestNumbersDoNotOverflow() {
    StreamLayout layout = StreamLayout.of(Integer.MAX_VALUE, 3, Integer.MAX_VALUE / 3);
    assertEquals(2, layout.chunks());
    assertEquals(Integer.MAX_VALUE, layout.start(0, 2) + layout.realSteps(0, 2));
    assertEquals(1, StreamLayout.of(Integer.MAX_VALUE, 3, Integer.MAX_VALUE).rows());
    StreamLayout single = StreamLayout.of(Integer.MAX_VALUE, 1, Integer.MAX_VALUE - 1);
    assertEquals(2, single.chunks());
    assertEquals(1, single.chunkSteps(1));
  }
}
