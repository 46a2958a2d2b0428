package dev.carousel.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each element-wise operation of the language on the reference engine, and in float32: its value,
 * its gradient and its tangent against the formula of {@link Formulas}; and that formula's
 * derivatives against differences.
 */
class LanguageTest {
  private static final double EXACT = 1e-14;

  static List<Formula> formulas() {
    return Formulas.all();
  }

  /** Of one number: the larger of an absolute and a relative error. */
  private static void assertClose(double expected, double found, double tolerance, String what) {
    assertEquals(expected, found, tolerance * Math.max(1, Math.abs(expected)), what);
  }

  private static void assertElements(
      Formula formula, DoubleBinaryOperator expected, Tensor found, double tolerance) {
    for (int i = 0; i < found.size(); i++) {
      double[] at = formula.point(i);
      double value = expected.applyAsDouble(at[0], at[1]);
      assertClose(value, found.get(i), tolerance, formula + " at " + Arrays.toString(at));
    }
  }

  /** A factor that differs from element to element, and is a number in float too. */
  private static double weight(int index) {
    return index % 2 == 0 ? -1.25 - index : 0.5 + index;
  }

  private static DoubleBinaryOperator nothing() {
    return (x, y) -> 0;
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void derivativesOfTheTableAreThoseOfItsValues(Formula f) {
    for (double[] at : f.smooth()) {
      double x = at[0];
      double y = at[1];
      String where = f + " at " + Arrays.toString(at);
      double byX = Derivative.of(v -> f.value().applyAsDouble(v, y), x);
      double byY = Derivative.of(v -> f.value().applyAsDouble(x, v), y);
      assertClose(byX, f.byX().applyAsDouble(x, y), 1e-8, where);
      assertClose(byY, f.byY().applyAsDouble(x, y), 1e-8, where);
    }
  }

  /** The operation as the next value of one of two states, the other staying as it is. */
  private static void ofStates(Step s, Formula formula) {
    Expr x = s.state("x");
    Expr y = s.state("y");
    Expr z = formula.language().apply(x, y);
    s.next("x", z);
    s.next("y", y);
    s.output(z);
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void referenceEngine(Formula formula) {
    try (Engine engine = Engines.reference()) {
      check(engine, formula, 1, formula.points(), EXACT);
    }
  }

  /** Columns that fill no vector, one vector and some, and more; rows that fill no block. */
  @ParameterizedTest
  @MethodSource("formulas")
  void floatEnginesAtAwkwardSizes(Formula formula) {
    for (int units : new int[] {1, 7, 19, 37}) {
      try (Engine scalar = Engines.scalar(1);
          Engine best = Engines.fused(1)) {
        check(scalar, formula, 3, units, 2e-6);
        check(best, formula, 3, units, 2e-6);
      }
    }
  }

  private static void check(Engine engine, Formula f, int rows, int units, double tolerance) {
    OneStep step = OneStep.of(engine, s -> ofStates(s, f), rows, units);
    checkValueAndGradient(step, f, units, tolerance);
    checkValueAndGradient(step.apart(), f, units, tolerance);
    checkTangent(step.tangent(), f, units, tolerance);
  }

  private static Map<String, Tensor> points(OneStep step, Formula formula, int units) {
    return Map.of(
        "x", step.rows(units, i -> formula.point(i)[0]),
        "y", step.rows(units, i -> formula.point(i)[1]));
  }

  /** Divides what is proportional to {@link #weight} by it. */
  private static Tensor perWeight(Tensor tensor) {
    Tensor slopes = tensor.copy();
    for (int i = 0; i < slopes.size(); i++) {
      slopes.set(i, slopes.get(i) / weight(i));
    }
    return slopes;
  }

  private static void checkValueAndGradient(OneStep step, Formula f, int units, double tolerance) {
    ForwardPass pass = step.run(step.parameters(i -> 0), points(step, f, units));
    assertElements(f, f.value(), pass.finalStates().get("x"), tolerance);
    assertElements(f, f.value(), pass.outputs(), tolerance);
    NamedTensors ends = step.states(Map.of("x", step.rows(units, LanguageTest::weight)));
    NamedTensors gradients = pass.backward(null, ends, null).initialStates();
    assertElements(f, f.byX(), perWeight(gradients.get("x")), tolerance);
    assertElements(f, f.byY(), perWeight(gradients.get("y")), tolerance);
  }

  /** Both tangents at once forward, and backward to each; nothing is sent to the states. */
  private static void checkTangent(OneStep step, Formula f, int units, double tolerance) {
    String x = LayerProgram.tangentOf("x");
    String y = LayerProgram.tangentOf("y");
    for (double[] t : new double[][] {{1, 0}, {0, 1}, {1.5, -0.75}}) {
      Map<String, Tensor> at = new HashMap<>(points(step, f, units));
      at.put(x, step.rows(units, i -> t[0] * weight(i)));
      at.put(y, step.rows(units, i -> t[1] * weight(i)));
      ForwardPass pass = step.run(step.parameters(i -> 0), at);
      DoubleBinaryOperator along =
          (a, b) -> t[0] * f.byX().applyAsDouble(a, b) + t[1] * f.byY().applyAsDouble(a, b);
      assertElements(f, f.value(), pass.finalStates().get("x"), tolerance);
      assertElements(f, along, perWeight(pass.finalStates().get(x)), 3 * tolerance);
      assertElements(f, along, perWeight(pass.outputs()), 3 * tolerance);
      NamedTensors ends = step.states(Map.of(x, step.rows(units, LanguageTest::weight)));
      NamedTensors gradients = pass.backward(null, ends, null).initialStates();
      assertElements(f, f.byX(), perWeight(gradients.get(x)), tolerance);
      assertElements(f, f.byY(), perWeight(gradients.get(y)), tolerance);
      assertElements(f, nothing(), gradients.get("x"), 0);
      assertElements(f, nothing(), gradients.get("y"), 0);
    }
  }

  /** The operation of the input and a vector parameter, as a cell without states. */
  @ParameterizedTest
  @MethodSource("formulas")
  void gradientReachesInputAndParameters(Formula f) {
    int units = f.points();
    try (Engine engine = Engines.reference()) {
      OneStep step =
          OneStep.of(
              engine,
              s -> {
                Expr v = s.vector("v", s.units(), Initializers.zeros());
                s.output(f.language().apply(s.input(), v));
              },
              1,
              units);
      ForwardPass pass =
          step.run(step.parameters(i -> f.point(i)[1]), Map.of(), i -> f.point(i)[0]);
      assertElements(f, f.value(), pass.outputs(), EXACT);
      Tensor weights = pass.outputs().like();
      for (int i = 0; i < units; i++) {
        weights.set(i, weight(i));
      }
      LayerGradients gradients = pass.backward(weights, null, null);
      assertElements(f, f.byX(), perWeight(Objects.requireNonNull(gradients.input())), EXACT);
      assertElements(f, f.byY(), perWeight(gradients.parameters().get("v")), EXACT);
      ForwardPass tangents =
          step.tangent().run(step.parameters(i -> f.point(i)[1]), Map.of(), i -> f.point(i)[0]);
      assertElements(f, f.value(), tangents.outputs(), EXACT);
    }
  }

  /** A tangent's factor that is a parameter alone is not held: d(x'/v) / dv is there. */
  @Test
  void gradientOfATangentReachesItsFactors() {
    BiFunction<Expr, Expr, Expr> quotient = Expr::dividedBy;
    checkFactor(Expr::times, (x, v) -> 1);
    checkFactor(quotient, (x, v) -> -1 / (v * v));
  }

  private static void checkFactor(
      BiFunction<Expr, Expr, Expr> language, DoubleBinaryOperator mixed) {
    try (Engine engine = Engines.reference()) {
      OneStep step =
          OneStep.of(
                  engine,
                  s -> {
                    Expr v = s.vector("v", s.units(), Initializers.zeros());
                    s.next("h", language.apply(s.state("h"), v));
                  },
                  1,
                  3)
              .tangent();
      String tangent = LayerProgram.tangentOf("h");
      NamedTensors parameters = step.parameters(i -> 0.5 + i);
      ForwardPass pass =
          step.run(
              parameters, Map.of("h", step.rows(3, i -> 7), tangent, step.rows(3, i -> 2 + i)));
      Tensor weights = step.rows(3, LanguageTest::weight);
      NamedTensors gradients =
          pass.backward(null, step.states(Map.of(tangent, weights)), null).parameters();
      for (int i = 0; i < 3; i++) {
        double expected = weight(i) * (2 + i) * mixed.applyAsDouble(7, 0.5 + i);
        assertClose(expected, gradients.get("v").get(i), EXACT, "element " + i);
      }
    }
  }

  /** A new operation of the language wants a line in a table. */
  @Test
  void everyOperationIsInATable() {
    Set<String> language = new TreeSet<>();
    for (Method method : Expr.class.getMethods()) {
      if (method.getReturnType() == Expr.class) {
        language.add(method.getName());
      }
    }
    Set<String> tables = new TreeSet<>(VectorLanguageTest.TESTED);
    tables.addAll(GroupLanguageTest.TESTED);
    formulas().forEach(formula -> tables.add(formula.name()));
    assertEquals(language, tables);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void functionForStaticImportIsTheMethod(Method function) {
    List<Formula> same =
        formulas().stream().filter(formula -> formula.name().equals(function.getName())).toList();
    assertEquals(1, same.size(), function.getName());
    check(function, same.get(0));
  }

  static List<Method> functions() {
    return Arrays.stream(Functions.class.getMethods())
        .filter(method -> method.getReturnType() == Expr.class)
        .filter(method -> !GroupLanguageTest.TESTED.contains(method.getName()))
        .toList();
  }

  private static void check(Method method, Formula f) {
    boolean isUnary = method.getParameterCount() == 1;
    Formula twin =
        new Formula(
            "Functions." + f.name(),
            (x, y) -> call(method, isUnary ? new Object[] {x} : new Object[] {x, y}),
            f.value(),
            f.byX(),
            f.byY(),
            f.smooth(),
            f.kinks());
    try (Engine engine = Engines.reference()) {
      check(engine, twin, 1, twin.points(), EXACT);
    }
  }

  private static Expr call(Method method, Object... arguments) {
    try {
      return (Expr) method.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
