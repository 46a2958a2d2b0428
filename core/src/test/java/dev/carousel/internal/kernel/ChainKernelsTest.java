package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.Operation;
import dev.carousel.internal.kernel.Elementwise.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of operations on the kernels of this machine, against one scalar operation at a time. */
class ChainKernelsTest {
  private static final int CHAINS = 60;
  private static final int MOST_OPERATIONS = 40;
  private static final int OPERANDS = 7;
  private static final int ROWS = 3;
  private static final int LARGEST = 70;
  private static final float UNTOUCHED = 42f;

  private static final List<Op> OPS = Operation.all().stream().map(Operation::op).toList();

  private static List<Elementwise> draw(Random random, int operands) {
    List<Elementwise> operations = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_OPERATIONS);
    for (int i = 0; i < count; i++) {
      operations.add(
          new Elementwise(
              OPS.get(random.nextInt(OPS.size())),
              random.nextFloat() - 0.5f,
              random.nextFloat(),
              random.nextInt(operands),
              random.nextInt(operands),
              random.nextInt(operands),
              random.nextInt(operands)));
    }
    return operations;
  }

  /** Operands with gaps between their rows, the last of which is one row for all. */
  private static List<Rows> operands(Random random, int n) {
    List<Rows> operands = new ArrayList<>();
    for (int k = 0; k <= OPERANDS; k++) {
      int stride = k == OPERANDS ? 0 : n + k;
      float[] array = new float[k + (ROWS - 1) * stride + n + 2];
      Arrays.fill(array, UNTOUCHED);
      for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < n; i++) {
          array[k + r * stride + i] = (float) random.nextGaussian();
        }
      }
      operands.add(new Rows(array, stride));
    }
    return operands;
  }

  private static List<Rows> copy(List<Rows> operands) {
    return operands.stream().map(rows -> new Rows(rows.array().clone(), rows.stride())).toList();
  }

  private static int[] starts() {
    int[] at = new int[OPERANDS + 1];
    Arrays.setAll(at, k -> k);
    return at;
  }

  private static void oneByOne(List<Elementwise> operations, List<Rows> operands, int n) {
    for (Elementwise e : operations) {
      new ScalarKernels()
          .loop(new ElementChain(List.of(e), operands, Set.of()))
          .run(ROWS, n, starts());
    }
  }

  private static void assertSame(List<Rows> expected, List<Rows> found, Set<Integer> passing) {
    for (int k = 0; k < expected.size(); k++) {
      if (!passing.contains(k)) {
        int operand = k;
        assertArrayEquals(
            expected.get(k).array(), found.get(k).array(), () -> "operand " + operand);
      }
    }
  }

  private static List<Elementwise> readingTheLastOnly(List<Elementwise> operations) {
    return operations.stream()
        .map(
            e ->
                new Elementwise(
                    e.op(), e.scale(), e.shift(), e.x(), e.y(), OPERANDS, e.out() % OPERANDS))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "best"})
  void aChainIsItsOperationsOneByOne(String which) {
    Kernels kernels = which.equals("scalar") ? new ScalarKernels() : KernelProvider.best();
    for (int seed = 0; seed < CHAINS; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(LARGEST);
      List<Elementwise> operations = readingTheLastOnly(draw(random, OPERANDS));
      List<Rows> expected = operands(random, n);
      List<Rows> found = copy(expected);
      oneByOne(operations, expected, n);
      kernels.loop(new ElementChain(operations, found, Set.of())).run(ROWS, n, starts());
      assertSame(expected, found, Set.of());
    }
  }

  /** A result that nobody reads later may be left out; what is made of it may not change. */
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "best"})
  void whatPassesIsStillReadWithinTheChain(String which) {
    Kernels kernels = which.equals("scalar") ? new ScalarKernels() : KernelProvider.best();
    for (int seed = 0; seed < CHAINS; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(LARGEST);
      List<Elementwise> operations = new ArrayList<>();
      operations.add(new Elementwise(Op.IDENTITY, 0, 0, 2, 2, 2, 0));
      operations.add(new Elementwise(Op.IDENTITY, 0, 0, 3, 3, 3, 1));
      operations.addAll(readingTheLastOnly(draw(random, OPERANDS)));
      List<Rows> expected = operands(random, n);
      List<Rows> found = copy(expected);
      oneByOne(operations, expected, n);
      Set<Integer> passing = Set.of(0, 1);
      kernels.loop(new ElementChain(operations, found, passing)).run(ROWS, n, starts());
      assertSame(expected, found, passing);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 64})
  void aDenseBlockIsOneRow(int n) {
    Random random = new Random(n);
    List<Elementwise> operations = draw(random, 3);
    float[][] arrays = new float[3][ROWS * n];
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) random.nextGaussian();
      }
    }
    List<Rows> byRows = copy(Arrays.stream(arrays).map(a -> new Rows(a, n)).toList());
    List<Rows> atOnce = copy(byRows);
    Kernels kernels = KernelProvider.best();
    kernels.loop(new ElementChain(operations, byRows, Set.of())).run(ROWS, n, new int[3]);
    kernels.loop(new ElementChain(operations, atOnce, Set.of())).run(1, ROWS * n, new int[3]);
    assertSame(byRows, atOnce, Set.of());
  }
}
