package dev.carousel.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.cli.console.JsonText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparisonResultTest {
  private static final Entry CAROUSEL = Samples.timed(Samples.LSTM, "carousel", 3, 1, 2);
  private static final Entry TORCH = Samples.timed(Samples.LSTM, "torch", 5, 9, 4);
  private static final Entry MINE = Samples.timed(Samples.LEM, "carousel", 4, 4, 4);
  private static final Entry DEAD = Samples.failed(Samples.LSTM, "dl4j", "exit code 3, it died");

  @Test
  void timeIsTheMedianOfTheRoundsMedians() {
    assertEquals(2, CAROUSEL.millis());
    assertEquals(0.5, CAROUSEL.leastMillis());
    assertEquals(30, CAROUSEL.runs());
  }

  @Test
  void ratioIsOverCarousel() {
    Block block = Samples.result(CAROUSEL, TORCH).blocks().get(0);
    assertEquals(2.5, block.overCarousel(TORCH));
    assertEquals(1, block.overCarousel(CAROUSEL));
  }

  @Test
  void floorCountsThreePassesOfTrainingAndOneOfInference() {
    // 2 rows, 10 steps, 384 elements, 2 operations each: 15,360 a pass.
    Case infer = new Case(Kind.INFER, "lstm", Samples.SHAPE);
    assertEquals(3 * 15_360 / 10e6, Samples.result().floorMillis(Samples.LSTM), 1e-12);
    assertEquals(15_360 / 10e6, Floor.millis(infer.kind(), infer.shape(), 384, 10), 1e-12);
    assertEquals(
        69.4, Floor.millis(Kind.TRAIN, new Shape(64, 100, 128, 256), 1024 * 384, 217.5), 0.1);
  }

  @Test
  void customCellStandsBesideTheLstm() {
    ComparisonResult result =
        Samples.result(
            CAROUSEL, TORCH, MINE, Samples.refused(Samples.LEM, "torch", "no such cell"));
    List<Block> blocks = result.blocks();
    assertEquals(1, blocks.size());
    assertEquals(List.of(CAROUSEL, TORCH, MINE), blocks.get(0).entries());
    assertEquals(2, blocks.get(0).overCarousel(MINE));
  }

  @Test
  void customCellWithoutTheLstmStandsAlone() {
    Block block = Samples.result(MINE).blocks().get(0);
    assertEquals(Samples.LEM, block.subject());
    assertEquals(1, block.overCarousel(MINE));
  }

  @Test
  void failureInOneRoundIsAFailure() {
    assertFalse(DEAD.isTimed());
    assertTrue(Double.isNaN(DEAD.millis()));
    assertEquals("exit code 3, it died", DEAD.failure().orElseThrow());
  }

  @Test
  void resultWithoutCarouselsTimeIsNotSound() {
    assertTrue(Samples.result(CAROUSEL, DEAD).isSound());
    assertFalse(Samples.result(DEAD).isSound());
    Entry failed = Samples.failed(Samples.LSTM, "carousel", "why");
    assertFalse(Samples.result(failed, TORCH).isSound());
  }

  @Test
  void meanIsGeometric() {
    Case other = new Case(Kind.TRAIN, "rnn", Samples.SHAPE);
    ComparisonResult result =
        Samples.result(
            CAROUSEL,
            Samples.timed(Samples.LSTM, "torch", 4),
            Samples.timed(other, "carousel", 1),
            Samples.timed(other, "torch", 8),
            DEAD);
    ComparisonResult.Mean mean =
        Objects.requireNonNull(result.meansOverCarousel(Kind.TRAIN).get("torch"));
    assertEquals(4, mean.ratio(), 1e-12);
    assertEquals(2, mean.cases());
    assertFalse(result.meansOverCarousel(Kind.TRAIN).containsKey("dl4j"));
    assertFalse(result.meansOverCarousel(Kind.TRAIN).containsKey("carousel"));
  }

  @Test
  void tableNamesWhoFailedAndWhoIsMissing() {
    List<String> lines =
        new ComparisonText(
                Samples.result(
                    CAROUSEL,
                    TORCH,
                    DEAD,
                    Samples.refused(Samples.LSTM, "onnxruntime", "inference only"),
                    MINE))
            .lines();
    assertTrue(lines.contains("  dl4j failed: exit code 3, it died"), lines::toString);
    assertTrue(lines.contains("  not offered: onnxruntime (inference only)"), lines::toString);
    assertTrue(
        matches(lines, " +torch +5\\.00 +2\\.00 +2\\.50 +1085\\.07 +- +30"), lines::toString);
    assertTrue(matches(lines, " +carousel lem +4\\.00 .*"), lines::toString);
    assertTrue(matches(lines, " +training, torch: 2\\.50 over 1 case"), lines::toString);
    assertTrue(matches(lines, " +torch: torch 1"), lines::toString);
  }

  @Test
  void runIsToldByWhatItPredictsInASecond() {
    Entry run = Samples.timed(Samples.RUN, "carousel", 4);
    ComparisonResult result = Samples.result(run, Samples.timed(Samples.RUN, "torch", 10));
    assertEquals(2 * 10 / 4e-3, run.perSecond(), 1e-9);
    assertTrue(Double.isNaN(CAROUSEL.perSecond()));
    List<String> lines = new ComparisonText(result).lines();
    assertTrue(lines.contains("lstm run on words 2,10,4,8"), lines::toString);
    assertTrue(matches(lines, " +contender +words/s +x carousel .*"), lines::toString);
    assertTrue(
        matches(lines, " +torch +2,000 +2\\.50 +10\\.0 +5\\.00 +0\\.0e0 +10"), lines::toString);
    String json = JsonText.toJson(ComparisonJson.document(result));
    assertTrue(json.contains("\"perSecond\":5000.0"), json);
    assertTrue(json.contains("\"overFloor\":null"), json);
  }

  @Test
  void meanIsOverAllRunsTogether() {
    Case windows = new Case(Kind.TABLE, "lstm", Samples.SHAPE);
    ComparisonResult result =
        Samples.result(
            Samples.timed(Samples.RUN, "carousel", 1),
            Samples.timed(Samples.RUN, "torch", 2),
            Samples.timed(windows, "carousel", 1),
            Samples.timed(windows, "torch", 8));
    List<String> lines = new ComparisonText(result).lines();
    assertEquals(
        List.of("  whole runs, torch: 4.00 over 2 cases"),
        lines.stream().filter(line -> line.contains(", torch: ")).toList());
  }

  @Test
  void jsonHasNullWhereThereIsNoTime() {
    String json = JsonText.toJson(ComparisonJson.document(Samples.result(CAROUSEL, DEAD)));
    assertTrue(json.contains("\"overCarousel\":1.0"), json);
    assertTrue(json.contains("\"failed\":\"exit code 3, it died\""), json);
    assertTrue(json.contains("\"contender\":\"dl4j\",\"version\":null,\"millis\":null"), json);
    assertTrue(json.contains("\"roundsMillis\":[3.0,1.0,2.0]"), json);
  }

  private static boolean matches(List<String> lines, String pattern) {
    return lines.stream().anyMatch(line -> line.matches(pattern));
  }
}
