package dev.carousel.expr;

import static dev.carousel.expr.Functions.outer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of groups, and matrices that are computed, on all engines. */
class GroupLanguageTest {
  /** The methods of {@link Expr} that are tested here. */
  static final Set<String> TESTED =
      Set.of("softmax", "layerNorm", "rmsNorm", "largest", "stopGradient", "gradientTo");

  private static final double[] X = {
    0.5, -1.25, 2, 0.125, -3, 1.75, -0.375, 0.875, 1.125, -2.25, 0.625, 1.375
  };

  static List<VectorFunction> functions() {
    List<VectorFunction> all = new ArrayList<>();
    all.add(function("softmax", Expr::softmax, x -> softmax(x)));
    all.add(function("softmax of 3", x -> x.softmax(3), x -> groups(3, x, g -> softmax(g))));
    all.add(function("layerNorm", x -> x.layerNorm(1), x -> norm(x, true, 1e-5)));
    all.add(
        function(
            "layerNorm of 2", x -> x.layerNorm(2), x -> groups(2, x, g -> norm(g, true, 1e-5))));
    all.add(function("rmsNorm", x -> x.rmsNorm(1), x -> norm(x, false, 1e-6)));
    all.add(
        function("rmsNorm of 3", x -> x.rmsNorm(3), x -> groups(3, x, g -> norm(g, false, 1e-6))));
    all.add(function("largest", Expr::largest, x -> new double[] {max(x)}));
    all.add(
        function("largest of 4", x -> x.largest(4), x -> groups(4, x, g -> new double[] {max(g)})));
    all.addAll(matrices());
    return all;
  }

  private static VectorFunction function(
      String name, UnaryOperator<Expr> language, UnaryOperator<double[]> value) {
    return new VectorFunction(name, X, language, value);
  }

