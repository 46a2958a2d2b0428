package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Initializers;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the common story leaves out: the slope of tanh, gates below 1, and their biases. */
final class StoryChapter {
  static final int STEPS = 100;
  static final double W = 1.1;
  static final double START = 0.5;
  static final int UNITS = 64;
  static final int CHRONO = 100;

  private StoryChapter() {}

  /** The forget biases that are tried. */
  static double[] biases() {
    return new double[] {0, 1, 2, 4, 6};
  }

  /**
   * What is measured.
   *
   * @param tanh the gradient by lag of {@code h' = tanh(1.1 h)}
   * @param slopes the formula for it: the product of {@code 1.1 (1 - h^2)}
   * @param gates for each bias, the gradient of c by lag in an LSTM with this bias alone
   * @param chrono the mean of that gradient over units, with chrono initialisation
   * @param chronoFormula the mean of {@code sigmoid(b)^k} over its biases b
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(
      double[] tanh,
      double[] slopes,
      List<double[]> gates,
      double[] chrono,
      double[] chronoFormula) {
    Measured {
      gates = List.copyOf(gates);
    }
  }

  static Measured measure(Engine engine, Plugins plugins, long seed) {
    LayerProgram unit =
        Unrolled.layer(
            engine,
            s -> s.next("h", s.vector("w", 1, Initializers.zeros()).times(s.state("h", 1)).tanh()),
            1);
    Unrolled tanh =
        Unrolled.run(
            unit,
            Map.of("w", new double[] {W}),
            Map.of("h", new double[] {START}),
            new double[STEPS]);
    List<double[]> gates = new ArrayList<>();
    LayerProgram lstm = Unrolled.layer(engine, plugins.cell(PluginRef.parse("lstm")), 1);
    for (double bias : biases()) {
      Unrolled run =
          Unrolled.run(lstm, Map.of("f.b", new double[] {bias}), Map.of(), new double[STEPS]);
      gates.add(Say.norms(run.gradients("c", 1)));
    }
    return chrono(engine, plugins, seed, tanh, gates);
  }

  private static Measured chrono(
      Engine engine, Plugins plugins, long seed, Unrolled tanh, List<double[]> gates) {
    LayerProgram spread =
        Unrolled.layer(engine, plugins.cell(PluginRef.parse("lstm:chrono=" + CHRONO)), UNITS);
    double[] drawn = Unrolled.initialParameters(spread, seed).getOrDefault("f.b", new double[0]);
    Unrolled run = Unrolled.run(spread, Map.of("f.b", drawn), Map.of(), new double[STEPS]);
    double[] ones = new double[UNITS];
    Arrays.fill(ones, 1);
    double[][] byLag = run.gradients("c", ones);
    double[] formula = new double[STEPS + 1];
    for (int lag = 0; lag <= STEPS; lag++) {
      for (double bias : drawn) {
        formula[lag] += Math.pow(sigmoid(bias), lag) / UNITS;
      }
    }
    return new Measured(
        Say.norms(tanh.gradients("h", 1)),
        slopes(tanh.state("h", 0)),
        gates,
        means(byLag),
        formula);
  }

  private static double[] means(double[][] byLag) {
    return Arrays.stream(byLag).mapToDouble(units -> Arrays.stream(units).sum() / UNITS).toArray();
  }

  private static double[] slopes(double... states) {
    double[] product = new double[states.length + 1];
    product[0] = 1;
    for (int lag = 1; lag < product.length; lag++) {
      double h = states[states.length - lag];
      product[lag] = product[lag - 1] * W * (1 - h * h);
    }
    return product;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static Chapter tell(Measured m) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("tanhGradientAtLag100", m.tanh()[STEPS]);
    numbers.put("chronoAtLag100", m.chrono()[STEPS]);
    Grid table =
        Grid.of(
            "A forget gate with a bias alone",
            "bias",
            "gate",
            "left at step 100",
            "1 % left at step");
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < biases().length; i++) {
      double bias = biases()[i];
      double[] gate = m.gates().get(i);
      numbers.put("forgetBias=" + Math.round(bias) + ", lag 100", gate[STEPS]);
      table =
          table.row(
              String.valueOf(Math.round(bias)),
              Numbers.decimals(gate[1], 4),
              Say.number(gate[STEPS]),
              Say.number(Math.round(PowerChapter.onePercent(gate[1]))));
      curves.add(Curve.of("bias " + Math.round(bias), gate));
    }
    curves.add(Curve.of("chrono", m.chrono()));
    return Chapter.of(Subject.STORY, parts(m, table, curves), numbers, question());
  }

  private static List<Part> parts(Measured m, Grid table, List<Curve> curves) {
    double[] powers = new double[STEPS + 1];
    Arrays.setAll(powers, k -> Math.pow(W, k));
    return List.of(
        Part.say(
            "\"Above 1 it explodes\": not always with a tanh. It maps every number into (-1, 1),"
                + " and its slope is 1 at 0 and less everywhere else. A unit with w = 1.1 drives"
                + " itself away from 0, to where the slope is small. The chapter on powers promised"
                + " "
                + Say.number(powers[STEPS])
                + " after 100 steps; with the tanh it is "
                + Say.number(m.tanh()[STEPS])
                + ". A layer with larger weights can explode all the same: carousel diagnose shows"
                + " one."),
        Part.draw(
            new Plot(
                "tanh",
                "The same weight, with and without tanh",
                "The gradient by lag for w = 1.1, on a logarithmic scale: h' = 1.1 h, and"
                    + " h' = tanh(1.1 h) from h = 0.5.",
                "lag",
                "gradient",
                true,
                List.of(Curve.of("linear", powers), Curve.of("tanh", m.tanh())))),
        Part.say(
            "\"The LSTM does not vanish\": a gate is a sigmoid, and never reaches 1. So the product"
                + " of forget gates vanishes too, only later. How much later depends on the bias"
                + " of the gate at the start. With the bias alone the gate is f = 1 / (1 +"
                + " e^-bias), and f^k is left after k steps:"),
        Part.list(table),
        Part.draw(
            new Plot(
                "gates",
                "What forget gates leave",
                "The gradient of c by lag for an untrained LSTM with forget biases alone; for"
                    + " chrono, the mean over "
                    + UNITS
                    + " units. Logarithmic scale.",
                "lag",
                "gradient",
                true,
                curves)),
        Part.say(
            "So start with a bias of 1 or more. If you know the longest lag, chrono initialisation"
                + " (Tallec and Ollivier, 2018) spreads the biases: each unit gets its own"
                + " time-scale, up to that lag. With chrono = 100, "
                + Say.number(m.chrono()[STEPS])
                + " is left after 100 steps on average, against "
                + Say.number(m.gates().get(1)[STEPS])
                + " with a bias of 1. Training may then move the gates anywhere."));
  }

  private static Question question() {
    return new Question(
        "Which forget bias leaves about a sixth of the gradient after 100 steps?",
        "About 4: the table has "
            + Say.number(Math.pow(sigmoid(4), STEPS))
            + ". On the page, the slider for the forget bias shows every value between.",
        List.of(
            "diagnose --untrained --cell lstm:forget-bias=1 --cell lstm:forget-bias=4 --cell"
                + " lstm:chrono=100 --units 16"));
  }
}
