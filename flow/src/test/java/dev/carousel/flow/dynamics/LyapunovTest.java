package dev.carousel.flow.dynamics;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.internal.Matrices;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems whose Lyapunov exponents are known. */
class LyapunovTest {
  private static final LyapunovSettings ALL = new LyapunovSettings(1000, 0, 1, 1);

  /** The parameters that a layer starts with. */
  private static NamedTensors start(LayerProgram layer, Engine engine, long seed) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    layer
        .parameters()
        .forEach(
            spec -> {
              Tensor tensor = spec.zeros(engine.precision());
              spec.initializer().fill(tensor, RandomStreams.stream(seed, spec.name()));
              parameters.put(spec.name(), tensor);
            });
    return new NamedTensors(parameters);
  }

  private static Inputs zeros(Engine engine, int steps, int rows, int features) {
    return new Inputs.Values(engine.precision().zeros(steps, rows, features));
  }

  private static Inputs gaussian(
      Engine engine, int steps, int features, double deviation, long seed) {
    Tensor values = engine.precision().zeros(steps, 1, features);
    RandomGenerator random = RandomStreams.stream(seed, "input");
    for (int i = 0; i < values.size(); i++) {
      values.set(i, deviation * random.nextGaussian());
    }
    return new Inputs.Values(values);
  }

  private static Lyapunov measure(
      Engine engine, Cell cell, int units, Inputs input, LyapunovSettings settings) {
    LayerProgram layer = engine.compile("layer0", cell, input.features(), units);
    LayerRecording recording = LayerRecording.of(layer, start(layer, engine, 1), input);
    return LyapunovMeter.measure(recording, settings);
  }

  /** A state whose recurrent matrix is the step's input, row by row. */
  private static Expr timesInput(Expr x, Expr h, int units) {
    Expr[] elements = new Expr[units];
    for (int i = 0; i < units; i++) {
      elements[i] = x.slice(i * units, (i + 1) * units).times(h).sum();
    }
    Expr[] rest = Arrays.copyOfRange(elements, 1, units);
    return elements[0].concat(rest);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1.0, 1.2})
  void aScaledRotationHasTheLogarithmOfItsScaleThroughout(double gain) {
    try (Engine engine = Engines.reference()) {
      Cell cell = Cells.linear(Initializers.orthogonal(gain));
      Lyapunov found = measure(engine, cell, 6, zeros(engine, 40, 2, 1), ALL);
      assertEquals(6, found.exponents().length);
      for (int i = 0; i < 6; i++) {
        assertEquals(Math.log(gain), found.exponents()[i], 1e-12);
        assertEquals(0, found.spread()[i], 1e-12);
      }
      assertEquals(6 * Math.max(0, Math.log(gain)), found.entropyBound(), 1e-11);
    }
  }

  @Test
  void aMatrixHasTheLogarithmsOfItsEigenvalues() {
    double[] eigenvalues = {1.3, -0.9, 0.5, -0.2};
    try (Engine engine = Engines.reference()) {
      LayerProgram layer =
          engine.compile("layer0", Cells.linear(Initializers.zeros()), 1, eigenvalues.length);
      NamedTensors parameters = start(layer, engine, 1);
      RealMatrix matrix = similarTo(eigenvalues);
      for (int i = 0; i < 16; i++) {
        parameters.get("h.Wh").set(i, matrix.getEntry(i / 4, i % 4));
      }
      Lyapunov found =
          LyapunovMeter.measure(
              LayerRecording.of(layer, parameters, zeros(engine, 300, 1, 1)),
              new LyapunovSettings(4, 200, 1, 1));
      for (int i = 0; i < 4; i++) {
        assertEquals(Math.log(Math.abs(eigenvalues[i])), found.exponents()[i], 1e-9);
      }
      assertEquals(100, found.steps());
      double dimension = 2 + (Math.log(1.3) + Math.log(0.9)) / -Math.log(0.5);
      assertEquals(dimension, found.kaplanYorkeDimension(), 1e-8);
    }
  }

  private static RealMatrix similarTo(double[] eigenvalues) {
    RandomGenerator random = RandomStreams.stream(3, "basis");
    int size = eigenvalues.length;
    RealMatrix basis = MatrixUtils.createRealIdentityMatrix(size);
    for (int i = 0; i < size * size; i++) {
      basis.addToEntry(i / size, i % size, 0.3 * random.nextGaussian());
    }
    return basis
        .multiply(MatrixUtils.createRealDiagonalMatrix(eigenvalues))
        .multiply(new LUDecomposition(basis).getSolver().getInverse());
  }

  /** At its fixed point 0 the network is its matrix. */
  @Test
  void aStillTanhNetworkHasTheLogarithmOfItsSpectralRadius() {
    int units = 300;
    try (Engine engine = Engines.fused(2)) {
      LayerProgram layer = engine.compile("layer0", Cells.tanhRnn(), 1, units);
      NamedTensors parameters = start(layer, engine, 1);
      parameters.get("h.b").fill(0);
      RandomGenerator random = RandomStreams.stream(1, "matrix");
      Tensor matrix = parameters.get("h.Wh");
      for (int i = 0; i < matrix.size(); i++) {
        matrix.set(i, 0.9 / Math.sqrt(units) * random.nextGaussian());
      }
      double radius = Matrices.spectralRadius(Matrices.of(matrix));
      Lyapunov found =
          LyapunovMeter.measure(
              LayerRecording.of(layer, parameters, zeros(engine, 2000, 1, 1)),
              new LyapunovSettings(2, 1000, 1, 1));
      assertTrue(radius > 0.85 && radius < 0.99, () -> "radius " + radius);
      assertEquals(Math.log(radius), found.exponents()[0], 2e-3);
    }
  }

  /** Newman (1986): {@code ln g + (ln(2/N) + psi((N - i + 1) / 2)) / 2}. */
  @Test
  void independentGaussianMatricesHaveNewmansExponents() {
    double[] newman = {-.052, -.110, -.177, -.253, -.343, -.453, -.593, -.786, -1.093, -1.786};
    int units = newman.length;
    try (Engine engine = Engines.fused(1)) {
      Cell cell = s -> s.next("h", timesInput(s.input(), s.state("h"), units));
      Inputs matrices = gaussian(engine, 4000, units * units, 1 / Math.sqrt(units), 5);
      Lyapunov found = measure(engine, cell, units, matrices, ALL);
      for (int i = 0; i < units; i++) {
        assertEquals(newman[i], found.exponents()[i], 0.03, "exponent " + i);
      }
    }
  }

  /** Half the logarithm of chi, where every step has a random matrix of its own. */
  @ParameterizedTest
  @CsvSource({"1.5, 0.0652", "2, 0.1547"})
  void anUntiedRandomTanhNetworkFollowsMeanFieldTheory(double gain, double expected) {
    int units = 100;
    try (Engine engine = Engines.fused(2)) {
      Cell cell = s -> s.next("h", tanh(timesInput(s.input(), s.state("h").plus(1e-3), units)));
      Inputs matrices = gaussian(engine, 1200, units * units, gain / Math.sqrt(units), 7);
      Lyapunov found = measure(engine, cell, units, matrices, new LyapunovSettings(1, 100, 1, 1));
      assertEquals(expected, found.exponents()[0], 0.03);
    }
  }

  /**
   * The mean of four networks of 300 units; single ones lie apart, and some go round in a circle.
   */
  @ParameterizedTest
  @CsvSource({"1.5, 0.043", "2, 0.146"})
  void aTiedRandomTanhNetworkIsChaotic(double gain, double expected) {
    int units = 300;
    Initializer random = Initializers.normal(gain / Math.sqrt(units));
    Cell cell =
        s -> s.next("h", tanh(s.affine("h", s.input(), weighted(s.state("h"), random), bias(0))));
    double sum = 0;
    try (Engine engine = Engines.fused(2)) {
      Inputs kick = gaussian(engine, 2000, 1, 1e-3, 9);
      for (int draw = 1; draw <= 4; draw++) {
        LayerProgram layer = engine.compile("layer0", cell, 1, units);
        LayerRecording recording = LayerRecording.of(layer, start(layer, engine, draw), kick);
        sum += LyapunovMeter.measure(recording, new LyapunovSettings(1, 200, 1, 1)).exponents()[0];
      }
    }
    assertEquals(expected, sum / 4, 0.03);
  }

  /** ln sigmoid(b) for c; h has no way back. The joint state has both. */
  @ParameterizedTest
  @CsvSource({"1, -0.3132617", "3, -0.0485874", "5, -0.0067153"})
  void anLstmWithoutWeightsHasTheLogarithmOfItsForgetGate(double bias, double expected) {
    try (Engine engine = Engines.reference()) {
      Lyapunov found =
          measure(
              engine,
              Cells.zeroLstm(bias),
              5,
              zeros(engine, 60, 3, 2),
              new LyapunovSettings(5, 20, 1, 1));
      assertEquals(10, found.stateSize());
      for (double exponent : found.exponents()) {
        assertEquals(expected, exponent, 1e-7);
      }
      assertEquals(3, found.sequences());
    }
  }

  @Test
  void severalStepsBetweenOrthonormalisationsChangeNothing() {
    try (Engine engine = Engines.reference()) {
      Cell cell = Cells.lstm();
      Inputs input = gaussian(engine, 60, 3, 1, 4);
      Lyapunov often = measure(engine, cell, 4, input, new LyapunovSettings(3, 20, 1, 1));
      Lyapunov rarely = measure(engine, cell, 4, input, new LyapunovSettings(3, 20, 4, 1));
      for (int i = 0; i < 3; i++) {
        assertEquals(often.exponents()[i], rarely.exponents()[i], 1e-9);
      }
    }
  }

  /** 8 sequences: the interval is 2.36 standard errors to both sides, 0.84 spreads. */
  @Test
  void stepsCanBeComputedAtOnceWhereDifferencesDieOut() {
    assertEquals(ParallelInTime.YES, parallel(-0.1, 0.11, 8));
    assertEquals(ParallelInTime.OPEN, parallel(-0.1, 0.13, 8));
    assertEquals(ParallelInTime.OPEN, parallel(0.1, 0.13, 8));
    assertEquals(ParallelInTime.NO, parallel(0.1, 0.11, 8));
    assertEquals(ParallelInTime.OPEN, parallel(-9e-7, 0, 8), "an orthogonal matrix in float32");
    assertEquals(ParallelInTime.OPEN, parallel(9e-7, 0, 8));
    assertEquals(ParallelInTime.OPEN, parallel(-5, Double.NaN, 1), "one sequence says nothing");
  }

  private static ParallelInTime parallel(double largest, double spread, int sequences) {
    double[] exponents = {largest, largest - 1};
    return new Lyapunov(exponents, new double[] {spread, 0}, 2, 100, sequences).parallelInTime();
  }

  @Test
  void tooShortSequencesAreRefused() {
    try (Engine engine = Engines.reference()) {
      Inputs input = zeros(engine, 20, 1, 1);
      Cell cell = Cells.tanhRnn();
      LyapunovSettings settings = new LyapunovSettings(1, 20, 1, 1);
      Refusal.of(
          () -> measure(engine, cell, 3, input, settings), "too short", "more than 20", "20");
    }
    Refusal.of(() -> new LyapunovSettings(0, 0, 1, 1), "exponents", "at least 1", "0");
    Refusal.of(() -> new LyapunovSettings(1, -1, 1, 1), "warm up", "at least 0", "-1");
    Refusal.of(() -> new LyapunovSettings(1, 0, 0, 1), "orthonormal", "at least 1", "0");
  }
}
