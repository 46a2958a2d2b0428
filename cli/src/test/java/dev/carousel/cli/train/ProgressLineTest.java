package dev.carousel.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.train.Progress;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Progress PROGRESS =
      new Progress(100, 400, 0.25, 83, 1.23456, 0.5, 0.125, 45678);

  @Test
  void lineTellsAllFigures() {
    assertEquals(
        " 25%  1 min 23 s left  loss 1.235  gradient 0.5000  clipped 13%  45,678 chars/s",
        new ProgressLine("chars").text(PROGRESS));
  }

  @Test
  void lineFitsItsColumns() {
    ProgressLine line = new ProgressLine("chars");
    for (int columns = 1; columns < 200; columns++) {
      assertTrue(line.fitted(PROGRESS, columns).length() <= Math.max(1, columns - 1));
    }
    assertTrue(line.fitted(PROGRESS, 150).startsWith("[=====  "));
  }

  @Test
  void unknownTimeIsAQuestionMark() {
    Progress start = new Progress(1, 0, 0, Double.NaN, 1e9, Double.NaN, 0, 0);
    assertEquals(
        "  0%  ? left  loss 1.00e+09  gradient NaN  clipped 0%  0 steps/s",
        new ProgressLine("steps").text(start));
  }
}
