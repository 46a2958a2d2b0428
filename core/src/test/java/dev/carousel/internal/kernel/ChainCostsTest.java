package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.fixture.Allocation;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.Operation;
import dev.carousel.internal.kernel.Elementwise.Rows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No vector of a chain stays on the heap once it is compiled, however long the chain is. */
class ChainCostsTest {
  private static final int N = 256;
  private static final int CALLS = 20_000;

  /** Not written, but there. */
  private static final Set<Op> LOOPS_OF_THEIR_OWN =
      EnumSet.of(Op.EXP, Op.LOG, Op.SOFTPLUS, Op.SIN, Op.COS);

  private static void assertMakesNoObject(List<Elementwise> operations, int operands) {
    List<Rows> rows = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      rows.add(new Rows(new float[N], N));
    }
    ElementLoop loop =
        KernelProvider.best().loop(new ElementChain(operations, rows, Set.of(operands - 1)));
    int[] at = new int[operands];
    long made =
        Allocation.least(
            0,
            () -> {
              for (int i = 0; i < CALLS; i++) {
                loop.run(1, N, at);
              }
            });
    assertEquals(0, made, "bytes in " + CALLS + " calls");
  }

  @Test
  void ofAllOperationsThatLoopsAreWrittenFor() {
    List<Elementwise> operations = new ArrayList<>();
    for (Operation operation : Operation.all()) {
      int k = operations.size();
      if (!LOOPS_OF_THEIR_OWN.contains(operation.op())) {
        operations.add(new Elementwise(operation.op(), 0.5f, 1, k, k + 1, k + 2, 39));
      }
    }
    assertMakesNoObject(operations, 40);
  }

  @Test
  void ofManyOperationsAndFunctions() {
    List<Elementwise> operations = new ArrayList<>();
    Op[] ops = {Op.MULTIPLY, Op.SIGMOID, Op.WHERE_ABOVE, Op.TANH, Op.LINEAR, Op.SIGMOID_GRADIENT};
    for (int i = 0; i < 60; i++) {
      Op op = ops[i % ops.length];
      operations.add(new Elementwise(op, 0.5f, 1, i % 7, (i + 3) % 7, (i + 5) % 7, (i + 1) % 7));
    }
    assertMakesNoObject(operations, 7);
  }

  /** More than the JIT compiles in one method. */
  @Test
  void ofHundredsOfOperations() {
    List<Elementwise> operations = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      operations.add(new Elementwise(Op.MULTIPLY, 0, 0, i % 7, (i + 3) % 7, i % 7, (i + 1) % 7));
    }
    assertMakesNoObject(operations, 7);
  }
}
