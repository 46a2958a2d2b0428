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
import org.junit.jupiter.api.Test;

/** Two reports held against each other. */
class CompareTest extends ComparedFiles {
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
    double half = 2.364624 * 0.05 / Math.sqrt(8); // Student, 7 degrees of freedom
    assertEquals(
        -0.2 - half,
        quantity(json, "largestLyapunovExponent").at("/beforeInterval/0").doubleValue(),
        1e-6);

    assertEquals(0.9, quantity(json, "spectralRadius").get("before").doubleValue());
    assertEquals(0.1, quantity(json, "shutShare").get("before").doubleValue(), 1e-12);
    assertEquals(0.5, quantity(json, "openShare").get("before").doubleValue(), 1e-12);
    assertEquals(-0.69, quantity(json, "growthPerStep").get("before").doubleValue());
    assertEquals(-0.68, quantity(json, "growthPerStep").at("/beforeInterval/1").doubleValue());
    assertEquals(1.45, quantity(json, "horizon").get("before").doubleValue());
    assertTrue(quantity(json, "horizonOnePercent").get("before").isNull(), "beyond the lags");
    assertEquals("beyond", quantity(json, "horizonOnePercent").get("beforeText").textValue());
    assertEquals(0.8, quantity(json, "meanLag").get("before").doubleValue());
    assertEquals("vanishing", quantity(json, "verdict").get("before").textValue());
    assertEquals(0.4, quantity(json, "carouselShare").get("before").doubleValue(), 1e-12);
    assertEquals(4, quantity(json, "carouselShare").get("lag").intValue());
    assertEquals(12, quantity(json, "longestTimeScale").get("before").doubleValue());
    assertEquals(0.2, quantity(json, "saturatedShare").get("before").doubleValue(), 1e-12);
    assertEquals(1, quantity(json, "deadUnits").get("before").doubleValue());
    assertEquals(0.02, quantity(json, "drift").get("before").doubleValue());
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
            "Note: The reports were written by different versions of Carousel: 0.1.0 before, "
                + "0.2.0 after.",
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
                        " +growth per step +-0\\.6900 (±|\\+-) 0\\.0100 +-0\\.0100 (±|\\+-)"
                            + " 0\\.0100 +\\+0\\.6800  better")),
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
