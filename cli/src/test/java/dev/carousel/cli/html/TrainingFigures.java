package dev.carousel.cli.html;

import static dev.carousel.cli.html.Named.each;
import static dev.carousel.cli.html.Named.networks;
import static dev.carousel.cli.html.Written.decimals;
import static dev.carousel.cli.html.Written.grouped;
import static dev.carousel.cli.html.Written.number;
import static dev.carousel.cli.html.Written.percent;
import static dev.carousel.cli.html.Written.plural;
import static dev.carousel.cli.html.Written.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn and listed of how training went, and of ways to clip. */
interface TrainingFigures extends DiagnosisPage {
  @Test
  default void lossesAreDrawnAndListedByUpdate() {
    List<Line> lines =
        networks(report()).stream()
            .flatMap(n -> Stream.of(losses(n, "train"), losses(n, "valid")))
            .toList();
    page().assertLines("losses", 0, Line.isWide(lines), lines);
    page().assertAxes("losses", 0, "update", "loss");
    String unit = report().path("lossUnit").asText();
    assertTrue(
        page()
            .texts("#losses figcaption p")
            .contains("In units of " + unit + ". Dashed: training data; solid: validation data."));
    page().assertTables("losses", List.of(Listed.lines("Loss by update", "update", lines)));
    for (Named network : networks(report())) {
      assertLastFinite("losses", 0, network, losses(network, "train"));
    }
  }

  @Test
  default void aLineThatIsHiddenLeavesTheOthers() {
    List<Line> lines =
        networks(report()).stream()
            .flatMap(n -> Stream.of(losses(n, "train"), losses(n, "valid")))
            .toList();
    page().click("#losses .legend button");
    page().assertLines("losses", 0, Line.isWide(lines), lines.subList(1, lines.size()));
    page().click("#losses .legend button");
    page().assertLines("losses", 0, Line.isWide(lines), lines);
  }

  private static Line losses(Named network, String part) {
    return Line.of(
            network.name() + " " + part,
            network.at("/losses/updates"),
            network.at("/losses/" + part))
        .measured();
  }

  private void assertLastFinite(String figure, int panel, Named network, Line line) {
    if (network.at("/verdict/exploded").asBoolean()) {
      double last = line.points().get(line.points().size() - 1).x();
      page().assertMark(figure, panel, "x", last, "last finite update");
    }
  }

