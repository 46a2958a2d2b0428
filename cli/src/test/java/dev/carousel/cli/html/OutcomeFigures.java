package dev.carousel.cli.html;

import static dev.carousel.cli.html.Named.each;
import static dev.carousel.cli.html.Named.networks;
import static dev.carousel.cli.html.Written.decimals;
import static dev.carousel.cli.html.Written.grouped;
import static dev.carousel.cli.html.Written.number;
import static dev.carousel.cli.html.Written.plural;
import static dev.carousel.cli.html.Written.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn, listed and told of verdicts, findings, forecasts and cures. */
interface OutcomeFigures extends DiagnosisPage {
  Map<String, String> SIGNS =
      Map.of("vanishing", "▼", "exploding", "▲", "steady", "●", "enough", "●", "unmeasured", "○");

  @Test
  default void cardsHaveTheFactsOfTheirNetworks() {
    List<Named> networks = networks(report());
    for (int i = 0; i < networks.size(); i++) {
      JsonNode run = networks.get(i).node();
      JsonNode verdict = run.get("verdict");
      String card = "#verdict .cards > .card:nth-child(" + (i + 1) + ") ";
      String word = verdict.get("word").textValue();
      assertEquals(List.of(networks.get(i).name()), page().texts(card + "h3"));
      assertEquals(List.of(SIGNS.get(word) + " " + word), page().texts(card + ".chip"));
      String claim = verdict.get("claim").textValue();
      assertEquals(
          "%s%s. %s"
              .formatted(
                  claim.substring(0, 1).toUpperCase(Locale.ROOT),
                  claim.substring(1),
                  verdict.get("sentence").textValue()),
          page().text(card + ".claim"));
      assertEquals(
          "Try" + verdict.at("/next/change").textValue() + verdict.at("/next/reason").textValue(),
          page().text(card + ".todo"));
      String cell = run.get("cell").textValue();
      assertEquals(
          cell.equals(networks.get(i).name()) ? List.of() : List.of(cell),
          page().texts(card + ".cell"));
      assertEquals(facts(run, deciding(run)), page().texts(card + ".facts > div"));
    }
    assertEquals(
        report().get("comparison").isTextual()
            ? List.of(report().get("comparison").textValue())
            : List.of(),
        page().texts("#verdict > .comparison"));
  }

  /** The state that the verdict names. */
  private static JsonNode deciding(JsonNode run) {
    JsonNode layer = only(run.get("layers"), "name", run.at("/verdict/layer"));
    return only(layer.get("states"), "state", run.at("/verdict/state"));
  }

  private static JsonNode only(JsonNode list, String key, JsonNode name) {
    return each(list).filter(n -> n.get(key).equals(name)).findFirst().orElseThrow();
  }

  private static List<String> facts(JsonNode run, JsonNode state) {
    double horizon = value(state.get("horizon"));
    String steps = horizon < 10 ? decimals(state.get("horizon"), 1) : number(horizon, 3);
    boolean isLost = run.get("validLoss").isNull() && run.at("/verdict/exploded").asBoolean();
    return List.of(
        "Horizon" + (Double.isNaN(horizon) ? "∞" : steps + " steps"),
        "Growth per step%s (%s to %s)"
            .formatted(
                decimals(state.get("growthPerStep"), 4),
                decimals(state.at("/growthCi95/0"), 4),
                decimals(state.at("/growthCi95/1"), 4)),
        "Parameters" + grouped(run.get("parameters")),
        "Training" + plural(run.get("updates"), "update"),
        "Validation loss" + (isLost ? "not finite" : decimals(run.get("validLoss"), 3)));
  }

  @Test
  default void findingsStandWithTheirEvidenceAndPrescriptions() {
    List<Named> networks = networks(report());
    assertEquals(
        networks.stream().map(n -> "Findings: " + n.name()).toList(),
        page().texts("#verdict > .findings > h3"));
    for (int i = 0; i < networks.size(); i++) {
      JsonNode run = networks.get(i).node();
      String of = "#verdict > .findings:nth-of-type(" + (i + 2) + ") ";
      assertEquals(
          run.has("tried") ? List.of("Tried: " + run.get("tried").textValue()) : List.of(),
          page().texts(of + "> .advice"));
      assertEquals(run.get("findings").size(), page().texts(of + "li.finding").size());
      for (int k = 0; k < run.get("findings").size(); k++) {
        assertFinding(of + "li.finding:nth-child(" + (k + 1) + ") ", run.get("findings").get(k));
      }
    }
  }

