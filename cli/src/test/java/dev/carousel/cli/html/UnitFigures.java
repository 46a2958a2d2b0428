package dev.carousel.cli.html;

import static dev.carousel.cli.html.Named.each;
import static dev.carousel.cli.html.Named.inLayers;
import static dev.carousel.cli.html.Named.layers;
import static dev.carousel.cli.html.Written.number;
import static dev.carousel.cli.html.Written.percent;
import static dev.carousel.cli.html.Written.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn and listed of gates, states, and what the steps contribute to the weights. */
interface UnitFigures extends DiagnosisPage {
  @Test
  default void gatesAreDrawnAndListedByUnit() {
    List<Named> gates =
        inLayers(report(), "gates", "gate").stream()
            .map(g -> new Named(g.name() + " gate", g.node(), g.network()))
            .toList();
    assertUnits("gates", gates, "below 0.1 (closed)", "above 0.9 (open)");
    for (int i = 0; i < gates.size(); i++) {
      page().assertAxes("gates", i, "share shut (below 0.1)", "share open (above 0.9)");
    }
  }

  @Test
  default void statesAreDrawnAndListedByUnit() {
    assertUnits("saturation", inLayers(report(), "stateUse", "state"), "below -0.9", "above 0.9");
    for (int i = 0; i < page().panels("saturation").size(); i++) {
      page().assertAxes("saturation", i, "share below -0.9", "share above 0.9");
    }
  }

