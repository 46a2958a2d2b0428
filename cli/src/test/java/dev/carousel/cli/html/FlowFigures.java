package dev.carousel.cli.html;

import static dev.carousel.cli.html.Named.each;
import static dev.carousel.cli.html.Named.networks;
import static dev.carousel.cli.html.Named.states;
import static dev.carousel.cli.html.Written.decimals;
import static dev.carousel.cli.html.Written.grouped;
import static dev.carousel.cli.html.Written.number;
import static dev.carousel.cli.html.Written.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn and listed of how far the gradient reaches. */
interface FlowFigures extends DiagnosisPage {
  @Test
  default void gradientIsDrawnAndListedByLag() {
    List<Line> lines =
        states(report()).stream()
            .map(s -> Line.of(s.name(), s.at("/lags"), s.at("/gradient")))
            .toList();
    page().assertLines("gradient-by-lag", 0, true, lines);
    page()
        .assertAxes(
            "gradient-by-lag", 0, "lag (steps back from the loss)", "gradient, relative to lag 0");
    page().assertMark("gradient-by-lag", 0, "y", Math.log10(1 / Math.E), "1/e");
    Listed growth =
        new Listed(
            "Growth per step back (natural logarithm) and horizon",
            List.of(
                "state",
                "growth",
                "95 % interval",
                "horizon (steps)",
                "lag of 1 %",
                "mean lag",
                "verdict",
                "samples"),
            states(report()).stream().map(FlowFigures::growthRow).toList());
    page()
        .assertTables(
            "gradient-by-lag",
            List.of(Listed.lines("Gradient relative to lag 0", "lag", lines), growth));
  }

  private static List<String> growthRow(Named state) {
    JsonNode s = state.node();
    return List.of(
        state.name(),
        decimals(s.get("growthPerStep"), 4),
        each(s.get("growthCi95")).map(end -> decimals(end, 4)).collect(Collectors.joining(" to ")),
        s.get("horizon").isNumber() ? number(s.get("horizon")) : "∞",
        grouped(s.get("horizonOnePercent")),
        decimals(s.get("meanLag"), 1),
        s.get("grade").textValue(),
        grouped(s.get("samples")));
  }

  @Test
  default void crossesStandAtTheHorizons() {
    JsonNode chart = page().chart("gradient-by-lag", 0);
    List<String> expected = new ArrayList<>();
    for (Named state : states(report())) {
      double horizon = value(state.at("/horizon"));
      if (horizon <= value(state.at("/lags").get(state.at("/lags").size() - 1))) {
        expected.add(state.name() + " horizon");
        FigurePage.assertPoints(
            state.name(),
            true,
            List.of(new Line.Point(horizon, 1 / Math.E)),
            FigurePage.series(chart, state.name() + " horizon").get("data"));
      }
    }
    assertEquals(expected, crosses());
  }

  @Test
  default void aStateThatIsHiddenTakesItsCrossAlong() {
    List<String> crosses = crosses();
    List<String> names = page().texts("#gradient-by-lag > .legend button");
    for (int i = 0; i < names.size(); i++) {
      String cross = names.get(i) + " horizon";
      String button = "#gradient-by-lag > .legend button:nth-of-type(" + (i + 1) + ")";
      page().click(button);
      assertEquals(crosses.stream().filter(name -> !name.equals(cross)).toList(), crosses());
      page().click(button);
      assertEquals(crosses, crosses());
    }
  }

  private List<String> crosses() {
    JsonNode chart = page().chart("gradient-by-lag", 0);
    return FigurePage.series(chart, s -> s.get("type").asText().equals("scatter")).stream()
        .map(s -> s.get("name").textValue())
        .toList();
  }

