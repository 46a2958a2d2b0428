package dev.carousel.cli.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Every value is drawn where the numbers of its axis say. */
class PlacesTest {
  private static List<Drawing.Text> anchored(Drawing drawing, String anchor) {
    return drawing.texts().stream()
        .filter(text -> text.anchor().equals(anchor) && text.number().isPresent())
        .toList();
  }

  @Test
  void curvesAndBands() {
    for (LineChart chart :
        List.of(
            SampleCharts.lines(3, 40, "gru %d"),
            logarithmic(),
            SampleCharts.lines(8, 7, "a name that is so long that it needs two columns %d"))) {
      Drawing drawing = Drawing.of(chart.svg());
      ReadAxis x = ReadAxis.of(anchored(drawing, "middle"), Drawing.Text::x);
      ReadAxis y = ReadAxis.of(anchored(drawing, "end"), text -> text.y() - 2.8);
      for (Curve curve : chart.curves()) {
        Drawing drawn = drawing.group(curve.name());
        List<Spot> line = drawn.paths().get(0);
        assertEquals(curve.points().size(), line.size());
        List<Spot> band = Drawing.points(drawn.all("polygon").get(0));
        for (int i = 0; i < line.size(); i++) {
          Curve.Point point = curve.points().get(i);
          x.requireAt(point.x(), line.get(i).x());
          y.requireAt(point.y(), line.get(i).y());
          requireAtOrEnd(y, point.high(), band.get(i).y());
          requireAtOrEnd(y, point.low(), band.get(2 * line.size() - 1 - i).y());
        }
      }
    }
  }

  /** The end of an interval may lie beyond the axis, and is then drawn at its end. */
  private static void requireAtOrEnd(ReadAxis axis, double value, double place) {
    double end = value <= 0 && axis.isLog() ? 146 : axis.place(value);
    assertEquals(Math.max(16, Math.min(146, end)), place, 0.1, () -> value + " on " + axis);
  }

  private static LineChart logarithmic() {
    return new LineChart(
        SampleCharts.CAPTION,
        "lag (steps)",
        "gradient",
        List.of(
            new Curve(
                "rnn",
                List.of(
                    new Curve.Point(0, 1, 0.5, 2),
                    new Curve.Point(10, 1e-4, -1e-4, 2e-4),
                    new Curve.Point(20, 1e-9, 0, 1e-8)))));
  }

  @Test
  void aCurveIsInterruptedWhereItIsNotKnown() {
    Curve curve =
        new Curve(
            "rnn",
            List.of(
                Curve.Point.of(0, 1),
                Curve.Point.of(1, 2),
                Curve.Point.of(2, Double.NaN),
                Curve.Point.of(3, 3),
                Curve.Point.of(4, Double.POSITIVE_INFINITY)));
    Drawing drawing =
        Drawing.of(new LineChart(SampleCharts.CAPTION, "x", "y", List.of(curve)).svg());
    assertEquals(List.of(2, 1), drawing.group("rnn").paths().stream().map(List::size).toList());
    assertEquals(3, drawing.group("rnn").all("circle").size(), "marks of what is known");
    assertEquals(
        List.of("rnn", 2L, Double.NaN),
        new LineChart(SampleCharts.CAPTION, "x", "y", List.of(curve)).table().get(3).subList(0, 3));
  }

  @Test
  void dotsAndMeansAndIntervals() {
    for (IntervalChart chart :
        List.of(
            SampleCharts.dots(3, "gru %d"), SampleCharts.dots(24, "a name ".repeat(9) + "%d"))) {
      Drawing drawing = Drawing.of(chart.svg());
      ReadAxis x = ReadAxis.of(anchored(drawing, "middle"), Drawing.Text::x);
      for (IntervalChart.Row row : chart.rows()) {
        Drawing drawn = drawing.group(row.name());
        List<Double> dots =
            drawn.all("circle").stream().map(dot -> Drawing.number(dot, "cx")).toList();
        List<Double> values =
            row.dots().stream()
                .map(IntervalChart.Dot::value)
                .filter(Double::isFinite)
                .sorted()
                .toList();
        assertEquals(values.size(), dots.size());
        for (int i = 0; i < dots.size(); i++) {
          x.requireAt(values.get(i), dots.get(i));
        }
        List<Spot> mean = Drawing.points(drawn.all("polygon").get(0));
        x.requireAt(row.mean(), (mean.get(1).x() + mean.get(3).x()) / 2);
        Element line = drawn.all("line").get(0);
        x.requireAt(row.low(), Drawing.number(line, "x1"));
        x.requireAt(row.high(), Drawing.number(line, "x2"));
        assertEquals(3, drawn.all("line").size(), "both ends have a stroke");
      }
    }
  }

  @Test
  void anIntervalBeyondTheAxisHasNoStrokeAtItsEnd() {
    IntervalChart.Row far =
        new IntervalChart.Row(
            "far",
            "",
            1.5,
            -90,
            93,
            List.of(new IntervalChart.Dot("a", 1), new IntervalChart.Dot("b", 2)));
    Drawing drawing =
        Drawing.of(
            new IntervalChart(
                    SampleCharts.CAPTION,
                    new IntervalChart.Names("row", "value", "dot"),
                    List.of(far))
                .svg());
    assertEquals(1, drawing.group("far").all("line").size());
  }

