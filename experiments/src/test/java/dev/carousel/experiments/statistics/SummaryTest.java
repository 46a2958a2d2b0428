package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One figure over seeds. */
class SummaryTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** Mean 2, standard deviation 1, t(0.975; 2) = 4.302653. */
  @Test
  void meanSpreadAndIntervalAreOfTheFiniteFigures() {
    Sample sample = Sample.of("lstm", 1, INFINITE, 3, Double.NaN, 2);
    Summary found = sample.summary(Aim.SMALLER);
    assertEquals(5, found.seeds());
    assertEquals(1, found.notFinite());
    assertEquals(1, found.notMeasured());
    assertEquals(3, found.finite());
    assertEquals(2, found.mean(), 1e-12);
    assertEquals(1, found.standardDeviation(), 1e-12);
    assertEquals(2 - 4.302652729911275 / Math.sqrt(3), found.low95(), 1e-9);
    assertEquals(2 + 4.302652729911275 / Math.sqrt(3), found.high95(), 1e-9);
    assertEquals(1, found.best());
    assertEquals(3, found.worst());
    assertEquals(3, sample.summary(Aim.LARGER).best());
    assertEquals(1, sample.summary(Aim.LARGER).worst());
  }

  @Test
  void maizeIsAsFisherHadIt() {
    Summary maize = Sample.of("maize", References.maize()).summary(Aim.LARGER);
    assertEquals(20.933333333333334, maize.mean(), 1e-9);
    assertEquals(0.031193318392979563, maize.low95(), 1e-9);
    assertEquals(41.83547334827369, maize.high95(), 1e-9);
  }

  @Test
  void oneFigureHasNoSpread() {
    Summary one = Sample.of("one", 4).summary(Aim.SMALLER);
    assertEquals(4, one.mean());
    assertTrue(Double.isNaN(one.standardDeviation()) && Double.isNaN(one.low95()));
    Summary none = Sample.of("none", INFINITE, INFINITE).summary(Aim.SMALLER);
    assertEquals(2, none.notFinite());
    assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.best()));
  }

  @Test
  void settingsThatFailComeAfterThoseThatDoNot() {
    assertOrder(
        Aim.SMALLER,
        Sample.of("small", 1, 2, 3),
        Sample.of("large", 2, 3, 4),
        Sample.of("one of five failed", 0.1, 0.1, 0.1, 0.1, INFINITE),
        Sample.of("one of three failed", 0.01, INFINITE, 0.01),
        Sample.of("one of three failed too", 0.02, INFINITE, 0.02),
        Sample.of("all failed", INFINITE, INFINITE),
        Sample.of("nothing measured", Double.NaN));
    assertOrder(Aim.LARGER, Sample.of("large", 2, 3), Sample.of("small", 1, 2, 3));
  }

  private static void assertOrder(Aim aim, Sample... samples) {
    List<String> names = Stream.of(samples).map(Sample::name).toList();
    for (int turn = 0; turn < samples.length; turn++) {
      List<Sample> turned =
          Stream.concat(Stream.of(samples).skip(turn), Stream.of(samples).limit(turn)).toList();
      assertEquals(
          names,
          turned.stream()
              .sorted((a, b) -> Summary.bestFirst().compare(a.summary(aim), b.summary(aim)))
              .map(Sample::name)
              .toList());
    }
  }

  @Test
  void aSampleWithoutFiguresIsRefused() {
    Refusal.of(
        "no figures",
        () -> Sample.of("lstm", Map.of()),
        "no figure of 'lstm'",
        "at least one seed");
  }

  @Test
  void figuresStandInTheOrderOfSeeds() {
    assertEquals(
        List.of(1L, 2L, 11L),
        List.copyOf(Sample.of("a", Map.of(11L, 1.0, 2L, 2.0, 1L, 3.0)).figures().keySet()));
  }
}