  private void assertFinding(String css, JsonNode found) {
    assertEquals(found.get("title").textValue(), page().text(css + "h4"));
    if (found.has("layer")) {
      assertEquals(
          found.get("layer").textValue() + ", " + found.get("subject").textValue(),
          page().text(css + ".place"));
    }
    if (found.has("confidence")) {
      assertEquals(found.get("confidence").textValue() + " confidence", page().text(css + ".chip"));
    }
    assertEquals(
        each(found.path("evidence")).map(JsonNode::textValue).toList(),
        page().texts(css + "ul.evidence > li"));
    List<JsonNode> all = each(found.path("prescriptions")).toList();
    List<JsonNode> left = all.stream().filter(p -> !p.path("refuted").asBoolean()).toList();
    assertEquals(
        left.stream().map(OutcomeFigures::prescription).toList(),
        page().texts(css + ".prescriptions > li"));
    List<JsonNode> refuted = all.stream().filter(p -> p.path("refuted").asBoolean()).toList();
    assertEquals(
        refuted.isEmpty()
            ? List.of()
            : List.of(
                refuted.stream()
                    .map(
                        p ->
                            p.get("change").textValue() + " (" + p.get("verdict").textValue() + ")")
                    .collect(Collectors.joining(", ", "Tried, but it did not help: ", ""))),
        page().texts(css + "p.evidence"));
  }

  private static String prescription(JsonNode p) {
    boolean helped = p.path("verdict").asText().equals("helped");
    String now = "";
    if (p.path("now").isNumber()) {
      now = ", now %s (%s)".formatted(number(p.get("now")), p.get("unit").textValue());
    } else if (p.has("now")) {
      now = ", which cannot be measured in this run";
    }
    return "%s%s%smoves: %s%s"
        .formatted(
            p.get("change").textValue(),
            helped ? "Tried, and it helped: " : "",
            p.get("reason").textValue(),
            p.get("promise").textValue(),
            now);
  }

  @Test
  default void forecastsStandBesideTheirOutcomes() {
    List<Named> known =
        networks(report()).stream().filter(n -> n.at("/validLoss").isNumber()).toList();
    assertEquals(known.isEmpty() ? 0 : 1, page().texts("#forecast h3").size());
    if (known.isEmpty()) {
      return;
    }
    page()
        .assertRows(
            "forecast",
            0,
            false,
            known.stream().map(Named::name).toList(),
            List.of(
                mark("constant prediction", known, "/forecast/constantLoss"),
                mark("validation loss", known, "/validLoss")));
    assertTrue(
        page()
            .text("#forecast h3")
            .endsWith(plural(known.get(0).at("/forecast/lag"), "step") + " back"));
    assertEquals(
        known.stream().map(OutcomeFigures::foretold).toList(), page().texts("#forecast .ledger p"));
    page()
        .assertTables(
            "forecast",
            List.of(
                new Listed(
                    "Forecast and outcome",
                    List.of(
                        "run",
                        "left at that lag",
                        "on the carousel",
                        "longest time-scale",
                        "to be learnt",
                        "validation loss",
                        "constant prediction",
                        "outcome",
                        "forecast was"),
                    known.stream().map(OutcomeFigures::forecastRow).toList())));
  }

  private static FigurePage.Mark mark(String name, List<Named> rows, String pointer) {
    return new FigurePage.Mark(name, rows.stream().map(r -> value(r.at(pointer))).toList());
  }

  private static String foretold(Named network) {
    List<String> row = forecastRow(network);
    String verdict = row.get(8).equals(Written.NONE) ? "" : " The forecast was " + row.get(8) + ".";
    return "%s: %s; %s.%s".formatted(network.name(), row.get(4), row.get(7), verdict);
  }

  private static List<String> forecastRow(Named network) {
    JsonNode f = network.at("/forecast");
    String calibration =
        "%s: %s of %s such runs learnt"
            .formatted(
                f.get("outlook").textValue(),
                f.at("/calibration/learnt"),
                f.at("/calibration/runs"));
    return List.of(
        network.name(),
        number(f.get("arriving")),
        number(f.get("carouselShare")),
        number(f.get("timeScale")),
        f.get("outlook").textValue().equals("unknown") ? "could not be measured" : calibration,
        decimals(network.at("/validLoss"), 4),
        decimals(f.get("constantLoss"), 4),
        f.get("learnt").isNull()
            ? "not judged"
            : f.get("learnt").asBoolean() ? "learnt" : "not learnt",
        f.get("right").isNull() ? Written.NONE : f.get("right").asBoolean() ? "right" : "wrong");
  }

  private List<Named> tried() {
    boolean areMany = networks(report()).size() > 1;
    List<Named> tried = new ArrayList<>();
    for (Named network : networks(report())) {
      for (JsonNode cure : network.at("/cures")) {
        boolean isLost =
            cure.get("notFiniteAfter").asInt() > 0 && cure.get("validLossAfter").isNull();
        tried.add(
            new Named(
                "%s%s%s"
                    .formatted(
                        areMany ? network.name() + ": " : "",
                        cure.get("change").textValue(),
                        isLost ? " (not finite)" : ""),
                cure,
                network.node()));
      }
    }
    return tried;
  }