  @Test
  default void normsBeforeAndAfterClippingAreDrawnAndListedByUpdate() {
    List<Named> networks = networks(report());
    assertEquals(networks.stream().map(Named::name).toList(), page().panels("clipping"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      JsonNode clipping = networks.get(i).at("/clipping");
      Line before = clipped("before clipping", clipping, "before");
      Line after = clipped("after", clipping, "after");
      page().assertLines("clipping", i, true, List.of(before, after));
      page().assertAxes("clipping", i, "update", "gradient norm");
      assertLastFinite("clipping", i, networks.get(i), before);
      JsonNode steps = clipping.get("steps");
      tables.add(
          Listed.lines(
              networks.get(i).name() + ": gradient norm by update",
              "update",
              List.of(
                  before,
                  after,
                  clipped("cosine", clipping, "cosine"),
                  Line.of("largest at step", steps.get("updates"), steps.get("step")),
                  Line.of("its share", steps.get("updates"), steps.get("share")))));
      assertEquals(
          ledger(networks.get(i).node(), clipping),
          page().texts("#clipping .panel:nth-child(" + (i + 1) + ") .ledger p"));
    }
    page().assertTables("clipping", tables);
  }

  private static Line clipped(String name, JsonNode clipping, String key) {
    return Line.of(name, clipping.get("updates"), clipping.get(key));
  }

  private static List<String> ledger(JsonNode run, JsonNode clipping) {
    JsonNode steps = clipping.get("steps");
    List<String> told = new ArrayList<>();
    told.add(percent(clipping.get("clippedShare")) + " of updates clipped");
    told.add(
        each(clipping.get("dominant"))
            .map(d -> Named.parameter(run, d.get("parameter")) + " " + percent(d.get("share")))
            .collect(Collectors.joining(", ", "Largest in the norm: ", "")));
    told.add(
        "Largest at step %s of %s: %s of the squared gradients of the states over all steps (medians of %s updates)"
            .formatted(
                grouped(steps.get("medianStep")),
                grouped(steps.get("medianOf")),
                percent(steps.get("medianShare")),
                steps.get("step").size()));
    if (clipping.get("warning").isTextual()) {
      told.add(clipping.get("warning").textValue());
    }
    if (clipping.get("advice").isObject()) {
      JsonNode threshold = clipping.at("/advice/threshold");
      told.add(
          "Threshold%s: %s"
              .formatted(
                  threshold.isNull() ? "" : " " + number(threshold),
                  clipping.at("/advice/reason").textValue()));
    }
    return told;
  }

  @Test
  default void turnedUpdatesAreDrawnAndListed() {
    List<Line> lines =
        networks(report()).stream()
            .map(n -> clipped(n.name(), n.at("/clipping"), "cosine").measured())
            .map(l -> new Line(l.name(), l.points().stream().filter(p -> p.y() < 0.9999).toList()))
            .filter(l -> !l.points().isEmpty())
            .toList();
    page().assertLines("clip-cosine", 0, false, lines);
    page().assertAxes("clip-cosine", 0, "update", "cosine");
    page()
        .assertTables(
            "clip-cosine",
            List.of(Listed.lines("Cosine between the gradient before and after", "update", lines)));
  }

  @Test
  default void waysToClipAreDrawnAndListed() {
    List<Named> networks = networks(report());
    assertEquals(networks.stream().map(Named::name).toList(), page().panels("clippers"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      JsonNode clippers = networks.get(i).at("/clippers");
      List<JsonNode> trials = each(clippers.get("trials")).toList();
      FigurePage.Mark train = mark("training loss", trials, "trainLoss");
      FigurePage.Mark valid = mark("validation loss", trials, "validLoss");
      boolean isWide = Line.isWide(Stream.concat(train.values().stream(), valid.values().stream()));
      page()
          .assertRows(
              "clippers",
              i,
              isWide,
              trials.stream().map(TrainingFigures::label).toList(),
              List.of(train, valid));
      tables.add(
          new Listed(
              networks.get(i).name()
                  + ": clipping methods, "
                  + plural(clippers.get("updates"), "update")
                  + " each",
              List.of(
                  "hook",
                  "training loss",
                  "validation loss",
                  "updates clipped",
                  "mean cosine",
                  "largest gradient",
                  "skipped",
                  "not finite",
                  "against the reference"),
              trials.stream().map(TrainingFigures::row).toList()));
      assertEquals(
          told(clippers), page().texts("#clippers .panel:nth-child(" + (i + 1) + ") .ledger p"));
    }
    page().assertTables("clippers", tables);
  }

  private static String label(JsonNode trial) {
    boolean isLost = trial.get("stopped").isTextual() && trial.get("validLoss").isNull();
    return trial.get("clipper").textValue() + (isLost ? " (not finite)" : "");
  }

  private static FigurePage.Mark mark(String name, List<JsonNode> rows, String key) {
    return new FigurePage.Mark(name, rows.stream().map(r -> value(r.get(key))).toList());
  }

  private static List<String> row(JsonNode trial) {
    return List.of(
        trial.get("clipper").textValue(),
        decimals(trial.get("trainLoss"), 4),
        decimals(trial.get("validLoss"), 4),
        percent(trial.get("clippedShare")),
        number(trial.get("cosine"), 4),
        number(trial.get("largest")),
        number(trial.get("skipped")),
        number(trial.get("nonFinite")),
        trial.path("judgement").asText("reference"));
  }

  private static List<String> told(JsonNode clippers) {
    List<String> told = new ArrayList<>(List.of(clippers.get("summary").textValue()));
    for (JsonNode trial : clippers.get("trials")) {
      if (trial.get("stopped").isTextual()) {
        told.add(
            "%s was stopped early with %s of %s seeds: %s"
                .formatted(
                    trial.get("clipper").textValue(),
                    trial.get("stops"),
                    clippers.get("seeds"),
                    trial.get("stopped").textValue()));
      }
    }
    told.add("Thresholds come from the norms in row " + clippers.get("pilot").textValue() + ".");
    told.add(threshold("Threshold of the norm", clippers.get("norm")));
    told.add(threshold("Threshold of elements", clippers.get("elements")));
    return told;
  }

  private static String threshold(String name, JsonNode advice) {
    return "%s %s: %s"
        .formatted(name, number(advice.get("threshold")), advice.get("reason").textValue());
  }
}
