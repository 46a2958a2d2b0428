package dev.carousel.cli.figures;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.experiments.statistics.Comparisons;
import dev.carousel.experiments.statistics.PairedTest;
import dev.carousel.experiments.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Charts of few and of many data, with short and with long names. */
final class SampleCharts {
  static final Caption CAPTION = new Caption("A & B <of> \"it\"", "What can be seen.");
  private static final String LONG =
      "cell=lstm:forget-bias=1,peepholes=true, units=%d, optimizer=adam:lr=0.0028722,"
          + " hook=clip-norm:max=1 clip-value, loss=huber, dropout=0.25, warmup=100";

  private SampleCharts() {}

  static List<Chart> all() {
    return Stream.of(
            Stream.of(lines(1, 1, "gru"), lines(3, 40, "cell=gru, units=%d"), lines(8, 7, LONG)),
            Stream.of(dots(1, "as given"), dots(3, "cell=gru, units=%d"), dots(24, LONG)),
            Stream.of(parallel(2, 4), parallel(5, 30)),
            Stream.of(matrix(2, "gru %d"), matrix(8, "cell=gru, units=%d"), matrix(12, LONG)))
        .flatMap(some -> some.map(Chart.class::cast))
        .toList();
  }

  static String name(String pattern, int i) {
    return String.format(pattern, i);
  }

  static LineChart lines(int curves, int points, String names) {
    Random random = new Random(3);
    return new LineChart(
        CAPTION,
        "updates",
        "validation loss",
        IntStream.range(0, curves)
            .mapToObj(
                i ->
                    new Curve(
                        name(names, i),
                        IntStream.rangeClosed(1, points)
                            .mapToObj(at -> point(at, random))
                            .toList()))
            .toList());
  }

  private static Curve.Point point(int at, Random random) {
    double y = 0.1 + random.nextDouble() / at;
    return new Curve.Point(25.0 * at, y, y - random.nextDouble() / 5, y + random.nextDouble() / 5);
  }

  static IntervalChart dots(int rows, String names) {
    Random random = new Random(4);
    return new IntervalChart(
        CAPTION,
        new IntervalChart.Names("setting", "validation loss", "seed"),
        IntStream.range(0, rows).mapToObj(i -> row(name(names, i), i, random)).toList());
  }

  private static IntervalChart.Row row(String name, int i, Random random) {
    List<IntervalChart.Dot> dots = new ArrayList<>();
    double middle = 1 + i / 3.0;
    for (int seed = 1; seed <= 3; seed++) {
      dots.add(new IntervalChart.Dot("seed " + seed, middle + random.nextGaussian() / 10));
    }
    dots.add(new IntervalChart.Dot("seed 4", Double.POSITIVE_INFINITY));
    double mean = dots.stream().limit(3).mapToDouble(IntervalChart.Dot::value).average().orElse(0);
    return new IntervalChart.Row(name, "1 not finite", mean, mean - 0.3, mean + 0.3, dots);
  }

  static ParallelChart parallel(int settings, int rows) {
    Random random = new Random(5);
    List<ParallelChart.Row> lines = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<String> values = new ArrayList<>(List.of(List.of("gru", "lstm", "").get(i % 3)));
      values.add(String.valueOf(8 << i % 4));
      values.add("adam:lr=" + (1 + i) / 1000.0 + ",beta1=0.8");
      values.add("clip-norm:max=" + i % 2 + " clip-value after-that:threshold=17");
      values.add("category " + (char) ('a' + i % 26) + i);
      lines.add(
          new ParallelChart.Row(
              "row " + i, values.subList(0, settings), 0.2 + random.nextDouble()));
    }
    List<ParallelChart.Setting> axes = new ArrayList<>();
    List<String> names =
        List.of("cell", "units", "optimizer", "hook", "a setting with a long name");
    for (int i = 0; i < settings; i++) {
      int at = i;
      axes.add(
          new ParallelChart.Setting(
              names.get(i), lines.stream().map(row -> row.values().get(at)).distinct().toList()));
    }
    return new ParallelChart(CAPTION, axes, "validation loss", lines);
  }

  static MatrixChart matrix(int names, String pattern) {
    Random random = new Random(6);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      Map<Long, Double> losses = new LinkedHashMap<>();
      for (long seed = 1; seed <= 5; seed++) {
        losses.put(seed, 1 + i / 2 * 0.1 + random.nextGaussian() / 100);
      }
      samples.add(Sample.of(name(pattern, i), losses));
    }
    Comparisons all =
        names <= 8
            ? Comparisons.allPairs(samples, Aim.SMALLER, PairedTest.STUDENT)
            : Comparisons.ofBest(samples, Aim.SMALLER, PairedTest.STUDENT);
    return new MatrixChart(
        CAPTION, "validation loss", samples.stream().map(Sample::name).toList(), all.comparisons());
  }
}
