package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardSizeTest {
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 2", "4, 2", "8, 4", "17, 10", "64, 32", "65, 18", "96, 24"})
  void followsFromTheBatch(int batch, int rows) {
    assertEquals(rows, ShardSize.of(batch));
  }

  /**
   * Two threads that take turns have half of the rows each, but for the rows of pairs; beyond 448 a
   * shard more on one side is less than a tenth.
   */
  @Test
  void twoThreadsHaveTheSameToDo() {
    for (int batch = 3; batch <= 448; batch++) {
      int size = ShardSize.of(batch);
      int shards = (batch + size - 1) / size;
      int ofTheFirst = (shards + 1) / 2 * size;
      assertTrue(size <= 32, "batch " + batch + ": " + size);
      assertEquals(0, shards % 2, "batch " + batch + ": " + shards);
      assertTrue(ofTheFirst <= batch / 2 + shards, "batch " + batch + ": " + ofTheFirst);
    }
  }
}
