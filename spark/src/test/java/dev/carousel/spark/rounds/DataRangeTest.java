package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which chunks of an epoch each task trains on. */
class DataRangeTest {
  private static final Dataset WHOLE = new TextSetup().data();
  private static final int TASKS = 3;

  private static Epoch epoch(int task) {
    return new DataRange(WHOLE, task, TASKS).training().epoch(4, 16, 7, 0);
  }

  private static int[] symbols(Chunk chunk) {
    return ((Inputs.Symbols) chunk.inputs()).ids();
  }

  private static boolean isFresh(Chunk chunk) {
    int fresh = 0;
    for (boolean row : chunk.fresh()) {
      fresh += row ? 1 : 0;
    }
    assertTrue(fresh == 0 || fresh == chunk.fresh().length, "all rows are alike");
    return fresh > 0;
  }

  @Test
  void tasksShareTheChunksOfAnEpochInOrder() {
    Epoch all = WHOLE.training().epoch(4, 16, 7, 0);
    List<Chunk> shared = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      Epoch own = epoch(task);
      assertTrue(Math.abs(own.size() - all.size() / TASKS) <= 1, "shares are alike");
      for (int i = 0; i < own.size(); i++) {
        shared.add(own.chunk(i));
      }
    }
    assertEquals(all.size(), shared.size());
    for (int i = 0; i < all.size(); i++) {
      assertArrayEquals(symbols(all.chunk(i)), symbols(shared.get(i)), "chunk " + i);
    }
  }

  @Test
  void aTaskBeginsWithFreshStatesAndCarriesThemOn() {
    for (int task = 0; task < TASKS; task++) {
      assertTrue(isFresh(epoch(task).chunk(0)), "task " + task);
    }
    assertFalse(isFresh(epoch(1).chunk(1)), "the second chunk goes on");
  }

  @Test
  void nothingIsValidatedByATask() {
    DataRange range = new DataRange(WHOLE, 1, TASKS);
    assertEquals(0, range.validation().symbols());
    assertEquals(WHOLE.training().symbols() / TASKS, range.training().symbols());
    assertTrue(range.description().endsWith(", range 2 of 3"), range.description());
  }
}
