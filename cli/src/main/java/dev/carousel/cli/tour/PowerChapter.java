package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The same number at each step: {@code h' = w h}, whose gradient at lag k is w to the power k. */
final class PowerChapter {
  static final int STEPS = 100;
  private static final double LEFT = 0.01;

  private PowerChapter() {}

  /** The weights that are tried. */
  static double[] weights() {
    return new double[] {0.9, 0.99, 1, 1.01, 1.1};
  }

  /**
   * What is measured for one weight.
   *
   * @param w the weight
   * @param gradient by lag, from 0 to {@value #STEPS}
   * @param power the formula: w to the power of the lag
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(double w, double[] gradient, double[] power) {
    double error() {
      return Say.largestError(gradient, power);
    }
  }

  /** A unit that only multiplies. */
  private static Cell cell() {
    return s ->
        s.next("h", s.vector("w", 1, (tensor, random) -> tensor.fill(1)).times(s.state("h", 1)));
  }

  static List<Measured> measure(Engine engine) {
    LayerProgram layer = Unrolled.layer(engine, cell(), 1);
    List<Measured> all = new ArrayList<>();
    for (double w : weights()) {
      Unrolled run =
          Unrolled.run(
              layer,
              Map.of("w", new double[] {w}),
              Map.of("h", new double[] {1}),
              new double[STEPS]);
      double[] power = new double[STEPS + 1];
      for (int k = 0; k <= STEPS; k++) {
        power[k] = Math.pow(w, k);
      }
      all.add(new Measured(w, Say.norms(run.gradients("h", 1)), power));
    }
    return List.copyOf(all);
  }

  /** After how many steps one percent is left of a gradient that each step multiplies by w. */
  static double onePercent(double w) {
    return Math.log(LEFT) / Math.log(w);
  }

  static Chapter tell(List<Measured> all) {
    Grid table = Grid.of("The gradient after so many steps back", "w", "10", "50", "100");
    Map<String, Double> numbers = new LinkedHashMap<>();
    List<Curve> curves = new ArrayList<>();
    for (Measured m : all) {
      table = table.row(w(m), at(m, 10), at(m, 50), at(m, STEPS));
      curves.add(Curve.of("w = " + w(m), m.gradient()));
      numbers.put("gradientAtLag100, w=" + m.w(), m.gradient()[STEPS]);
      numbers.put("error, w=" + m.w(), m.error());
    }
    double error = all.stream().flatMapToDouble(m -> DoubleStream.of(m.error())).max().orElse(0);
    return Chapter.of(Subject.POWER, parts(table, curves, error), numbers, question());
  }

  private static String w(Measured m) {
    return String.valueOf(m.w()).replaceAll("\\.0$", "");
  }

  private static String at(Measured m, int lag) {
    return Say.number(m.gradient()[lag]);
  }

  private static List<Part> parts(Grid table, List<Curve> curves, double error) {
    return List.of(
        Part.say(
            "Training measures an error at the end of the sequence and sends it back, step by step:"
                + " that is the gradient. Take away everything but the weight: h' = w h. At each"
                + " step back, the gradient is multiplied by w. After k steps it is w^k times what"
                + " it was."),
        Part.draw(
            new Plot(
                "power",
                "One weight, a hundred steps back",
                "The gradient by lag, the number of steps back from the loss. The scale is"
                    + " logarithmic, so a power is a straight line.",
                "lag",
                "gradient",
                true,
                curves)),
        Part.list(table),
        Part.say(
            "Below 1 the gradient vanishes, above 1 it explodes, and only |w| = 1 keeps it. A"
                + " negative w does the same with a changing sign. The gradients that"
                + " Carousel computes agree with w^k "
                + Say.agreement(error)
                + " of their size, at every lag."),
        Part.say(
            "How far does it reach? One percent is left after ln(0.01) / ln(w) steps: "
                + Math.round(onePercent(0.9))
                + " steps for w = 0.9, and "
                + Math.round(onePercent(0.99))
                + " for w = 0.99."));
  }

  private static Question question() {
    return new Question(
        "After how many steps is one percent left if w = 0.95?",
        "ln(0.01) / ln(0.95) = "
            + Math.round(onePercent(0.95))
            + " steps. On the page (carousel tour --html tour.html), the slider for w shows it.",
        List.of(
            "diagnose --untrained --cell rnn:activation=identity,init=identity,gain=0.95 --units 8"
                + " --task adding:length=100"));
  }
}
