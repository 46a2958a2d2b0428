package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.diagnose.report.Report.Finding;
import dev.carousel.cli.diagnose.report.Report.Layer;
import dev.carousel.cli.diagnose.report.Report.Network;
import dev.carousel.cli.diagnose.report.Report.State;
import dev.carousel.cli.figures.Caption;
import dev.carousel.cli.figures.Chart;
import dev.carousel.cli.figures.Curve;
import dev.carousel.cli.figures.FigureFile;
import dev.carousel.cli.figures.Figures;
import dev.carousel.cli.figures.IntervalChart;
import dev.carousel.cli.figures.LatexTable;
import dev.carousel.cli.figures.LineChart;
import dev.carousel.cli.figures.Tex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A diagnosis as figures for a paper, and its findings as a table for LaTeX. */
public final class DiagnosisFigures {
  private static final int MOST_CURVES = 12;
  private static final int MOST_GATES = 40;

  private DiagnosisFigures() {}

  /** The figures that there is something to draw of. */
  public static Figures of(Report report) {
    Map<FigureFile, Chart> charts = new EnumMap<>(FigureFile.class);
    List<Curve> curves = report.runs().stream().flatMap(run -> curves(run).stream()).toList();
    if (!curves.isEmpty()) {
      charts.put(FigureFile.GRADIENTS, gradients(curves));
    }
    List<IntervalChart.Row> gates =
        report.runs().stream().flatMap(run -> gates(run).stream()).toList();
    if (!gates.isEmpty()) {
      charts.put(FigureFile.GATES, gates(gates));
    }
    return new Figures(charts, Map.of(FigureFile.FINDINGS, findings(report.runs())));
  }

  private static String name(Network network) {
    return Report.orUnknown(network.name() == null ? network.cell() : network.name());
  }

  private static String name(Network network, Layer layer) {
    return network.layers().size() > 1 ? name(network) + " " + layer.name() : name(network);
  }

  private static Chart gradients(List<Curve> curves) {
    List<Curve> first = curves.subList(0, Math.min(MOST_CURVES, curves.size()));
    return new LineChart(
        new Caption(
            "How much of the gradient is left, by lag",
            extent(first.size(), curves.size(), "state")
                + " The norm of the gradient with respect to a state, by the number of steps back"
                + " from the loss, relative to lag 0."),
        "lag (steps back from the loss)",
        "gradient, relative to lag 0",
        first);
  }

  private static String extent(int shown, int all, String what) {
    return shown == all
        ? Words.count(all, what) + "."
        : Words.format("The first %d of %s.", shown, Words.count(all, what));
  }

  private static List<Curve> curves(Network network) {
    List<Curve> curves = new ArrayList<>();
    for (Layer layer : network.layers()) {
      for (State state : layer.states()) {
        List<Curve.Point> points = points(state.lags(), state.gradient());
        if (points.stream().anyMatch(point -> point.y() > 0)) {
          curves.add(new Curve(name(network, layer) + " " + state.state(), points));
        }
      }
    }
    return curves;
  }

  private static List<Curve.Point> points(int @Nullable [] lags, double @Nullable [] gradient) {
    if (lags == null || gradient == null) {
      return List.of();
    }
    return IntStream.range(0, Math.min(lags.length, gradient.length))
        .mapToObj(i -> Curve.Point.of(lags[i], gradient[i]))
        .toList();
  }

  private static Chart gates(List<IntervalChart.Row> gates) {
    List<IntervalChart.Row> first = gates.subList(0, Math.min(MOST_GATES, gates.size()));
    return new IntervalChart(
        new Caption(
            "How far the gates are open",
            extent(first.size(), gates.size(), "gate")
                + " The mean of each unit's gate over steps and sequences: 0 is shut, 1 is open."),
        new IntervalChart.Names("gate", "mean value of the gate", "unit"),
        first);
  }

  private static List<IntervalChart.Row> gates(Network network) {
    List<IntervalChart.Row> rows = new ArrayList<>();
    for (Layer layer : network.layers()) {
      List<LabSections.Gate> gates = layer.dynamics() == null ? null : layer.dynamics().gates();
      for (LabSections.Gate gate : Report.orEmpty(gates)) {
        if (gate.mean() != null && gate.mean().length > 0) {
          rows.add(row(name(network, layer) + ", " + gate.gate(), gate.mean()));
        }
      }
    }
    return rows;
  }

  private static IntervalChart.Row row(String name, double... means) {
    return new IntervalChart.Row(
        name,
        "",
        DoubleStream.of(means).average().orElse(Double.NaN),
        Double.NaN,
        Double.NaN,
        IntStream.range(0, means.length)
            .mapToObj(unit -> new IntervalChart.Dot("unit " + unit, means[unit]))
            .toList());
  }

  private static LatexTable findings(List<Network> networks) {
    List<List<String>> rows = new ArrayList<>();
    for (Network network : networks) {
      if (network.findings().isEmpty()) {
        rows.add(List.of(Tex.text(name(network)), "", "nothing was found", ""));
      }
      network.findings().forEach(finding -> rows.add(cells(name(network), finding)));
    }
    return new LatexTable(
        List.of("l", "l", "p{0.45\\linewidth}", "l"),
        List.of("network", "where", "finding", "confidence"),
        rows);
  }

  private static List<String> cells(String network, Finding finding) {
    String layer = finding.layer() == null ? "" : finding.layer();
    String where = finding.subject() == null ? layer : (layer + " " + finding.subject()).strip();
    String title = finding.title() == null ? finding.rule() : finding.title();
    String confidence = finding.confidence() == null ? "" : finding.confidence();
    return List.of(Tex.text(network), Tex.text(where), Tex.text(title), Tex.text(confidence));
  }
}