  @Test
  default void curesAreDrawnAndListed() {
    List<Named> cures = tried();
    FigurePage.Mark before = mark("before", cures, "/validLossBefore");
    FigurePage.Mark after = mark("after", cures, "/validLossAfter");
    boolean isWide = Line.isWide(Stream.concat(before.values().stream(), after.values().stream()));
    page()
        .assertRows(
            "cures", 0, isWide, cures.stream().map(Named::name).toList(), List.of(before, after));
    page()
        .assertTables(
            "cures",
            List.of(
                new Listed(
                    "Validation loss",
                    List.of("change", "before", "after", "verdict"),
                    cures.stream()
                        .map(
                            c ->
                                List.of(
                                    c.name(),
                                    decimals(c.at("/validLossBefore"), 4),
                                    decimals(c.at("/validLossAfter"), 4),
                                    c.at("/summary").textValue()))
                        .toList())));
    JsonNode joined = page().chart("cures", 0).at("/series/0/data");
    JsonNode shapes = page().shapes("cures", 0, 0);
    List<Integer> both =
        IntStream.range(0, cures.size())
            .filter(i -> before.values().get(i) > 0 && after.values().get(i) > 0)
            .boxed()
            .toList();
    assertEquals(both.size(), joined.size());
    for (int k = 0; k < both.size(); k++) {
      int row = both.get(k);
      double from = isWide ? Math.log10(before.values().get(row)) : before.values().get(row);
      double to = isWide ? Math.log10(after.values().get(row)) : after.values().get(row);
      FigurePage.assertNear(1000 * from, value(shapes.at("/" + k + "/x1")), "from");
      FigurePage.assertNear(1000 * to, value(shapes.at("/" + k + "/x2")), "to");
      assertEquals(1000 * row, shapes.at("/" + k + "/y1").asInt());
      assertEquals(1000 * row, shapes.at("/" + k + "/y2").asInt());
    }
  }

  /** Nor is a mark joined to one that is hidden. */
  @Test
  default void aMarkThatIsHiddenLeavesTheOthers() {
    List<String> shown = marks();
    assertEquals(List.of("", "before", "after"), shown);
    page().click("#cures > .legend button");
    assertEquals(List.of("", "after"), marks());
    assertEquals(0, page().chart("cures", 0).at("/series/0/data").size());
    page().click("#cures > .legend button");
    assertEquals(shown, marks());
  }

  private List<String> marks() {
    return each(page().chart("cures", 0).get("series")).map(s -> s.get("name").asText()).toList();
  }

  @Test
  default void cardsOfCuresHaveWhatWasMeasuredBeforeAndAfter() {
    List<Named> cures = tried();
    assertEquals(cures.size(), page().texts("#cures .cure").size());
    for (int i = 0; i < cures.size(); i++) {
      JsonNode cure = cures.get(i).node();
      String card = "#cures .cure:nth-child(" + (i + 1) + ") ";
      assertEquals(cures.get(i).network().get("name").textValue(), page().text(card + "h4"));
      String verdict = cure.get("verdict").textValue();
      String sign = Map.of("helped", "✓ ", "worse", "✕ ").getOrDefault(verdict, "○ ");
      assertEquals(sign + verdict, page().text(card + ".chip"));
      assertEquals(
          List.of(cure.get("change").textValue(), cure.get("summary").textValue()),
          page().texts(card + "> p"));
      assertEquals(
          each(cure.get("findings"))
              .map(JsonNode::textValue)
              .collect(Collectors.joining(", ", "Against: ", "")),
          page().text(card + "caption"));
      assertEquals(cells(cure), page().texts(card + "tbody tr > *"));
    }
    assertEquals(
        networks(report()).stream()
            .filter(n -> n.node().has("tried"))
            .map(n -> n.name() + ": " + n.at("/tried").textValue())
            .toList(),
        page().texts("#cures .advice"));
  }

  private static List<String> cells(JsonNode cure) {
    List<String> cells = new ArrayList<>(List.of("validation loss"));
    cells.add(loss(cure.get("validLossBefore"), cure.get("notFiniteBefore")));
    cells.add(loss(cure.get("validLossAfter"), cure.get("notFiniteAfter")));
    for (JsonNode m : cure.get("measures")) {
      String outcome = m.get("outcome").textValue();
      cells.add(m.get("name").textValue() + m.get("unit").textValue());
      cells.add(number(m.get("before"), 4));
      cells.add(number(m.get("after"), 4) + (outcome.startsWith("better") ? " better" : ""));
    }
    return cells;
  }

  private static String loss(JsonNode loss, JsonNode notFinite) {
    return loss.isNull() && notFinite.asInt() > 0 ? "not finite" : number(loss, 4);
  }
}