  @Test
  void linesThroughSettings() {
    ParallelChart chart = SampleCharts.parallel(5, 30);
    Drawing drawing = Drawing.of(chart.svg());
    List<Double> axes = drawing.group("row 0").paths().get(0).stream().map(Spot::x).toList();
    ReadAxis rates = read(drawing, axes.get(2) - 4, "end");
    ReadAxis results = read(drawing, axes.get(5) + 4, "start");
    for (ParallelChart.Row row : chart.rows()) {
      List<Spot> line = drawing.group(row.name()).paths().get(0);
      String rate = row.values().get(2).replaceAll("adam:lr=|,beta1.*", "");
      rates.requireAt(Double.parseDouble(rate), line.get(2).y());
      results.requireAt(row.result(), line.get(5).y());
      for (int axis : List.of(0, 1)) {
        String value = row.values().get(axis).isEmpty() ? "–" : row.values().get(axis);
        Optional<Drawing.Text> label =
            drawing.texts().stream()
                .filter(text -> text.x() == at(axes.get(axis) - 4) && text.words().equals(value))
                .findFirst();
        assertEquals(label.orElseThrow().y() - 2.8, line.get(axis).y(), 0.03, row::toString);
      }
    }
    assertTrue(drawing.texts().stream().anyMatch(t -> t.words().startsWith("optimizer adam:lr=")));
    assertEquals(
        List.of(
            "cell", "units", "optimizer", "hook", "a setting with a long name", "validation loss"),
        chart.table().get(0));
    assertEquals(chart.rows().get(4).result(), chart.table().get(5).get(5));
  }

  private static double at(double place) {
    return Double.parseDouble(Numbers.place(place));
  }

  private static ReadAxis read(Drawing drawing, double x, String anchor) {
    return ReadAxis.of(
        drawing.texts().stream()
            .filter(text -> text.anchor().equals(anchor) && Math.abs(text.x() - x) < 0.02)
            .toList(),
        text -> text.y() - 2.8);
  }

  @Test
  void theBestAndTheWorstQuarterStandOut() {
    Drawing drawing = Drawing.of(SampleCharts.parallel(2, 8).svg());
    List<String> looks =
        List.of(0, 1, 2, 5, 6, 7).stream()
            .map(i -> drawing.group("row " + i).all("polyline").get(0))
            .map(line -> line.getAttribute("stroke") + " " + line.getAttribute("stroke-dasharray"))
            .toList();
    assertEquals(looks.get(0), looks.get(1));
    assertEquals(looks.get(2), looks.get(3));
    assertEquals(looks.get(4), looks.get(5));
    assertEquals(
        List.of("#0072b2 ", "#5d646d ", "#d55e00 5 2.5"),
        List.of(looks.get(0), looks.get(2), looks.get(4)));
  }

  @Test
  void aMatrixSaysTheSameFromBothSides() {
    MatrixChart chart = SampleCharts.matrix(4, "gru %d");
    Drawing drawing = Drawing.of(chart.svg());
    chart
        .comparisons()
        .forEach(
            one -> {
              int a = chart.names().indexOf(one.a());
              int b = chart.names().indexOf(one.b());
              double there = difference(drawing, one.a(), b);
              assertEquals(one.meanDifference(), there, Math.abs(there) / 100);
              assertEquals(-there, difference(drawing, one.b(), a));
            });
    assertEquals(List.of("1", "2", "3", "4"), heads(drawing));
    List<String> legend = drawing.texts().stream().map(Drawing.Text::words).toList();
    assertTrue(legend.containsAll(List.of("better", "worse")), legend::toString);
    assertEquals(7, chart.table().size());
    assertEquals(chart.comparisons().get(5).verdict().word(), chart.table().get(6).get(1));
  }

  private static List<String> heads(Drawing drawing) {
    return drawing.texts().stream()
        .filter(text -> text.anchor().equals("middle") && text.y() == 22)
        .map(Drawing.Text::words)
        .toList();
  }

  private static double difference(Drawing drawing, String row, int column) {
    double x =
        drawing.texts().stream()
            .filter(text -> text.y() == 22 && text.words().equals(String.valueOf(column + 1)))
            .findFirst()
            .orElseThrow()
            .x();
    return drawing.group(row).texts().stream()
        .filter(text -> text.x() == x && text.number().isPresent())
        .findFirst()
        .orElseThrow()
        .number()
        .orElseThrow();
  }

  @Test
  void marksSayWhoIsBetter() {
    MatrixChart chart = SampleCharts.matrix(4, "gru %d");
    Drawing drawing = Drawing.of(chart.svg());
    assertEquals("better", chart.comparisons().get(1).verdict().word(), "of the first and third");
    assertEquals(2, upward(drawing, "gru 0"));
    assertEquals(0, upward(drawing, "gru 3"));
  }

  /** How many triangles point upward. */
  private static long upward(Drawing drawing, String row) {
    return drawing.group(row).all("polygon").stream()
        .map(Drawing::points)
        .filter(corners -> corners.size() == 3 && corners.get(0).y() < corners.get(1).y())
        .count();
  }
}
