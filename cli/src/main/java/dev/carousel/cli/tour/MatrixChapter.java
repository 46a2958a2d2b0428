package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.internal.Matrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;

/** The same matrix at each step: what singular values and eigenvalues say of its powers. */
final class MatrixChapter {
  static final int STEPS = 50;
  private static final double TURN = 0.4;
  private static final double ROUNDING = 1e-9;

  private MatrixChapter() {}

  /**
   * A matrix and the network that it is in.
   *
   * @param name in the figure
   * @param entries row after row
   * @param tanh whether each new state goes through tanh, after an input of 1; else it is linear
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Example(String name, double[] entries, boolean tanh) {}

  /**
   * What is measured of an example.
   *
   * @param largestSingularValue the most that one step can stretch a gradient
   * @param spectralRadius the rate in the long run
   * @param gradient its norm by lag, from 0 to {@value #STEPS}, and 1 at lag 0
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(
      Example example, double largestSingularValue, double spectralRadius, double[] gradient) {
    double peak() {
      return Arrays.stream(gradient).max().orElse(0);
    }

    int peakLag() {
      int at = 0;
      for (int k = 0; k < gradient.length; k++) {
        at = gradient[k] > gradient[at] * (1 + ROUNDING) ? k : at;
      }
      return at;
    }

    double last() {
      return gradient[STEPS];
    }
  }

  static List<Example> examples() {
    return List.of(
        new Example("shrinks", new double[] {0.8, 0.1, 0.1, 0.8}, false),
        new Example("rotates", rotation(1), false),
        new Example("detour", new double[] {0.9, 3, 0, 0.9}, false),
        new Example("grows", rotation(1.1), false),
        new Example("grows, tanh", rotation(1.1), true));
  }

  private static double[] rotation(double size) {
    double cos = size * Math.cos(TURN);
    double sin = size * Math.sin(TURN);
    return new double[] {cos, -sin, sin, cos};
  }

  /** h' = W h + x, alone or in a tanh. */
  private record MatrixCell(boolean tanh) implements Cell {
    @Override
    public void step(Step s) {
      Expr h = s.state("h", 2);
      Expr sum =
          s.affine("h", 2, Functions.weighted(h, Initializers.zeros()), Functions.noBias())
              .plus(s.input());
      s.next("h", tanh ? sum.tanh() : sum);
    }
  }

  static List<Measured> measure(Engine engine) {
    return examples().stream().map(example -> measure(engine, example)).toList();
  }

  private static Measured measure(Engine engine, Example example) {
    LayerProgram layer = Unrolled.layer(engine, new MatrixCell(example.tanh()), 2);
    double[] inputs = new double[STEPS];
    Arrays.fill(inputs, example.tanh() ? 1 : 0);
    Unrolled run =
        Unrolled.run(
            layer, Map.of(layer.parameters().get(0).name(), example.entries()), Map.of(), inputs);
    DoubleTensor tensor = new DoubleTensor(2, 2);
    for (int i = 0; i < example.entries().length; i++) {
      tensor.set(i, example.entries()[i]);
    }
    RealMatrix matrix = Matrices.of(tensor);
    return new Measured(
        example,
        Matrices.largestSingularValue(matrix),
        Matrices.spectralRadius(matrix),
        Say.norms(run.gradients("h", 1, 0)));
  }

  static Chapter tell(List<Measured> all) {
    Grid table =
        Grid.of(
            "Five networks of two units",
            "network",
            "largest singular value",
            "spectral radius",
            "peak",
            "at lag",
            "lag 50");
    List<Curve> curves = new ArrayList<>();
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Measured m : all) {
      String name = m.example().name();
      table =
          table.row(
              name,
              Say.number(m.largestSingularValue()),
              Say.number(m.spectralRadius()),
              Say.number(m.peak()),
              String.valueOf(m.peakLag()),
              Say.number(m.last()));
      curves.add(Curve.of(name, m.gradient()));
      numbers.put("largestSingularValue, " + name, m.largestSingularValue());
      numbers.put("spectralRadius, " + name, m.spectralRadius());
      numbers.put("gradientAtLag50, " + name, m.last());
      numbers.put("peak, " + name, m.peak());
    }
    return Chapter.of(Subject.MATRIX, parts(table, curves, all), numbers, question());
  }

  private static List<Part> parts(Grid table, List<Curve> curves, List<Measured> all) {
    Measured detour = all.get(2);
    Measured tanh = all.get(4);
    return List.of(
        Part.say(
            "A layer of units has a matrix W in place of the number w. Two numbers describe what"
                + " its powers do. The largest singular value is the most that one step can stretch"
                + " a gradient. The spectral radius, the size of the largest eigenvalue, is the"
                + " rate in the long run. A gradient now has a number for each unit; its norm is"
                + " its length."),
        Part.say(
            "Each network below has two units. The matrix that shrinks has the rows "
                + rows(all.get(0))
                + ", the detour has "
                + rows(detour)
                + ". One matrix rotates a vector by "
                + TURN
                + " radians; the one that grows also stretches it by "
                + Say.number(all.get(3).spectralRadius())
                + "."),
        Part.draw(
            new Plot(
                "matrix",
                "Five matrices, fifty steps back",
                "The norm of the gradient by lag, on a logarithmic scale. The first four networks"
                    + " are linear, h' = W h; the fifth is h' = tanh(W h + 1).",
                "lag",
                "gradient norm",
                true,
                curves)),
        Part.list(table),
        Part.say(
            "Certain: if the largest singular value is below 1, each step shrinks the gradient, so"
                + " it vanishes. A tanh only shrinks it more. Only possible: a singular value"
                + " above 1 allows an explosion and does not force it."),
        Part.say(
            "The detour has a spectral radius of 0.9, so it vanishes in the end. First it grows to "
                + Say.number(detour.peak())
                + " at lag "
                + detour.peakLag()
                + ": it feeds the gradient of one unit into the other (such a matrix is not"
                + " normal). And the matrix that grows by 1.1 a step vanishes within a tanh: "
                + Say.number(tanh.last())
                + " is left at lag 50, because the slope of tanh is small where its input is"
                + " large."));
  }

  private static String rows(Measured m) {
    double[] w = m.example().entries();
    return "(%s, %s) and (%s, %s)"
        .formatted(Say.number(w[0]), Say.number(w[1]), Say.number(w[2]), Say.number(w[3]));
  }

  private static Question question() {
    return new Question(
        "A trained layer has a largest singular value of 2. Does its gradient explode?",
        "One cannot tell from that number alone. It may explode, grow and then vanish, or only"
            + " vanish. So measure the gradient: that is what carousel diagnose does.",
        List.of("diagnose --untrained --cell rnn:init=orthogonal,gain=1.1 --units 32 --lag 50"));
  }
}
