package dev.carousel.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  private static final double EXACT = 1e-12;

  private static double[] fill(Initializer initializer, long seed, int... shape) {
    Tensor tensor = new DoubleTensor(shape);
    initializer.fill(tensor, RandomStreams.stream(seed, "test"));
    return tensor.toDoubles();
  }

  private static RealMatrix matrix(Initializer initializer, int rows, int columns) {
    double[] values = fill(initializer, 1, rows, columns);
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.setEntry(i / columns, i % columns, values[i]);
    }
    return matrix;
  }

  static Stream<Initializer> randomOnes() {
    return Stream.of(
        Initializers.uniform(0.3),
        Initializers.uniform(1, 2),
        Initializers.normal(0.5),
        Initializers.glorotUniform(),
        Initializers.orthogonal(1),
        Initializers.spectralRadius(0.9),
        Initializers.chrono(20, 1));
  }

  @ParameterizedTest
  @MethodSource("randomOnes")
  void sameStreamGivesTheSameValues(Initializer initializer) {
    assertArrayEquals(fill(initializer, 7, 6, 6), fill(initializer, 7, 6, 6));
    assertNotEquals(
        Arrays.toString(fill(initializer, 7, 6, 6)), Arrays.toString(fill(initializer, 8, 6, 6)));
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "8, 3", "3, 8", "1, 4"})
  void orthogonalMatrixHasOrthonormalRowsOrColumns(int rows, int columns) {
    RealMatrix q = matrix(Initializers.orthogonal(1.5), rows, columns);
    RealMatrix gram = rows >= columns ? q.transpose().multiply(q) : q.multiply(q.transpose());
    for (int i = 0; i < gram.getRowDimension(); i++) {
      for (int j = 0; j < gram.getColumnDimension(); j++) {
        assertEquals(i == j ? 1.5 * 1.5 : 0, gram.getEntry(i, j), EXACT);
      }
    }
  }

  /** Were the signs of R left in, the first column would always point the same way. */
  @Test
  void orthogonalMatricesAreDrawnEvenly() {
    double sum = 0;
    for (int seed = 0; seed < 400; seed++) {
      sum += Math.signum(fill(Initializers.orthogonal(1), seed, 4, 4)[0]);
    }
    assertEquals(0, sum / 400, 0.2, "three and a half standard deviations");
  }

  @Test
  void spectralRadiusIsAsAsked() {
    EigenDecomposition eigen =
        new EigenDecomposition(matrix(Initializers.spectralRadius(0.95), 12, 12));
    double largest = 0;
    for (int i = 0; i < 12; i++) {
      largest =
          Math.max(largest, Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i)));
    }
    assertEquals(0.95, largest, 1e-10);
  }

  @Test
  void spectralRadiusWantsASquareMatrix() {
    Refusal.of(() -> fill(Initializers.spectralRadius(1), 1, 3, 4), "square matrix", "3 x 4");
  }

  @Test
  void matricesAreNotForVectors() {
    for (Initializer initializer :
        new Initializer[] {
          Initializers.orthogonal(1), Initializers.identity(1), Initializers.spectralRadius(1)
        }) {
      Refusal.of(() -> fill(initializer, 1, 5), "needs a matrix", "[5]");
    }
  }

  @Test
  void identityOfAnyShape() {
    assertArrayEquals(new double[] {2, 0, 0, 0, 2, 0}, fill(Initializers.identity(2), 1, 2, 3));
    assertArrayEquals(new double[] {2, 0, 0, 2, 0, 0}, fill(Initializers.identity(2), 1, 3, 2));
  }

  @Test
  void uniformAndGlorotStayWithinTheirBounds() {
    assertTrue(
        Arrays.stream(fill(Initializers.uniform(1, 2), 1, 500)).allMatch(v -> 1 <= v && v < 2));
    double bound = Math.sqrt(6.0 / 50);
    double[] glorot = fill(Initializers.glorotUniform(), 1, 20, 30);
    double largest = Arrays.stream(glorot).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= bound && largest > 0.95 * bound, "largest " + largest);
  }

  @Test
  void normalHasItsStandardDeviation() {
    double[] values = fill(Initializers.normal(0.5), 1, 10_000);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertEquals(0, mean, 0.02);
    assertEquals(0.25, variance, 0.02);
  }

  @Test
  void chronoPairIsOneDrawWithBothSigns() {
    Initializer forget = Initializers.chrono(50, 1);
    Initializer input = Initializers.chrono(50, -1);
    assertEquals(forget.streamName("f.b"), input.streamName("i.b"));
    double[] forgetBias = fill(forget, 3, 200);
    double[] inputBias = fill(input, 3, 200);
    for (int i = 0; i < forgetBias.length; i++) {
      assertEquals(-forgetBias[i], inputBias[i]);
      assertTrue(forgetBias[i] >= 0 && forgetBias[i] <= Math.log(49), "a lag of 1 to 49");
    }
    assertTrue(Arrays.stream(forgetBias).max().orElseThrow() > Math.log(40));
  }

  @Test
  void othersDrawFromTheParametersOwnStream() {
    assertEquals("i.Wh", Initializers.orthogonal(1).streamName("i.Wh"));
  }
}
