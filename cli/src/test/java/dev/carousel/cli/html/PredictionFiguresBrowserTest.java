package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cli.pictures.PredictionPage;
import dev.carousel.cli.pictures.ScoreFigures;
import dev.carousel.data.score.PredictionSamples.Classes;
import dev.carousel.data.score.PredictionSamples.Numbers;
import dev.carousel.metrics.Reliability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures of the page of predictions draw and list what they are named after. */
class PredictionFiguresBrowserTest extends BrowserTest {
  /** The rows that a figure shows at first. */
  private static final int SHOWN = 120;

  private static PredictionPage open(PredictionPage page) throws IOException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, HtmlReport.of(Page.PREDICTIONS, page));
    chromium.open(file, 1280, "light");
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    return page;
  }

  private static PredictionPage forecasts() throws IOException {
    return open(SyntheticPredictions.forecasts());
  }

  private static PredictionPage classes() throws IOException {
    return open(SyntheticPredictions.classes(3));
  }

  private static ScoreFigures scores(PredictionPage page) {
    return Objects.requireNonNull(page.scores());
  }

  /** The points that a figure draws: all of one name, or those of the series at a place. */
  private static List<List<Double>> drawn(String figure, Object series) {
    String chosen =
        series instanceof Integer ? "[" + series + "]" : ".find(s => s.name === '" + series + "')";
    return points(
        "const all = echarts.getInstanceByDom(document.querySelector('#%s .chart'))"
                .formatted(figure)
            + ".getOption().series; return all"
            + chosen
            + ".data.filter(p => p[1] !== null)");
  }

  private static List<List<Double>> points(String script) {
    List<List<Double>> points = new ArrayList<>();
    for (Object point : (List<?>) chromium.ask(script)) {
      List<?> numbers = (List<?>) point;
      points.add(numbers.stream().map(each -> ((Number) each).doubleValue()).toList());
    }
    return points;
  }

  /** A page has its numbers with seven digits. */
  private static void assertSame(List<List<Double>> expected, List<List<Double>> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.get(i).size(); k++) {
        double value = expected.get(i).get(k);
        assertEquals(value, found.get(i).get(k), 1e-6 * Math.abs(value), "point " + i);
      }
    }
  }

  private static List<String> row(String table, int row) {
    return chromium.all(table + " tbody tr:nth-of-type(" + (row + 1) + ") > *").stream()
        .map(each -> each.getAttribute("textContent"))
        .toList();
  }

  /** Points of the last rows of the group, where they are known. */
  private static List<List<Double>> lastRows(List<Double> values) {
    List<Double> last = values.subList(values.size() - SHOWN, values.size());
    return IntStream.range(0, SHOWN)
        .filter(i -> !last.get(i).isNaN())
        .mapToObj(i -> List.of((double) i, last.get(i)))
        .toList();
  }

  private static Numbers load(PredictionPage page) {
    return Objects.requireNonNull(page.samples()).samples().get(0).numbers().get(0);
  }

  @Test
  void linesAreTruthAndPrediction() throws IOException {
    Numbers load = load(forecasts());
    assertSame(lastRows(load.truth()), drawn("forecast", "truth"));
    assertSame(lastRows(load.values()), drawn("forecast", "prediction"));
  }

  @Test
  void theTableListsTruthPredictionAndQuantiles() throws IOException {
    Numbers load = load(forecasts());
    int first = load.truth().size() - SHOWN;
    List<String> found = row("#forecast", 0);
    List<Double> expected = new ArrayList<>(List.of(load.truth().get(first)));
    expected.add(load.values().get(first));
    load.quantiles().forEach(each -> expected.add(each.get(first)));
    load.baselines().forEach(each -> expected.add(each.get(first)));
    for (int i = 0; i < expected.size(); i++) {
      double listed = Double.parseDouble(found.get(i + 2).replace(",", ""));
      assertEquals(expected.get(i), listed, 1e-5 * Math.abs(expected.get(i)), found::toString);
    }
  }

  @Test
  void metricsAreListedInTheirOwnUnits() throws IOException {
    ScoreFigures.ScoreTable table = scores(forecasts()).tables().get(0);
    List<Double> network = table.rows().get(0).values();
    List<String> listed = row("#scores", 0);
    for (int k = 0; k < network.size(); k++) {
      String text = listed.get(k + 1);
      boolean isShare = table.heads().get(k).kind() == ScoreFigures.Kind.SHARE;
      assertEquals(isShare, text.endsWith("%"), listed::toString);
      double value = Double.parseDouble(text.replace(",", "").replace(" %", ""));
      double expected = (isShare ? 100 : 1) * network.get(k);
      assertEquals(expected, value, 1e-3 * Math.abs(expected), table.heads().get(k)::toString);
    }
  }

  @Test
  void errorsAreDrawnByStep() throws IOException {
    List<Double> network = scores(forecasts()).steps().get(0).rows().get(0).values();
    List<List<Double>> expected =
        IntStream.range(0, network.size()).mapToObj(i -> List.of(i + 1.0, network.get(i))).toList();
    assertSame(expected, drawn("by-step", "network"));
  }

  @Test
  void coverageIsDrawnAboveWhatItShouldBe() throws IOException {
    ScoreFigures.Coverage coverage = scores(forecasts()).coverage().get(0);
    assertSame(
        coverage.quantiles().stream().map(q -> List.of(q.level(), q.share())).toList(),
        drawn("coverage", 0));
    assertSame(
        coverage.intervals().stream()
            .map(each -> List.of(each.nominal(), each.coverage()))
            .sorted((a, b) -> Double.compare(a.get(0), b.get(0)))
            .toList(),
        drawn("coverage", 1));
  }

  @Test
  void accuracyIsDrawnAboveProbability() throws IOException {
    Reliability reliability = Objects.requireNonNull(scores(classes()).reliability());
    assertSame(
        reliability.bins().stream()
            .filter(bin -> bin.predictions() > 0)
            .map(bin -> List.of(bin.probability(), bin.accuracy()))
            .toList(),
        drawn("reliability", 0));
  }

  @Test
  void theMatrixHasActualClassesInRows() throws IOException {
    List<List<Long>> counts = Objects.requireNonNull(scores(classes()).confusion()).counts();
    for (int actual = 0; actual < counts.size(); actual++) {
      List<String> listed = row("#confusion .scroll:first-of-type", actual);
      for (int predicted = 0; predicted < counts.size(); predicted++) {
        long count = counts.get(actual).get(predicted);
        assertEquals(count, Long.parseLong(listed.get(predicted + 1).replace(",", "")));
      }
    }
    String cells =
        "return echarts.getInstanceByDom(document.querySelector('#confusion .chart'))"
            + ".getOption().series[0].data.map(d => [...d.value,"
            + " d.label.show ? parseInt(d.label.formatter.replace(',', '')) : 0])";
    for (List<Double> cell : points(cells)) {
      List<Long> row = counts.get(cell.get(1).intValue());
      assertEquals(row.get(cell.get(0).intValue()).doubleValue(), cell.get(3), cell::toString);
      double share =
          (double) row.get(cell.get(0).intValue()) / row.stream().mapToLong(n -> n).sum();
      assertEquals(share, cell.get(2), 1e-6, cell::toString);
    }
  }

  @Test
  void marksOfClassesAreDrawnAndListed() throws IOException {
    List<ScoreFigures.ClassRow> rows = scores(classes()).classes();
    assertMarks(rows, "precision", ScoreFigures.ClassRow::precision, 3);
    assertMarks(rows, "recall", ScoreFigures.ClassRow::recall, 4);
  }

  private static void assertMarks(
      List<ScoreFigures.ClassRow> rows,
      String name,
      ToDoubleFunction<ScoreFigures.ClassRow> mark,
      int column) {
    List<List<Double>> drawn = drawn("class-marks", name);
    for (int k = 0; k < rows.size(); k++) {
      assertSame(
          List.of(List.of(mark.applyAsDouble(rows.get(k)), (double) k)), List.of(drawn.get(k)));
      double listed = Double.parseDouble(row("#class-marks", k).get(column).replace(" %", ""));
      assertEquals(100 * mark.applyAsDouble(rows.get(k)), listed, 0.5, name);
    }
  }

  @Test
  void probabilitiesAreDrawnInTheRowsOfTheirClassesAndMissesAsDiamonds() throws IOException {
    PredictionPage page = classes();
    Classes sample =
        Objects.requireNonNull(Objects.requireNonNull(page.samples()).samples().get(0).classes());
    List<List<Double>> cells = drawn("forecast", 0);
    assertEquals(3 * SHOWN, cells.size());
    for (List<Double> cell : cells) {
      double expected =
          sample.probabilities().get(cell.get(1).intValue()).get(cell.get(0).intValue());
      assertEquals(expected, cell.get(2), 1e-6, cell::toString);
    }
    for (int series = 1; series <= 2; series++) {
      boolean isRight = series == 1;
      for (List<Double> dot : drawn("forecast", series)) {
        int row = dot.get(0).intValue();
        assertEquals(isRight, sample.truth().get(row).equals(sample.predicted().get(row)));
        assertEquals(sample.truth().get(row).doubleValue(), dot.get(1));
      }
    }
  }
}