  /** Of twelve numbers, the matrix [[0, 1], [2, 3], [4, 5]], and vectors; or two heads of each. */
  private static List<VectorFunction> matrices() {
    return List.of(
        function(
            "times",
            x -> x.slice(0, 6).asMatrix(3, 2).times(x.slice(7, 9)),
            x -> matrix(x, 0, 3, 2, 7)),
        function(
            "transposedTimes",
            x -> x.slice(0, 6).asMatrix(3, 2).transposedTimes(x.slice(7, 10)),
            x -> transposed(x, 0, 3, 2, 7)),
        function(
            "outer",
            x -> outer(x.slice(0, 3), x.slice(5, 7)).asVector(),
            x -> outerOf(x, 0, 3, 5, 2)),
        function(
            "times of 2 heads",
            x -> x.slice(0, 8).asMatrix(2, 2, 2).times(x.slice(8, 12)),
            x -> both(matrix(x, 0, 2, 2, 8), matrix(x, 4, 2, 2, 10))),
        function(
            "transposedTimes of 2 heads",
            x -> x.slice(0, 8).asMatrix(2, 1, 4).transposedTimes(x.slice(8, 10)),
            x -> both(transposed(x, 0, 1, 4, 8), transposed(x, 4, 1, 4, 9))),
        function(
            "outer of 2 heads",
            x -> outer(2, x.slice(0, 4), x.slice(4, 10)).asVector(),
            x -> both(outerOf(x, 0, 2, 4, 3), outerOf(x, 2, 2, 7, 3))),
        function(
            "a square times itself",
            x -> x.slice(0, 4).asMatrix(2, 2).times(x.slice(0, 2)),
            x -> matrix(x, 0, 2, 2, 0)),
        function(
            "plus and minus",
            x -> {
              MatrixExpr m = x.slice(0, 4).asMatrix(2, 2);
              MatrixExpr n = x.slice(4, 8).asMatrix(2, 2);
              return m.plus(n.scaled(3)).minus(m.scaled(0.5)).asVector();
            },
            x -> {
              double[] y = new double[4];
              Arrays.setAll(y, i -> 0.5 * x[i] + 3 * x[4 + i]);
              return y;
            }),
        function(
            "scaled by heads",
            x -> x.slice(0, 6).asMatrix(2, 1, 3).scaled(x.slice(8, 10)).asVector(),
            x ->
                new double[] {
                  x[0] * x[8], x[1] * x[8], x[2] * x[8], x[3] * x[9], x[4] * x[9], x[5] * x[9]
                }),
        function(
            "scaled by one",
            x -> x.slice(0, 4).asMatrix(2, 1, 2).scaled(x.slice(8, 9)).asVector(),
            x -> new double[] {x[0] * x[8], x[1] * x[8], x[2] * x[8], x[3] * x[8]}),
        function(
            "scaled rows",
            x -> x.slice(0, 6).asMatrix(3, 2).scaledRows(x.slice(8, 11)).asVector(),
            x ->
                new double[] {
                  x[0] * x[8], x[1] * x[8], x[2] * x[9], x[3] * x[9], x[4] * x[10], x[5] * x[10]
                }),
        function(
            "scaled columns",
            x -> x.slice(0, 6).asMatrix(3, 2).scaledColumns(x.slice(8, 10)).asVector(),
            x ->
                new double[] {
                  x[0] * x[8], x[1] * x[9], x[2] * x[8], x[3] * x[9], x[4] * x[8], x[5] * x[9]
                }));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void referenceEngine(VectorFunction function) {
    try (Engine engine = Engines.reference()) {
      function.check(engine, 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void floatEngines(VectorFunction function) {
    try (Engine scalar = Engines.scalar(1);
        Engine best = Engines.fused(1)) {
      function.check(scalar, 5e-6);
      function.check(best, 5e-6);
    }
  }

  /** Wider than vectors, with a rest. */
  @Test
  void wideMatrices() {
    double[] wide = new double[7 * 37 + 37];
    Arrays.setAll(wide, i -> (i * 37 % 17 - 8) / 8.0);
    VectorFunction times =
        new VectorFunction(
            "wide times",
            wide,
            x -> x.slice(0, 259).asMatrix(7, 37).times(x.slice(259, 296)),
            x -> matrix(x, 0, 7, 37, 259));
    VectorFunction transposed =
        new VectorFunction(
            "wide transposedTimes",
            wide,
            x -> x.slice(0, 259).asMatrix(7, 37).transposedTimes(x.slice(259, 266)),
            x -> transposed(x, 0, 7, 37, 259));
    VectorFunction outer =
        new VectorFunction(
            "wide outer",
            Arrays.copyOf(wide, 44),
            x -> outer(x.slice(0, 7), x.slice(7, 44)).asVector(),
            x -> outerOf(x, 0, 7, 7, 37));
    try (Engine reference = Engines.reference();
        Engine best = Engines.fused(1)) {
      for (VectorFunction function : List.of(times, transposed, outer)) {
        function.check(reference, 1e-8);
        function.check(best, 3e-5);
      }
    }
  }

  /** A large number does not overflow. */
  @Test
  void softmaxOfLargeNumbers() {
    VectorFunction large =
        new VectorFunction(
            "softmax of large numbers",
            new double[] {800, 799, -800},
            Expr::softmax,
            x -> softmax(x));
    try (Engine engine = Engines.fused(1)) {
      OneStep step =
          OneStep.of(engine, s -> s.next("h", s.state("h").softmax()), 1, large.at().length);
      ForwardPass pass =
          step.run(step.parameters(i -> 0), Map.of("h", step.rows(3, i -> large.at()[i])));
      double e = Math.exp(-1);
      double[] expected = {1 / (1 + e), e / (1 + e), 0};
      assertArrayEquals(expected, pass.finalStates().get("h").toDoubles(), 1e-6);
    }
  }

  /** Of equal ones, the first: value and gradient. */
  @Test
  void largestOfEqualOnes() {
    for (Engine engine : List.of(Engines.reference(), Engines.fused(1))) {
      double[] gradient = gradient(engine, x -> x.largest(), 1, 2, 2, -3);
      assertArrayEquals(new double[] {0, 1, 0, 0}, gradient);
      engine.close();
    }
  }

  /** x sigmoid(x), of which only the first factor is seen. */
  @Test
  void noGradientGoesThroughWhatIsStopped() {
    for (Engine engine : List.of(Engines.reference(), Engines.fused(1))) {
      double[] gradient = gradient(engine, x -> x.times(x.sigmoid().stopGradient()), 0, 0);
      assertArrayEquals(new double[] {0.5, 0.5}, gradient);
      double[] none = gradient(engine, x -> x.stopGradient(), 3, 4);
      assertArrayEquals(new double[] {0, 0}, none);
      engine.close();
    }
  }

  /** The value of a square, the gradient 7 times that of x + x. */
  @Test
  void gradientOfTheCellsOwnChoice() {
    for (Engine engine : List.of(Engines.reference(), Engines.fused(1))) {
      UnaryOperator<Expr> own = x -> x.square().gradientTo(x.plus(x), x.times(0).plus(7)).plus(0);
      assertArrayEquals(new double[] {14, 14}, gradient(engine, own, 3, 4));
      OneStep step = OneStep.of(engine, s -> s.next("h", own.apply(s.state("h"))), 1, 2);
      double[] at = {3, 4};
      ForwardPass pass = step.run(step.parameters(i -> 0), Map.of("h", step.rows(2, i -> at[i])));
      assertArrayEquals(new double[] {9, 16}, pass.finalStates().get("h").toDoubles());
      engine.close();
    }
  }

  /** Of the sum of the result, at a point. */
  private static double[] gradient(Engine engine, UnaryOperator<Expr> f, double... at) {
    OneStep step =
        OneStep.of(
            engine,
            s -> {
              Expr x = s.state("x", at.length);
              s.next("x", x.times(0));
              s.state("y", 1);
              s.next("y", f.apply(x).sum());
              s.output(x);
            },
            1,
            at.length);
    ForwardPass pass =
        step.run(step.parameters(i -> 0), Map.of("x", step.rows(at.length, i -> at[i])));
    NamedTensors ends = step.states(Map.of("y", step.rows(1, i -> 1)));
    return pass.backward(null, ends, null).initialStates().get("x").toDoubles();
  }

  /** Pieces of the input and the state meet their own blocks alone. */
  @Test
  void blocksOfAMapAreMapsOfTheirOwn() {
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(2), Engines.fused(1))) {
      double within = engine.precision() == Precision.FLOAT64 ? 1e-12 : 1e-5;
      BlockMaps.check(engine, 4, within);
      engine.close();
    }
  }

  private static double[] softmax(double[] x) {
    double[] e = Arrays.stream(x).map(Math::exp).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
  }

  private static double[] norm(double[] x, boolean isCentred, double epsilon) {
    double mean = isCentred ? Arrays.stream(x).average().orElseThrow() : 0;
    double square = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(square + epsilon)).toArray();
  }

  private static double max(double[] x) {
    return Arrays.stream(x).max().orElseThrow();
  }

  private static double[] groups(int count, double[] x, UnaryOperator<double[]> f) {
    int size = x.length / count;
    return Stream.iterate(0, g -> g + 1)
        .limit(count)
        .flatMapToDouble(
            g -> Arrays.stream(f.apply(Arrays.copyOfRange(x, g * size, (g + 1) * size))))
        .toArray();
  }

  private static double[] both(double[] a, double[] b) {
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static double[] matrix(double[] x, int from, int rows, int columns, int vector) {
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[i] += x[from + i * columns + j] * x[vector + j];
      }
    }
    return y;
  }

