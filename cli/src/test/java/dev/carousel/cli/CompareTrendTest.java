package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as better, as worse and as the same. */
class CompareTrendTest extends ComparedFiles {
  @Test
  void whatIsBetterOneWayIsWorseTheOther() {
    ObjectNode plain = ComparedReports.of("lstm");
    JsonNode forth = json(plain, better());
    JsonNode back = json(better(), plain);
    List<String> judged =
        List.of(
            "validLoss",
            "clippedShare",
            "shortestChunk",
            "largestLyapunovExponent",
            "shutShare",
            "growthPerStep",
            "horizon",
            "meanLag",
            "verdict",
            "carouselShare",
            "longestTimeScale",
            "saturatedShare",
            "deadUnits",
            "drift");
    for (String name : judged) {
      assertEquals("better", trend(forth, name), name);
      assertEquals("worse", trend(back, name), name);
    }
    assertEquals("different", trend(forth, "parameters"));
    assertEquals("different", trend(forth, "spectralRadius"));
    assertEquals(66, quantity(forth, "parameters").get("change").doubleValue());
    assertEquals(2, forth.at("/networks/0/findings/gone").size());
    assertEquals(2, back.at("/networks/0/findings/new").size());
  }

  /**
   * Intervals of 95 % that overlap a little are no proof of sameness, nor those apart of change.
   */
  @Test
  void growthsAreHeldAgainstEachOtherByTheirSamplingErrors() {
    JsonNode near = json(ComparedReports.of("lstm"), growing(-0.675, -0.685, -0.665));
    assertEquals("same", trend(near, "growthPerStep"));
    assertEquals("same", trend(near, "horizon"));
    assertEquals("untested", trend(near, "meanLag"), "it differs, and has no sampling error");
    double p = quantity(near, "growthPerStep").get("pValue").doubleValue();
    assertEquals(0.031, p, 0.001); // Welch: t = 0.015 / (sqrt(2) * 0.01 / 2.1314), 30 degrees
    JsonNode apart = json(ComparedReports.of("lstm"), growing(-0.66, -0.67, -0.65));
    assertEquals("better", trend(apart, "growthPerStep"));
    assertEquals("better", trend(apart, "horizon"));
    assertEquals("better", trend(apart, "meanLag"));
  }

  /** The same network as before, but for its growth, and the reach that follows from it. */
  private static ObjectNode growing(double perStep, double low, double high) {
    return ComparedReports.with(
        ComparedReports.of("lstm"),
        0,
        run -> {
          ObjectNode state = ComparedReports.state(run);
          state.put("growthPerStep", perStep).put("horizon", -1 / perStep).put("meanLag", 0.85);
          ComparedReports.array(state, "growthCi95", low, high);
        });
  }

  @Test
  void withoutASamplingErrorAGrowthIsNotJudged() {
    ObjectNode after = growing(-0.5, -0.51, -0.49);
    ComparedReports.state((ObjectNode) after.at("/runs/0")).remove("growthPieces");
    JsonNode json = json(ComparedReports.of("lstm"), after);
    for (String name : List.of("growthPerStep", "horizon", "meanLag")) {
      assertEquals("untested", trend(json, name), name);
      assertTrue(quantity(json, name).get("pValue").isNull());
    }
  }

  /** One of many tests turns out well by chance: what is one difference alone is none among ten. */
  @Test
  void theMoreIsTestedTheLargerADifferenceMustBe() {
    ObjectNode plain = ComparedReports.of("lstm");
    JsonNode alone = json(plain, growing(-0.668, -0.678, -0.658));
    assertEquals("better", trend(alone, "growthPerStep"));
    String[] cells = {"lstm", "a", "b", "c", "d", "e", "f", "g", "h", "i"};
    ObjectNode many = ComparedReports.of(cells);
    ((ArrayNode) many.get("runs")).set(0, growing(-0.668, -0.678, -0.658).at("/runs/0"));
    JsonNode among = json(ComparedReports.of(cells), many);
    assertEquals("same", trend(among, "growthPerStep"));
  }

  @Test
  void whatHasNoSamplingErrorIsJudgedOnTheSameDataAlone() {
    ObjectNode other = better();
    other.put("data", "another text");
    JsonNode json = json(ComparedReports.of("lstm"), other);
    for (String name : List.of("validLoss", "shutShare", "carouselShare", "deadUnits", "drift")) {
      assertEquals("untested", trend(json, name), name);
    }
    assertEquals("better", trend(json, "growthPerStep"));
    assertEquals("different", trend(json, "parameters"));
  }

  @Test
  void exponentsAreHeldAgainstEachOtherByTheirSpreadOverSequences() {
    ObjectNode after = ComparedReports.of("lstm");
    ObjectNode lyapunov = (ObjectNode) after.at("/runs/0/layers/0/lyapunov");
    ComparedReports.array(lyapunov, "exponents", -0.15);
    assertEquals("same", trend(json(ComparedReports.of("lstm"), after), "largestLyapunovExponent"));
    ComparedReports.array(lyapunov, "exponents", -0.1);
    assertEquals(
        "better", trend(json(ComparedReports.of("lstm"), after), "largestLyapunovExponent"));
  }

