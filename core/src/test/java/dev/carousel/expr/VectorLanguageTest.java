package dev.carousel.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operations of the language that are not element-wise: values by hand, and gradients and
 * tangents by differences of these values. All but the products are linear and without parameters.
 */
class VectorLanguageTest {
  /** The methods of {@link Expr} that are tested here. */
  static final Set<String> TESTED =
      Set.of("sum", "mean", "repeat", "repeatEach", "slice", "concat");

  private static final double EXACT = 1e-13;
  private static final double[] X = {0.5, -1.25, 2, 0.125, -3};

  static List<VectorFunction> shapes() {
    return List.of(
        function("sum", Expr::sum, x -> new double[] {sum(x)}),
        function("mean", Expr::mean, x -> new double[] {sum(x) / 5}),
        function("repeat", x -> x.slice(3, 4).repeat(3), x -> new double[] {x[3], x[3], x[3]}),
        function("sums", x -> x.slice(1, 5).sum(2), x -> new double[] {x[1] + x[2], x[3] + x[4]}),
        function(
            "means",
            x -> x.slice(1, 5).mean(2),
            x -> new double[] {(x[1] + x[2]) / 2, (x[3] + x[4]) / 2}),
        function(
            "repeatEach",
            x -> x.slice(3, 5).repeatEach(3),
            x -> new double[] {x[3], x[3], x[3], x[4], x[4], x[4]}),
        function("slice", x -> x.slice(1, 4), x -> new double[] {x[1], x[2], x[3]}),
        function("slice to the end", x -> x.slice(3, 5), x -> new double[] {x[3], x[4]}),
        function(
            "concat",
            x -> x.slice(2, 4).concat(x, x.slice(0, 1)),
            x -> new double[] {x[2], x[3], x[0], x[1], x[2], x[3], x[4], x[0]}),
        function("spread left", x -> x.mean().minus(x), x -> minus(x, sum(x) / 5, -1)),
        function("spread right", x -> x.minus(x.mean()), x -> minus(x, sum(x) / 5, 1)));
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double element : x) {
      sum += element;
    }
    return sum;
  }

  private static double[] minus(double[] x, double y, double sign) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = sign * (x[i] - y);
    }
    return result;
  }

  private static VectorFunction function(
      String name, UnaryOperator<Expr> language, UnaryOperator<double[]> value) {
    return new VectorFunction(name, X, language, value);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void referenceEngine(VectorFunction shape) {
    try (Engine engine = Engines.reference()) {
      shape.check(engine, 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void floatEngine(VectorFunction shape) {
    try (Engine engine = Engines.fused(1)) {
      shape.check(engine, 3e-6);
    }
  }

  /** {@code W x + M' x + b}: W is 3 x 2, M is 2 x 3, element (i, j) of W is 1 + 2 i + j. */
  private static void products(Step s) {
    Expr x = s.state("x", 2);
    Matrix m = s.matrix("M", 2, 3, Initializers.zeros());
    Expr other = m.transposedTimes(x);
    s.state("y", 3);
    s.next("x", x);
    s.next("y", s.affine("W", 3, x.named("x")).plus(other));
    s.state("z", 2);
    s.next("z", m.times(other.named("other")));
    s.output(x);
  }

  private static double[] matrix(NamedTensors tensors, String name) {
    return tensors.get(name).toDoubles();
  }

  @Test
  void productsAndTheirGradients() {
    try (Engine engine = Engines.reference()) {
      OneStep step = OneStep.of(engine, VectorLanguageTest::products, 1, 2);
      NamedTensors parameters = step.parameters(i -> 1 + i);
      assertEquals(Set.of("M", "W.Wx", "W.b"), parameters.names());
      double[] x = {0.5, -2};
      // W x, M' x and b by hand; M = [[1, 2, 3], [4, 5, 6]].
      double[] wx = {1 * 0.5 - 2 * 2, 3 * 0.5 - 4 * 2, 5 * 0.5 - 6 * 2};
      double[] mx = {1 * 0.5 - 4 * 2, 2 * 0.5 - 5 * 2, 3 * 0.5 - 6 * 2};
      double[] y = {wx[0] + mx[0] + 1, wx[1] + mx[1] + 2, wx[2] + mx[2] + 3};
      double[] z = {mx[0] + 2 * mx[1] + 3 * mx[2], 4 * mx[0] + 5 * mx[1] + 6 * mx[2]};
      ForwardPass pass = step.run(parameters, Map.of("x", step.rows(2, i -> x[i])));
      assertArrayEquals(y, pass.finalStates().get("y").toDoubles(), EXACT);
      assertArrayEquals(z, pass.finalStates().get("z").toDoubles(), EXACT);
      double[] g = {1, -2, 0.5};
      double[] k = {3, -1};
      NamedTensors ends =
          step.states(Map.of("y", step.rows(3, i -> g[i]), "z", step.rows(2, i -> k[i])));
      NamedTensors found = pass.backward(null, ends, null).parameters();
      assertArrayEquals(outer(g, x), matrix(found, "W.Wx"), EXACT);
      assertArrayEquals(g, matrix(found, "W.b"), EXACT);
      // Of M' x: x (g + M' k)'; of M (M' x): k (M' x)' too.
      double[] through = {1 * 3 - 4, 2 * 3 - 5, 3 * 3 - 6};
      double[] sum = {g[0] + through[0], g[1] + through[1], g[2] + through[2]};
      double[] ofM = plus(outer(x, sum), outer(k, mx));
      assertArrayEquals(ofM, matrix(found, "M"), EXACT);
      double[] ofX = {
        1 * g[0] + 3 * g[1] + 5 * g[2] + 1 * sum[0] + 2 * sum[1] + 3 * sum[2],
        2 * g[0] + 4 * g[1] + 6 * g[2] + 4 * sum[0] + 5 * sum[1] + 6 * sum[2],
      };
      Tensor state = pass.backward(null, ends, null).initialStates().get("x");
      assertArrayEquals(ofX, state.toDoubles(), EXACT);
    }
  }

  /** A matrix is a factor of the tangent: it gets {@code g x'}; the bias gets nothing. */
  @Test
  void productsOfTangents() {
    try (Engine engine = Engines.reference()) {
      OneStep step = OneStep.of(engine, VectorLanguageTest::products, 1, 2).tangent();
      NamedTensors parameters = step.parameters(i -> 1 + i);
      double[] t = {2, 0.25};
      String x = LayerProgram.tangentOf("x");
      String y = LayerProgram.tangentOf("y");
      ForwardPass pass =
          step.run(parameters, Map.of("x", step.rows(2, i -> 9), x, step.rows(2, i -> t[i])));
      double[] expected = {
        1 * 2 + 2 * 0.25 + 1 * 2 + 4 * 0.25,
        3 * 2 + 4 * 0.25 + 2 * 2 + 5 * 0.25,
        5 * 2 + 6 * 0.25 + 3 * 2 + 6 * 0.25
      };
      assertArrayEquals(expected, pass.finalStates().get(y).toDoubles(), EXACT);
      double[] g = {1, -2, 0.5};
      NamedTensors ends = step.states(Map.of(y, step.rows(3, i -> g[i])));
      NamedTensors found = pass.backward(null, ends, null).parameters();
      assertArrayEquals(outer(g, t), matrix(found, "W.Wx"), EXACT);
      assertArrayEquals(outer(t, g), matrix(found, "M"), EXACT);
      assertArrayEquals(new double[3], matrix(found, "W.b"), EXACT);
    }
  }

  private static double[] outer(double[] rows, double[] columns) {
    double[] product = new double[rows.length * columns.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = rows[i / columns.length] * columns[i % columns.length];
    }
    return product;
  }

  private static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }
}
