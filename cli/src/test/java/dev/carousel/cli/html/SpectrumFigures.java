package dev.carousel.cli.html;

import static dev.carousel.cli.html.Named.each;
import static dev.carousel.cli.html.Named.layers;
import static dev.carousel.cli.html.Written.decimals;
import static dev.carousel.cli.html.Written.number;
import static dev.carousel.cli.html.Written.plural;
import static dev.carousel.cli.html.Written.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn and listed of what a step does to a gradient. */
interface SpectrumFigures extends DiagnosisPage {
  @Test
  default void normRatiosAreDrawnAndListedByStep() {
    List<Line> lines =
        layers(report()).stream()
            .map(l -> Line.counted(l.name(), l.at("/normRatios/ratio"), 0))
            .toList();
    page().assertLines("norm-ratios", 0, false, lines);
    page().assertAxes("norm-ratios", 0, "step", "norm after / norm before");
    page().assertMark("norm-ratios", 0, "y", 1, "kept");
    page()
        .assertTables(
            "norm-ratios",
            List.of(Listed.lines("Norm after over norm before, by step", "step", lines)));
    assertEquals(
        layers(report()).stream()
            .map(
                l ->
                    "%s mean %s; penalty %s"
                        .formatted(
                            l.name(),
                            number(l.at("/normRatios/mean")),
                            number(l.at("/normRatios/penalty"))))
            .toList(),
        page().texts("#norm-ratios .notes li"));
  }

  @Test
  default void exponentsAreDrawnAndListedByRank() {
    List<Line> lines = exponents("exponents");
    page().assertLines("lyapunov", 0, false, lines);
    page().assertAxes("lyapunov", 0, "exponent, by rank", "nats per step");
    page().assertMark("lyapunov", 0, "y", 0, "neither grows nor fades");
    page()
        .assertTables(
            "lyapunov",
            List.of(
                Listed.lines("Lyapunov exponents, nats per step", "rank", lines),
                Listed.lines("Their spread over sequences", "rank", exponents("spread"))));
    assertEquals(
        layers(report()).stream().map(SpectrumFigures::note).toList(),
        page().texts("#lyapunov .notes li"));
  }

  private List<Line> exponents(String list) {
    return layers(report()).stream()
        .map(l -> Line.counted(l.name(), l.at("/lyapunov/" + list), 1))
        .toList();
  }

  private static String note(Named layer) {
    JsonNode l = layer.at("/lyapunov");
    String dimension =
        l.get("kaplanYorkeDimension").isNumber()
            ? "Kaplan-Yorke dimension %s of %s"
                .formatted(number(l.get("kaplanYorkeDimension")), l.get("stateSize"))
            : "no Kaplan-Yorke dimension";
    String parallel =
        Map.of(
                "yes", "parallel in time",
                "no", "not parallel in time",
                "open", "open whether parallel in time")
            .get(l.get("parallelInTime").asText());
    return "%s %s; %s; entropy at most %s nats per step; %s of %s."
        .formatted(
            layer.name(),
            parallel,
            dimension,
            number(l.get("entropyBound")),
            plural(l.get("sequences"), "sequence"),
            plural(l.get("steps"), "step"));
  }

  @Test
  default void bandsAreTheSpreadAroundTheExponents() {
    List<Named> layers = layers(report());
    for (int i = 0; i < layers.size(); i++) {
      JsonNode l = layers.get(i).at("/lyapunov");
      List<Line.Point> upper = new ArrayList<>();
      List<Line.Point> lower = new ArrayList<>();
      for (int k = 0; k < l.get("exponents").size(); k++) {
        double exponent = value(l.get("exponents").get(k));
        double spread = l.get("spread").get(k).asDouble(0);
        if (Double.isFinite(exponent)) {
          upper.add(new Line.Point(1000.0 * (k + 1), 1000 * (exponent + spread)));
          lower.add(0, new Line.Point(1000.0 * (k + 1), 1000 * (exponent - spread)));
        }
      }
      int series = layers.size() + i;
      assertEquals(
          layers.get(i).name() + " spread",
          page().chart("lyapunov", 0).at("/series/" + series + "/name").asText());
      FigurePage.assertPoints(
          layers.get(i).name(),
          false,
          Stream.concat(upper.stream(), lower.stream()).toList(),
          page().shapes("lyapunov", 0, series).at("/0/points"));
    }
  }