  @Test
  void fallingToAHundredthLaterOrNotAtAllIsBetterWhereTheGrowthIs() {
    ObjectNode soon = ComparedReports.of("lstm");
    ComparedReports.state((ObjectNode) soon.at("/runs/0")).put("horizonOnePercent", 2);
    ObjectNode later = growing(-0.5, -0.51, -0.49);
    ComparedReports.state((ObjectNode) later.at("/runs/0")).put("horizonOnePercent", 4);
    ObjectNode never = growing(-0.3, -0.31, -0.29);
    assertEquals("better", trend(json(soon, later), "horizonOnePercent"));
    assertEquals("better", trend(json(later, never), "horizonOnePercent"));
    assertEquals("worse", trend(json(never, soon), "horizonOnePercent"));
    String text = compare(later, never).out();
    assertTrue(text.lines().anyMatch(l -> l.matches(" +lag of 1 % +4 +beyond +-  better")), text);
    ObjectNode older = ComparedReports.of("lstm");
    ComparedReports.state((ObjectNode) older.at("/runs/0"))
        .remove(List.of("horizonOnePercent", "meanLag"));
    assertEquals("unknown", trend(json(soon, older), "horizonOnePercent"));
  }

  /** A gradient that explodes has no horizon to be glad of. */
  @Test
  void anExplosionIsWorseAndItsHorizonIsNotJudged() {
    ObjectNode after =
        ComparedReports.with(
            ComparedReports.of("lstm"),
            0,
            run -> {
              ObjectNode state = ComparedReports.state(run);
              state.put("growthPerStep", 0.9).putNull("horizon").put("verdict", "exploding");
              ComparedReports.array(state, "growthCi95", 0.89, 0.91);
            });
    JsonNode json = json(ComparedReports.of("lstm"), after);
    assertEquals("worse", trend(json, "growthPerStep"));
    assertEquals("different", trend(json, "horizon"));
    assertEquals("∞", quantity(json, "horizon").get("afterText").textValue());
    assertTrue(quantity(json, "horizon").get("after").isNull());
    assertEquals("different", trend(json, "verdict"));
    assertEquals("same", trend(json, "meanLag"));
    String text = compare(ComparedReports.of("lstm"), after).out();
    assertTrue(
        text.lines().anyMatch(l -> l.matches(" +horizon +1\\.5 +(∞|inf) +-  different")), text);
  }

  @Test
  void whatCannotBeToldApartIsTheSame() {
    ObjectNode after = ComparedReports.of("lstm");
    ObjectNode run = (ObjectNode) after.at("/runs/0");
    ObjectNode layer = ComparedReports.layer(run);
    run.put("validLoss", 2.502);
    ((ObjectNode) run.get("clipping")).put("clippedShare", 0.604);
    ((ObjectNode) layer.at("/stateUse/0")).put("drift", 0.0209);
    JsonNode near = json(ComparedReports.of("lstm"), after);
    run.put("validLoss", 2.503);
    ((ObjectNode) run.get("clipping")).put("clippedShare", 0.606);
    ((ObjectNode) layer.at("/stateUse/0")).put("drift", 0.0211);
    JsonNode apart = json(ComparedReports.of("lstm"), after);
    for (String name : List.of("validLoss", "clippedShare", "drift")) {
      assertEquals("same", trend(near, name), name);
      assertEquals("worse", trend(apart, name), name);
    }
  }

  @Test
  void vanishingInAnotherStateOfTheLayerIsTheSameFinding() {
    ObjectNode after = ComparedReports.of("lstm");
    after.at("/runs/0/findings").forEach(finding -> ((ObjectNode) finding).put("subject", "h"));
    JsonNode found = json(ComparedReports.of("lstm"), after).at("/networks/0/findings");
    assertEquals("vanishing", found.at("/unchanged/0/rule").textValue());
    assertEquals(1, found.get("unchanged").size());
    assertEquals("dead-units", found.at("/gone/0/rule").textValue());
    assertEquals("dead-units", found.at("/new/0/rule").textValue());
  }

  @Test
  void sharesAreTakenAtTheLongestLagThatBothMeasured() {
    ObjectNode after =
        ComparedReports.with(
            ComparedReports.of("lstm"),
            0,
            run -> {
              ObjectNode state = ComparedReports.state(run);
              ComparedReports.array(state, "gradient", 1, 0.5, 0.25);
              state.withArray("gradient").addNull().addNull();
              ComparedReports.array(state, "carousel", 1, 0.5, 0.25, 0, 0);
            });
    JsonNode share = quantity(json(ComparedReports.of("lstm"), after), "carouselShare");
    assertEquals(2, share.get("lag").intValue());
    assertEquals(0.8, share.get("before").doubleValue(), 1e-12);
    assertEquals(1, share.get("after").doubleValue());
  }
}