  private static double[] transposed(double[] x, int from, int rows, int columns, int vector) {
    double[] y = new double[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[j] += x[from + i * columns + j] * x[vector + i];
      }
    }
    return y;
  }

  private static double[] outerOf(double[] x, int left, int rows, int right, int columns) {
    double[] y = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[i * columns + j] = x[left + i] * x[right + j];
      }
    }
    return y;
  }

  /** {@code (a + b i)(c + d i) = (ac - bd) + (ad + bc) i}. */
  @Test
  void pairsMultiplyAsComplexNumbers() {
    VectorFunction product =
        new VectorFunction(
            "complex product",
            new double[] {0.5, -1.25, 2, 0.125, -3, 1.75},
            x -> {
              ComplexExpr a = new ComplexExpr(x.slice(0, 2), x.slice(2, 4));
              ComplexExpr b = new ComplexExpr(x.slice(1, 3), x.slice(4, 6));
              ComplexExpr y = a.times(b).plus(a).minus(b.times(x.slice(3, 4)));
              return y.re().concat(y.im());
            },
            x ->
                new double[] {
                  x[0] * x[1] - x[2] * x[4] + x[0] - x[1] * x[3],
                  x[1] * x[2] - x[3] * x[5] + x[1] - x[2] * x[3],
                  x[0] * x[4] + x[2] * x[1] + x[2] - x[4] * x[3],
                  x[1] * x[5] + x[3] * x[2] + x[3] - x[5] * x[3]
                });
    VectorFunction polar =
        new VectorFunction(
            "polar",
            new double[] {2, 0.7},
            x -> {
              ComplexExpr y = ComplexExpr.polar(x.slice(0, 1), x.slice(1, 2));
              return y.re().concat(y.im());
            },
            x -> new double[] {x[0] * Math.cos(x[1]), x[0] * Math.sin(x[1])});
    try (Engine engine = Engines.reference()) {
      product.check(engine, 1e-9);
      polar.check(engine, 1e-9);
    }
  }

  /** {@code h' = A h + B h}: A has no gradient and is no parameter; B is both. */
  @Test
  void aConstantMatrixIsPartOfTheEquations() {
    double[][] a = {{1, 2}, {3, 4}};
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(1), Engines.fused(1))) {
      OneStep step =
          OneStep.of(
              engine,
              s -> {
                Expr h = s.state("h");
                Matrix b = s.matrix("B", 2, 2, Initializers.zeros());
                s.next("h", s.constantMatrix("A", a).times(h).plus(b.times(h)));
              },
              1,
              2);
      NamedTensors parameters = step.parameters(i -> 10 * i);
      assertEquals(Set.of("B"), parameters.names());
      assertEquals(List.of("B"), step.recurrentMatrices());
      assertEquals(8, step.multiplications(), "A and B");
      ForwardPass pass = step.run(parameters, Map.of("h", step.rows(2, i -> 1 + i)));
      double[] expected = {1 + 4 + 20, 3 + 8 + 20 + 60};
      assertArrayEquals(expected, pass.finalStates().get("h").toDoubles());
      NamedTensors ends = step.states(Map.of("h", step.rows(2, i -> 1 - 2 * i)));
      double[] back = {1 * 1 + 0 - 3 - 20, 2 + 10 - 4 - 30};
      LayerGradients found = pass.backward(null, ends, null);
      assertArrayEquals(back, found.initialStates().get("h").toDoubles());
      assertArrayEquals(new double[] {1, 2, -1, -2}, found.parameters().get("B").toDoubles());
      assertEquals(Set.of("B"), found.parameters().names());
      engine.close();
    }
  }
}