  @Test
  default void aLayerThatIsHiddenTakesItsBandAlong() {
    List<String> bands = layers(report()).stream().map(l -> l.name() + " spread").toList();
    assertEquals(bands, bands());
    List<String> names = page().texts("#lyapunov > .legend button");
    for (int i = 0; i < names.size(); i++) {
      String band = names.get(i) + " spread";
      String button = "#lyapunov > .legend button:nth-of-type(" + (i + 1) + ")";
      page().click(button);
      assertEquals(bands.stream().filter(name -> !name.equals(band)).toList(), bands());
      page().click(button);
      assertEquals(bands, bands());
    }
  }

  private List<String> bands() {
    JsonNode chart = page().chart("lyapunov", 0);
    return FigurePage.series(chart, s -> s.get("type").asText().equals("custom")).stream()
        .map(s -> s.get("name").textValue())
        .toList();
  }

  @Test
  default void singularValuesAreDrawnAndListedByRankAndLag() {
    List<Listed> tables = new ArrayList<>();
    List<Named> layers = layers(report());
    assertEquals(layers.stream().map(Named::name).toList(), page().panels("singular-values"));
    for (int i = 0; i < layers.size(); i++) {
      JsonNode jacobians = layers.get(i).at("/jacobians");
      int last = jacobians.at("/0/singularValues").size() - 1;
      List<Line> lines =
          List.of(
              ranked("largest", jacobians, 0),
              ranked("upper quartile", jacobians, Math.round(0.25f * last)),
              ranked("median", jacobians, Math.round(0.5f * last)),
              ranked("lower quartile", jacobians, Math.round(0.75f * last)),
              ranked("smallest", jacobians, last));
      page().assertLines("singular-values", i, true, lines);
      page().assertAxes("singular-values", i, "lag (steps back)", "singular value");
      page().assertMark("singular-values", i, "y", 0, "");
      tables.add(Listed.lines(layers.get(i).name() + ": singular values by lag", "lag", lines));
    }
    page().assertTables("singular-values", tables);
  }

  private static Line ranked(String name, JsonNode jacobians, int rank) {
    return new Line(
        name,
        each(jacobians)
            .map(j -> new Line.Point(value(j.get("lag")), value(j.get("singularValues").get(rank))))
            .toList());
  }

  @Test
  default void matricesAreDrawnAndListed() {
    List<Named> matrices = Named.inLayers(report(), "recurrentMatrices", "name");
    List<String> labels = matrices.stream().map(Named::name).toList();
    page()
        .assertRows(
            "matrices",
            0,
            false,
            labels,
            List.of(
                mark("largest singular value", matrices, "largestSingularValue"),
                mark("spectral radius", matrices, "spectralRadius")));
    page().assertMark("matrices", 0, "x", 1, "");
    page()
        .assertTables(
            "matrices",
            List.of(
                new Listed(
                    "Recurrent matrices",
                    List.of("matrix", "largest singular value", "spectral radius"),
                    IntStream.range(0, labels.size())
                        .mapToObj(
                            i ->
                                List.of(
                                    labels.get(i),
                                    decimals(matrices.get(i).at("/largestSingularValue"), 4),
                                    decimals(matrices.get(i).at("/spectralRadius"), 4)))
                        .toList())));
  }

  private static FigurePage.Mark mark(String name, List<Named> rows, String key) {
    return new FigurePage.Mark(name, rows.stream().map(r -> value(r.node().get(key))).toList());
  }
}
