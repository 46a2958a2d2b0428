package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two reports held against each other. */
class CompareTest {
  private static final Schema SCHEMA = Schema.of("comparison.schema.json");

  @TempDir private Path folder = Path.of("");

  private Answer compare(ObjectNode before, ObjectNode after, String... more) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.add(ComparedReports.write(folder.resolve("before.json"), before).toString());
    all.add(ComparedReports.write(folder.resolve("after.json"), after).toString());
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0])).succeeded();
  }

  private JsonNode json(ObjectNode before, ObjectNode after) {
    JsonNode json = compare(before, after, "--json", "-").json();
    assertEquals(Set.of(), SCHEMA.faults(json));
    return json;
  }

  private static JsonNode quantity(JsonNode json, String name) {
    return StreamSupport.stream(json.at("/networks/0/quantities").spliterator(), false)
        .filter(quantity -> quantity.get("quantity").textValue().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + json));
  }

  private static String trend(JsonNode json, String name) {
    return quantity(json, name).get("trend").textValue();
  }

  @Test
  void aReportIsTheSameAsItself() {
    JsonNode json = json(ComparedReports.of("lstm"), ComparedReports.of("lstm"));
    assertEquals(18, json.at("/networks/0/quantities").size());
    for (JsonNode quantity : json.at("/networks/0/quantities")) {
      assertEquals("same", quantity.get("trend").textValue(), quantity.toString());
    }
    assertEquals(2, json.at("/networks/0/findings/unchanged").size());
    assertTrue(json.at("/networks/0/findings/gone").isEmpty());
    assertTrue(json.at("/differences").isEmpty());
  }

  @Test
  void everyQuantityIsTakenFromItsPlace() {
    JsonNode json = json(ComparedReports.of("lstm"), ComparedReports.of("lstm"));
    assertEquals(2.5, quantity(json, "validLoss").get("before").doubleValue());
    assertEquals(1234, quantity(json, "parameters").get("before").doubleValue());
    assertEquals(0.6, quantity(json, "clippedShare").get("before").doubleValue());
    assertEquals(8, quantity(json, "shortestChunk").get("before").doubleValue());
    assertEquals(-0.2, quantity(json, "largestLyapunovExponent").get("before").doubleValue());
    assertEquals(
        -0.25, quantity(json, "largestLyapunovExponent").at("/beforeInterval/0").doubleValue());
    assertEquals(0.9, quantity(json, "spectralRadius").get("before").doubleValue());
    assertEquals(0.1, quantity(json, "shutShare").get("before").doubleValue(), 1e-12);
    assertEquals(0.5, quantity(json, "openShare").get("before").doubleValue(), 1e-12);
    assertEquals(-0.69, quantity(json, "growthPerStep").get("before").doubleValue());
    assertEquals(-0.68, quantity(json, "growthPerStep").at("/beforeInterval/1").doubleValue());
    assertEquals(1.45, quantity(json, "horizon").get("before").doubleValue());
    assertTrue(quantity(json, "horizonOnePercent").get("before").isNull(), "beyond the lags");
    assertEquals(0.8, quantity(json, "meanLag").get("before").doubleValue());
    assertEquals("vanishing", quantity(json, "verdict").get("before").textValue());
    assertEquals(0.4, quantity(json, "carouselShare").get("before").doubleValue(), 1e-12);
    assertEquals(4, quantity(json, "carouselShare").get("lag").intValue());
    assertEquals(12, quantity(json, "longestTimeScale").get("before").doubleValue());
    assertEquals(0.2, quantity(json, "saturatedShare").get("before").doubleValue(), 1e-12);
    assertEquals(1, quantity(json, "deadUnits").get("before").doubleValue());
    assertEquals(0.02, quantity(json, "drift").get("before").doubleValue());
  }

  private static ObjectNode better() {
    return ComparedReports.with(
        ComparedReports.of("lstm"),
        0,
        run -> {
          run.put("validLoss", 2.4).put("parameters", 1300);
          ((ObjectNode) run.get("clipping")).put("clippedShare", 0.1);
          ((ObjectNode) run.get("truncation")).put("shortest", 4);
          ObjectNode state = ComparedReports.state(run);
          ComparedReports.array(state, "carousel", 1, 0.4, 0.2, 0.1, 0.05);
          ComparedReports.array(state, "growthCi95", -0.02, 0.0);
          state.put("growthPerStep", -0.01).put("horizon", 100).put("verdict", "steady");
          state.put("meanLag", 2);
          ObjectNode layer = ComparedReports.layer(run);
          ComparedReports.array((ObjectNode) layer.get("lyapunov"), "exponents", -0.05);
          ComparedReports.array((ObjectNode) layer.at("/timeScales/0"), "steps", 3, 40, 5);
          ComparedReports.array((ObjectNode) layer.at("/gates/0"), "left", 0, 0, 0);
          ComparedReports.array((ObjectNode) layer.at("/stateUse/0"), "left", 0, 0, 0);
          ((ObjectNode) layer.at("/stateUse/0")).put("drift", -0.01).put("deadUnits", 0);
          layer.put("spectralRadius", 1.1);
          run.putArray("findings");
        });
  }

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

  @Test
  void growthsWhoseIntervalsOverlapAreTheSameAndSoAreTheirHorizons() {
    ObjectNode after =
        ComparedReports.with(
            ComparedReports.of("lstm"),
            0,
            run -> {
              ObjectNode state = ComparedReports.state(run);
              state.put("growthPerStep", -0.675).put("horizon", 1.48);
              ComparedReports.array(state, "growthCi95", -0.685, -0.665);
            });
    JsonNode json = json(ComparedReports.of("lstm"), after);
    assertEquals("same", trend(json, "growthPerStep"));
    assertEquals("same", trend(json, "horizon"));
    ComparedReports.array(
        ComparedReports.state((ObjectNode) after.at("/runs/0")), "growthCi95", -0.679, -0.671);
    JsonNode apart = json(ComparedReports.of("lstm"), after);
    assertEquals("better", trend(apart, "growthPerStep"));
    assertEquals("better", trend(apart, "horizon"));
  }

  @Test
  void exponentsWithinTheirSpreadsAreTheSame() {
    ObjectNode after = ComparedReports.of("lstm");
    ObjectNode lyapunov = (ObjectNode) after.at("/runs/0/layers/0/lyapunov");
    ComparedReports.array(lyapunov, "exponents", -0.11);
    assertEquals("same", trend(json(ComparedReports.of("lstm"), after), "largestLyapunovExponent"));
    ComparedReports.array(lyapunov, "spread", 0.03);
    assertEquals(
        "better", trend(json(ComparedReports.of("lstm"), after), "largestLyapunovExponent"));
  }

  @Test
  void fallingToAHundredthLaterOrNotAtAllIsBetter() {
    ObjectNode soon = ComparedReports.of("lstm");
    ComparedReports.state((ObjectNode) soon.at("/runs/0")).put("horizonOnePercent", 2);
    ObjectNode later = ComparedReports.of("lstm");
    ComparedReports.state((ObjectNode) later.at("/runs/0")).put("horizonOnePercent", 4);
    ObjectNode never = ComparedReports.of("lstm");
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

  @Test
  void networksAreMatchedByCellAndThenByPosition() {
    ObjectNode before = ComparedReports.of("rnn", "lstm", "lstm");
    ObjectNode after = ComparedReports.of("lstm", "gru", "lstm:forget-bias=5", "mgu");
    JsonNode json = json(before, after);
    List<String> pairs = new ArrayList<>();
    json.at("/networks")
        .forEach(
            p ->
                pairs.add(
                    p.get("before").textValue()
                        + " "
                        + p.get("after").textValue()
                        + " "
                        + p.get("match").textValue()));
    assertEquals(
        List.of("lstm lstm cell", "rnn gru position", "lstm lstm:forget-bias=5 position"), pairs);
    assertEquals("mgu", json.at("/onlyAfter/0").textValue());
    assertTrue(json.at("/onlyBefore").isEmpty());
    String text = compare(before, after).out();
    assertTrue(text.contains("lstm (the same cell)"), text);
    assertTrue(text.contains("rnn -> gru (by their position)"), text);
    assertTrue(text.contains("mgu: only after, nothing to compare with."), text);
  }

  @Test
  void whatMakesReportsHardToCompareIsSaidFirst() {
    ObjectNode after = ComparedReports.of("lstm");
    after.put("data", "another").put("seed", 2).put("lag", 50).put("carousel", "0.2.0");
    ((ObjectNode) after.at("/runs/0")).put("updates", 0).put("trained", false);
    String text = compare(ComparedReports.of("lstm"), after).out().replaceAll("\\s+", " ");
    for (String told :
        List.of(
            "Note: The data differ: a text before, another after.",
            "Note: The seeds differ: 1 before, 2 after.",
            "Note: The longest lags differ: 4 before, 50 after.",
            "Note: Different versions of Carousel wrote them: 0.1.0 before, 0.2.0 after.",
            "Note: Trained for 200 updates before and no update after.")) {
      assertTrue(text.contains(told), () -> told + " is not in " + text);
      assertTrue(text.indexOf(told) < text.indexOf("validation loss"), told);
    }
    assertEquals(4, json(ComparedReports.of("lstm"), after).at("/differences").size());
  }

  /** What an older or a shorter report may lack: all but the gradient, or all but the cell. */
  @Test
  void sectionsThatAreMissingAreCopedWith() {
    ObjectNode after = ComparedReports.of("lstm");
    ObjectNode run = (ObjectNode) after.at("/runs/0");
    run.remove(List.of("clipping", "truncation", "findings", "validLoss", "updates", "parameters"));
    ComparedReports.layer(run)
        .remove(List.of("lyapunov", "timeScales", "gates", "stateUse", "spectralRadius"));
    ComparedReports.state(run).remove(List.of("carousel", "growthCi95"));
    JsonNode json = json(ComparedReports.of("lstm"), after);
    assertEquals("unknown", trend(json, "clippedShare"));
    assertTrue(quantity(json, "clippedShare").get("after").isNull());
    assertEquals("same", trend(json, "growthPerStep"));
    String text = compare(ComparedReports.of("lstm"), after).out();
    assertTrue(text.lines().anyMatch(l -> l.matches("  clipped share +0\\.60 +- +- +-")), text);
    ObjectNode bare = ComparedReports.of();
    bare.withArray("runs").addObject();
    bare.remove(List.of("seed", "data", "lag", "carousel"));
    JsonNode alone = json(bare, bare);
    assertEquals("position", alone.at("/networks/0/match").textValue());
    assertTrue(alone.at("/networks/0/quantities").isEmpty());
  }

  @Test
  void tableIsAlignedAndFitsInto80Columns() {
    String text = compare(ComparedReports.of("lstm"), better()).out();
    text.lines()
        .filter(line -> !line.contains(folder.toString()))
        .forEach(line -> assertTrue(line.length() <= 80, line));
    List<Integer> ends =
        text.lines()
            .filter(line -> line.endsWith("  better"))
            .map(String::length)
            .distinct()
            .toList();
    assertEquals(1, ends.size(), text);
    assertTrue(
        text.lines()
            .anyMatch(
                l ->
                    l.matches(
                        " +growth per step +-0\\.6900 (±|\\+-) 0\\.0100 +-0\\.0100 (±|\\+-) 0\\.0100 +\\+0\\.6800  better")),
        text);
    assertTrue(text.contains("layer0, state c\n"), text);
    assertTrue(text.contains("14 better, 0 worse, 2 the same, 2 not judged."), text);
    assertTrue(text.contains("gone  The gradient vanishes in c."), text);
  }

  @Test
  void reportsThatDiagnoseWritesCanBeCompared() {
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    for (Path file : List.of(first, second)) {
      Answer.to(
              "diagnose",
              "--text",
              Samples.text(folder).toString(),
              "--units",
              "6",
              "--batch",
              "4",
              "--bptt",
              "8",
              "--lag",
              "20",
              "--updates",
              file.equals(first) ? "3" : "4",
              "--cell",
              "gru",
              "--cell",
              "lstm",
              "--layers",
              "2",
              "--bidirectional",
              "--json",
              file.toString())
          .succeeded();
    }
    Path page = folder.resolve("page.html");
    JsonNode json =
        Answer.to(
                "compare",
                first.toString(),
                second.toString(),
                "--json",
                "-",
                "--html",
                page.toString())
            .succeeded()
            .json();
    assertEquals(Set.of(), SCHEMA.faults(json));
    assertEquals(2, json.at("/networks").size());
    assertEquals(8, json.at("/networks/1/gradients").size());
    String html = new String(Samples.bytes(page), StandardCharsets.UTF_8);
    assertTrue(html.contains("\"command\":\"compare\""), "the page holds the JSON");
    assertTrue(html.contains("layComparison(compared)"), "and its own script");
    assertFalse(html.contains("lay(report)"));
  }

  @Test
  void aStrangeKeyIsAFault() {
    ObjectNode json = (ObjectNode) json(ComparedReports.of("lstm"), ComparedReports.of("lstm"));
    json.put("strange", 1);
    assertEquals(1, SCHEMA.faults(json).size());
    json.remove("strange");
    ((ObjectNode) json.at("/networks/0/quantities/0")).put("trend", "fine");
    assertEquals(1, SCHEMA.faults(json).size());
  }

  @Test
  void helpHasExamples() {
    String help = Answer.to("compare", "--help").succeeded().out();
    assertTrue(help.contains("Examples:"), help);
    assertTrue(help.contains("carousel compare before.json after.json"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    assertTrue(Answer.to().err().contains("compare"));
  }
}