  private void assertUnits(String figure, List<Named> all, String low, String high) {
    assertEquals(all.stream().map(Named::name).toList(), page().panels(figure));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonNode units = all.get(i).node();
      page().assertDots(figure, i, units);
      int unit = units.get("left").size() / 3;
      List<String> tip = page().tip(figure, i, 0, unit);
      assertEquals("unit " + unit, tip.get(0));
      assertEquals(percent(units.at("/right/" + unit)), tip.get(2), tip::toString);
      assertEquals(percent(units.at("/left/" + unit)), tip.get(4), tip::toString);
      tables.add(
          new Listed(
              all.get(i).name() + ": share of steps at either end, by unit",
              List.of("unit", low, high, "mean"),
              IntStream.range(0, units.get("left").size())
                  .mapToObj(
                      u ->
                          List.of(
                              "" + u,
                              percent(units.at("/left/" + u)),
                              percent(units.at("/right/" + u)),
                              number(units.at("/mean/" + u))))
                  .toList()));
    }
    page().assertTables(figure, tables);
  }

  @Test
  default void timeScalesAreCountedInQuarterDecadesAndListedByUnit() {
    List<Named> all = inLayers(report(), "timeScales", "state");
    assertEquals(all.stream().map(Named::name).toList(), page().panels("time-scales"));
    List<Listed> tables = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonNode steps = all.get(i).at("/steps");
      assertHistogram(i, steps);
      page().assertAxes("time-scales", i, "time-scale (steps)", "units");
      page()
          .assertMark(
              "time-scales",
              i,
              "x",
              Math.log10(report().get("lag").asInt()),
              "lag " + report().get("lag"));
      long endless = each(steps).filter(JsonNode::isNull).count();
      if (endless > 0) {
        notes.add(
            "%d unit%s of %d that never forget are not drawn."
                .formatted(endless, endless == 1 ? "" : "s", steps.size()));
      }
      tables.add(
          new Listed(
              all.get(i).name() + ": time-scale by unit",
              List.of("unit", "steps"),
              IntStream.range(0, steps.size())
                  .mapToObj(
                      u -> List.of("" + u, steps.get(u).isNull() ? "∞" : number(steps.get(u))))
                  .toList()));
    }
    page().assertTables("time-scales", tables);
    assertEquals(notes, page().texts("#time-scales .note"));
  }

  private void assertHistogram(int panel, JsonNode steps) {
    TreeMap<Integer, Long> counts =
        each(steps)
            .filter(JsonNode::isNumber)
            .collect(
                Collectors.groupingBy(
                    v -> (int) Math.floor(4 * Math.log10(v.doubleValue())),
                    TreeMap::new,
                    Collectors.counting()));
    counts.putIfAbsent(0, 0L);
    JsonNode chart = page().chart("time-scales", panel);
    assertEquals("10⁻⁴", chart.at("/x/ticks/0").asText());
    JsonNode data = chart.at("/series/0/data");
    JsonNode bars = page().shapes("time-scales", panel, 0);
    assertEquals(counts.lastKey() - counts.firstKey() + 1, data.size());
    for (int i = 0; i < data.size(); i++) {
      int quarter = counts.firstKey() + i;
      long count = counts.getOrDefault(quarter, 0L);
      assertEquals(
          "[%s,%d,%s]".formatted(plain(quarter), count, plain(quarter + 1)), "" + data.get(i));
      assertEquals(250.0 * quarter + 1, bars.get(i).get("x").doubleValue(), 1e-9);
      assertEquals(248.0, bars.get(i).get("width").doubleValue(), 1e-9);
      assertEquals(1000.0 * count, bars.get(i).get("y").doubleValue());
      assertEquals(-1000.0 * count, bars.get(i).get("height").doubleValue());
      List<String> tip = page().tip("time-scales", panel, 0, i);
      String from = Written.number(Math.pow(10, quarter / 4.0), 2);
      String to = Written.number(Math.pow(10, (quarter + 1) / 4.0), 2);
      assertEquals(List.of(from + " to " + to + " steps", "units", "" + count), tip);
    }
  }

  private static String plain(int quarters) {
    return quarters == 0 ? "0" : Written.number(quarters / 4.0, 6);
  }

  @Test
  default void normsOfStatesAreDrawnAndListedByStep() {
    List<Named> uses = inLayers(report(), "stateUse", "state");
    List<Line> lines = uses.stream().map(u -> Line.counted(u.name(), u.at("/norms"), 0)).toList();
    page().assertLines("drift", 0, Line.isWide(lines), lines);
    page().assertAxes("drift", 0, "step", "norm of the state");
    Listed use =
        new Listed(
            "Drift and saturation of states",
            List.of(
                "state",
                "drift (of the mean norm, per step)",
                "mean share of steps below -0.9",
                "mean share of steps above 0.9",
                "dead units"),
            uses.stream()
                .map(
                    u ->
                        List.of(
                            u.name(),
                            number(u.at("/drift")),
                            percent(Line.counted("", u.at("/left"), 0).mean()),
                            percent(Line.counted("", u.at("/right"), 0).mean()),
                            number(u.at("/deadUnits"))))
                .toList());
    page()
        .assertTables(
            "drift", List.of(use, Listed.lines("Norm of the state by step", "step", lines)));
    assertEquals(
        uses.stream()
            .map(
                u -> {
                  int dead = u.at("/deadUnits").asInt();
                  String told = "; %d dead unit%s".formatted(dead, dead == 1 ? "" : "s");
                  return "%s drifts by %s of its mean norm per step%s"
                      .formatted(u.name(), percent(u.at("/drift")), dead > 0 ? told : "");
                })
            .toList(),
        page().texts("#drift .notes li"));
  }

  @Test
  default void contributionsAreDrawnAndListedByStep() {
    List<Named> layers = layers(report());
    assertEquals(layers.stream().map(Named::name).toList(), page().panels("contributions"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Line> lines =
          each(layers.get(i).at("/contributions"))
              .map(c -> Line.counted(c.get("parameter").textValue(), c.get("norms"), 0))
              .toList();
      page().assertLines("contributions", i, true, Line.largest(lines));
      page().assertAxes("contributions", i, "step", "norm of the contribution");
      assertKey("contributions", i, lines);
      tables.add(
          Listed.lines(layers.get(i).name() + ": norm of each step's contribution", "step", lines));
    }
    page().assertTables("contributions", tables);
  }

  private void assertKey(String figure, int panel, List<Line> lines) {
    String css = "#" + figure + " .panel:nth-child(" + (panel + 1) + ")";
    assertEquals(
        Line.largest(lines).stream().map(Line::name).toList(), page().texts(css + " .names li"));
    assertEquals(
        lines.size() > 6
            ? List.of("The 6 largest of " + lines.size() + "; all are in the table.")
            : List.of(),
        page().texts(css + " .note"));
  }

  @Test
  default void keptSharesAreDrawnAndListed() {
    List<Named> layers = layers(report());
    assertEquals(layers.stream().map(Named::name).toList(), page().panels("cancellation"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      JsonNode chart = page().chart("cancellation", i);
      JsonNode rows = layers.get(i).at("/contributions");
      assertEquals(rows.size(), chart.at("/series/0/data").size());
      for (int k = 0; k < rows.size(); k++) {
        FigurePage.assertNear(
            value(rows.at("/" + k + "/kept")), value(chart.at("/series/0/data/" + k)), "kept");
        assertEquals(rows.at("/" + k + "/parameter"), chart.at("/y/data/" + k));
        assertEquals(
            List.of(
                rows.at("/" + k + "/parameter").textValue(),
                "kept in the sum",
                percent(rows.at("/" + k + "/kept"))),
            page().tip("cancellation", i, 0, k).stream().filter(t -> !t.isEmpty()).toList());
      }
      assertEquals(true, chart.at("/y/inverse").asBoolean(), "from the top");
      assertEquals("25 %", chart.at("/x/ticks/1").asText());
      tables.add(
          new Listed(
              layers.get(i).name() + ": share kept",
              List.of("parameter", "kept"),
              each(rows)
                  .map(r -> List.of(r.get("parameter").textValue(), percent(r.get("kept"))))
                  .toList()));
    }
    page().assertTables("cancellation", tables);
  }

  @Test
  default void updateRatiosAreDrawnAndListedByUpdate() {
    List<Named> networks = Named.networks(report());
    assertEquals(networks.stream().map(Named::name).toList(), page().panels("update-ratios"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      JsonNode run = networks.get(i).node();
      List<Line> lines =
          each(run.get("updateRatios"))
              .map(
                  r ->
                      Line.of(
                          Named.parameter(run, r.get("parameter")),
                          r.get("updates"),
                          r.get("ratios")))
              .toList();
      page().assertLines("update-ratios", i, true, Line.largest(lines));
      page().assertAxes("update-ratios", i, "update", "update / weight");
      page().assertMark("update-ratios", i, "y", -3, "");
      assertKey("update-ratios", i, lines);
      tables.add(
          Listed.lines(
              networks.get(i).name() + ": norm of the update over norm of the weight",
              "update",
              lines));
    }
    page().assertTables("update-ratios", tables);
  }

  @Test
  default void inputGradientIsDrawnAndListedByLag() {
    List<Line> lines =
        Named.networks(report()).stream()
            .map(n -> Line.of(n.name(), n.at("/attribution/lags"), n.at("/attribution/gradient")))
            .toList();
    page().assertLines("attribution", 0, true, lines);
    page()
        .assertAxes(
            "attribution",
            0,
            "lag (steps back from the loss)",
            "input gradient, relative to lag 0");
    page().assertMark("attribution", 0, "y", Math.log10(1 / Math.E), "1/e");
    page()
        .assertTables(
            "attribution", List.of(Listed.lines("Input gradient relative to lag 0", "lag", lines)));
  }

  @Test
  default void truncationIsDrawnAndListedByChunk() {
    List<Line> cosines = chunks("cosine");
    page().assertLines("truncation", 0, false, cosines);
    page().assertAxes("truncation", 0, "steps between cuts", "cosine");
    page()
        .assertTables(
            "truncation",
            Stream.of(
                    Listed.lines("Cosine to the full gradient", "steps between cuts", cosines),
                    Listed.lines(
                        "Norm, relative to the full gradient's",
                        "steps between cuts",
                        chunks("ratio")))
                .toList());
    assertEquals(
        Named.networks(report()).stream()
            .map(
                n ->
                    "%s of sequences of %s, cuts every %s keep a cosine of %s"
                        .formatted(
                            n.name(),
                            Written.plural(n.at("/truncation/steps"), "step"),
                            Written.plural(n.at("/truncation/shortest"), "step"),
                            number(n.at("/truncation/cosine"))))
            .toList(),
        page().texts("#truncation .notes li"));
  }

  private List<Line> chunks(String key) {
    return Named.networks(report()).stream()
        .map(
            n ->
                new Line(
                    n.name(),
                    each(n.at("/truncation/chunks"))
                        .map(c -> new Line.Point(value(c.get("steps")), value(c.get(key))))
                        .toList()))
        .toList();
  }
}