  @Test
  default void reachIsToldOfEachState() {
    List<String> expected = new ArrayList<>();
    StringBuilder label = new StringBuilder("Gradient by lag, log scale.");
    for (Named state : states(report())) {
      JsonNode s = state.node();
      boolean falls = s.get("horizonOnePercent").isNumber();
      String from = "less than 1 % from lag " + grouped(s.get("horizonOnePercent")) + " on";
      String mean = "mean lag " + decimals(s.get("meanLag"), 1);
      expected.add(
          state.name() + " " + (falls ? from : "more than 1 % at the last lag") + "; " + mean);
      int last = s.get("lags").size() - 1;
      label.append(
          " %s: %s, %s at lag %d%s, %s."
              .formatted(
                  state.name(),
                  s.get("grade").textValue(),
                  number(s.get("gradient").get(last), 2),
                  s.get("lags").get(last).intValue(),
                  falls ? ", " + from : "",
                  mean));
    }
    assertEquals(expected, page().texts("#gradient-by-lag .notes li"));
    assertEquals(label.toString(), page().attribute("#gradient-by-lag .chart", "aria-label"));
  }

  @Test
  default void historyIsDrawnAndListedByUpdateAndLag() {
    List<Named> histories = Named.ofStates(report(), "/history/states");
    assertEquals(histories.stream().map(Named::name).toList(), page().panels("gradient-history"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      JsonNode updates = histories.get(i).network().at("/history/updates");
      JsonNode lags = histories.get(i).network().at("/history/lags");
      JsonNode gradient = histories.get(i).at("/gradient");
      assertHeat(i, updates, lags, gradient);
      tables.add(
          new Listed(
              histories.get(i).name() + ": gradient relative to lag 0",
              Stream.concat(Stream.of("update"), each(lags).map(lag -> "lag " + lag)).toList(),
              IntStream.range(0, updates.size())
                  .mapToObj(
                      u ->
                          Stream.concat(
                                  Stream.of(grouped(updates.get(u))),
                                  each(gradient.get(u)).map(Written::number))
                              .toList())
                  .toList()));
    }
    page().assertTables("gradient-history", tables);
  }

  @Test
  default void coloursSpanTheDecadesOfTheHistory() {
    double[] known =
        Named.ofStates(report(), "/history/states").stream()
            .flatMap(state -> each(state.at("/gradient")))
            .flatMap(Named::each)
            .mapToDouble(Written::value)
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    JsonNode colours = page().chart("gradient-history", 0).get("colours");
    int low = colours.get(0).asInt();
    int high = colours.get(1).asInt();
    assertTrue(low == -8 || low <= Math.log10(known[0]), colours::toString);
    assertTrue(high >= Math.log10(known[known.length - 1]), colours::toString);
    assertEquals(
        List.of((low == -8 ? "≤ " : "") + Written.power(low), Written.power(high)),
        page().texts("#gradient-history .key > span:not(.ramp, .key-name)"));
  }

  private void assertHeat(int panel, JsonNode updates, JsonNode lags, JsonNode gradient) {
    JsonNode chart = page().chart("gradient-history", panel);
    assertEquals(each(updates).map(JsonNode::asText).toList(), texts(chart.at("/x/data")));
    assertEquals(each(lags).map(JsonNode::asText).toList(), texts(chart.at("/y/data")));
    page().assertAxes("gradient-history", panel, "update", "lag (steps back)");
    double lowest = chart.at("/colours/0").doubleValue();
    JsonNode cells = chart.at("/series/0/data");
    JsonNode holes = chart.at("/series/1/data");
    assertEquals(updates.size() * lags.size(), cells.size() + holes.size());
    for (JsonNode cell : cells) {
      double expected = value(gradient.get(cell.get(0).asInt()).get(cell.get(1).asInt()));
      double shown = Math.max(expected, Math.pow(10, lowest));
      FigurePage.assertNear(shown, Math.pow(10, value(cell.get(2))), "cell " + cell);
      FigurePage.assertNear(expected, value(cell.get(3)), "cell " + cell);
      assertTrue(Math.log10(shown) <= chart.at("/colours/1").doubleValue() + 1e-9);
    }
    for (JsonNode hole : holes) {
      assertTrue(gradient.get(hole.get(0).asInt()).get(hole.get(1).asInt()).isNull());
    }
    int at = Math.min(7, cells.size() - 1);
    JsonNode cell = cells.get(at);
    assertEquals(
        List.of(
            "update " + grouped(updates.get(cell.get(0).asInt())),
            "lag " + lags.get(cell.get(1).asInt()),
            number(cell.get(3))),
        page().tip("gradient-history", panel, 0, at));
  }

  private static List<String> texts(JsonNode list) {
    return each(list).map(JsonNode::asText).toList();
  }

  @Test
  default void carouselIsDrawnAndListedAsShareOfTheGradient() {
    List<Line> lines =
        states(report()).stream()
            .filter(s -> each(s.at("/carousel")).skip(1).anyMatch(v -> value(v) > 0))
            .map(
                s ->
                    new Line(
                        s.name(),
                        IntStream.range(0, s.at("/lags").size())
                            .mapToObj(
                                i ->
                                    new Line.Point(
                                        value(s.at("/lags/" + i)),
                                        value(s.at("/carousel/" + i))
                                            / value(s.at("/gradient/" + i))))
                            .toList()))
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    boolean isFar = lines.stream().flatMap(l -> l.points().stream()).anyMatch(p -> p.y() > 3);
    page().assertLines("carousel-share", 0, isFar, lines, Written::percent);
    page()
        .assertAxes("carousel-share", 0, "lag (steps back from the loss)", "share of the gradient");
    page()
        .assertTables(
            "carousel-share",
            List.of(
                Listed.lines("Carousel's share of the gradient", "lag", lines, Written::percent)));
  }

  @Test
  default void totalAndDirectGradientAreDrawnAndListedByStep() {
    List<Named> known = Named.ofStates(report(), "/steps");
    assertEquals(known.stream().map(Named::name).toList(), page().panels("total-direct"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Named state = known.get(i);
      List<Line> lines =
          Stream.of("total", "direct")
              .map(name -> Line.counted(name, state.node().get(name), 0))
              .toList();
      page().assertLines("total-direct", i, true, lines);
      page().assertAxes("total-direct", i, "step", "gradient norm");
      tables.add(Listed.lines(state.name() + ": gradient norm by step", "step", lines));
    }
    page().assertTables("total-direct", tables);
  }

  @Test
  default void lossesByContextAndInformationAreDrawnAndListed() {
    JsonNode data = report().get("rewards");
    List<Line> losses =
        networks(report()).stream()
            .map(n -> Line.of(n.name(), n.at("/contexts/contexts"), n.at("/contexts/losses")))
            .toList();
    page().assertLines("rewards", 0, Line.isWide(losses), losses);
    page().assertAxes("rewards", 0, "context (steps)", "loss, nats per symbol");
    List<Line> information =
        List.of(Line.of("information", data.get("contexts"), data.get("information")));
    page().assertLines("rewards", 1, false, information);
    page().assertAxes("rewards", 1, "context (steps)", "mutual information (nats)");
    page().assertMark("rewards", 1, "y", value(data.get("threshold")), "");
    Listed peaks =
        new Listed(
            "Lags that are informative beyond nearer or stronger ones",
            List.of("lag", "context", "variance explained"),
            each(data.get("peaks"))
                .map(
                    p ->
                        List.of(
                            grouped(p.get("lag")),
                            grouped(p.get("context")),
                            Written.percent(p.get("explained"))))
                .toList());
    page()
        .assertTables(
            "rewards",
            List.of(
                Listed.lines("Validation loss by context", "context", losses),
                peaks,
                Listed.lines("Information by context (nats)", "context", information)));
    assertEquals(
        networks(report()).stream().map(n -> n.name() + " " + use(n)).toList(),
        page().texts("#rewards .notes li"));
    assertEquals(
        "The data alone rewards %s; most informative lags: %s."
            .formatted(
                Written.plural(data.get("rewardedContext"), "step"),
                each(data.get("peaks"))
                    .map(p -> p.get("lag").asText())
                    .collect(Collectors.joining(", "))),
        page().text("#rewards .note"));
  }

  private static String use(Named network) {
    return network.at("/need/networkContext").isNull()
        ? "predicts no better than always the same"
        : "uses " + Written.plural(network.at("/contexts/rewardedContext"), "step");
  }
}
