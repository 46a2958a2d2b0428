package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.arrays.Sequences;
import dev.carousel.fixture.LongSequence;
import dev.carousel.fixture.Panel;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkFitTest {
  private static ChunkFit series(int rows, int batch, int bptt) {
    var ramp = LongSequence.ofNumbers(IntStream.range(0, rows).asDoubleStream(), 0);
    return ChunkFit.of(ramp.training(), batch, bptt);
  }

  @Test
  void shortSeriesIsReadInFewerRowsAndSaysSo() {
    ChunkFit fit = series(218, 32, 64);
    assertEquals(3, fit.rows());
    assertEquals(64, fit.steps());
    assertEquals("batch 3 instead of 32: 217 steps hold 3 rows of 64", fit.note());
    assertEquals("batch 1 instead of 4: 100 steps hold 1 row of 64", series(101, 4, 64).note());
  }

  @Test
  void seriesShorterThanAChunkSaysSo() {
    assertEquals(
        "batch 1 and bptt 40 instead of 32 and 64: there are only 40 steps",
        series(41, 32, 64).note());
    assertEquals("bptt 1 instead of 64: there is only 1 step", series(2, 1, 64).note());
  }

  @Test
  void textSaysSoToo() {
    Part part = LongSequence.ofLetters("abcdefghij".repeat(10), 0).training();
    ChunkFit fit = ChunkFit.of(part, 32, 20);
    assertEquals("batch 4 instead of 32: 99 steps hold 4 rows of 20", fit.note());
    assertEquals(fit.rows(), part.epoch(32, 20, 1, 0).chunk(0).rows());
    assertEquals(fit.steps(), part.epoch(32, 20, 1, 0).chunk(0).steps());
  }

  @Test
  void fewSequencesSaySo() {
    Part part = Sequences.of(new float[10][7][1]).labelled(new int[10]).split(0).training();
    assertEquals(
        "batch 10 instead of 32: there are 10 sequences", ChunkFit.of(part, 32, 64).note());
    assertNull(ChunkFit.of(part, 10, 64).note());
    assertFalse(ChunkFit.of(part, 10, 64).isCut(), "sequences are read whole");
    assertTrue(series(218, 32, 64).isCut());
  }

  @Test
  void enoughDataNeedsNoWords() {
    assertNull(series(32 * 64 + 1, 32, 64).note());
  }

  private static ChunkFit panel(int batch, int bptt, int... lengths) {
    return ChunkFit.of(Panel.ofWaves(lengths, 1).training(), batch, bptt);
  }

  private static int[] times(int count, int length) {
    return IntStream.range(0, count).map(i -> length).toArray();
  }

  @Test
  void severalSequencesSayHowTheyAreBatched() {
    assertNull(panel(4, 8, times(8, 20)).note());
    assertEquals("batch 5 instead of 32: there are 5 sequences", panel(32, 8, times(5, 15)).note());
    assertEquals(
        "batch 30 instead of 32: 3 sequences are cut into 30 rows",
        panel(32, 8, times(3, 300)).note());
    assertEquals(
        "batch 20 instead of 32: there are 40 sequences, in batches of at most 20",
        panel(32, 8, times(40, 30)).note());
    assertEquals(
        "bptt 9 instead of 64: the longest sequence has 9 steps", panel(2, 64, 9, 9).note());
  }

  @Test
  void muchPaddingIsReported() {
    assertEquals(
        "25 % of each chunk is padding on average, because sequences of different lengths stand"
            + " side by side",
        panel(2, 8, 16, 8).note());
    ChunkFit fit = panel(2, 8, 16, 8);
    assertEquals(2, fit.rows());
    assertEquals(8, fit.steps());
    assertEquals(24, fit.length());
  }
}
