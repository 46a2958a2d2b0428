package dev.carousel.engine;

import static dev.carousel.expr.Functions.blockDiagonal;
import static dev.carousel.expr.Functions.outer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a cell's author reads when groups, blocks or matrices do not fit: 4 inputs, 6 units. */
class MatrixErrorsTest {
  private static void assertSays(Cell cell, String... parts) {
    try (Engine engine = Engines.reference()) {
      String message = Refusal.of(() -> engine.compile("layer0", cell, 4, 6)).message();
      Stream.of(parts).forEach(part -> assertTrue(message.contains(part), message));
      assertTrue(
          message.contains("where:    cell of layer0, MatrixErrorsTest.java line "), message);
      assertTrue(message.contains("try:      "), message);
    }
  }

  @Test
  void groupsMustHaveTheSameSize() {
    String same = "All groups must have the same number of elements.";
    assertSays(s -> s.input().softmax(3), same, "found:    x of size 4, in 3 groups");
    assertSays(s -> s.input().sum(0), same, "x of size 4, in 0 groups");
    assertSays(s -> s.state("h").mean(4), same, "h of size 6, in 4 groups", "divides 6");
    assertSays(s -> s.state("h").layerNorm(5), same);
    assertSays(s -> s.state("h").rmsNorm(-1), same);
    assertSays(s -> s.state("h").largest(7), same);
  }

  @Test
  void elementsAreRepeatedAtLeastOnce() {
    assertSays(s -> s.input().repeatEach(0), "at least once", "x, 0 times");
  }

  @Test
  void elementsMustFillTheMatrix() {
    assertSays(
        s -> s.state("h").asMatrix(2, 2),
        "The elements of h do not fill the matrix.",
        "found:    6 elements, for 1 x 2 x 2",
        "whose product is 6");
    assertSays(s -> s.state("h").asMatrix(0, 2, 3), "do not fill the matrix");
    assertSays(s -> s.matrixState("S", 0, 3), "The size of S must be at least 1.");
  }

  @Test
  void headsMustDivideBothVectors() {
    String heads = "A vector must have as many elements for each head.";
    assertSays(s -> outer(4, s.input(), s.state("h")), heads, "found:    h of size 6, for 4 heads");
    assertSays(s -> outer(0, s.input(), s.state("h")), heads, "x of size 4, for 0 heads");
  }

  @Test
  void vectorsMustFitTheMatrix() {
    assertMisfit("times", "x of size 4, for S[1 x 2 x 3]", "a vector of 3", MatrixExpr::times);
    assertMisfit("transposedTimes", "x of size 4", "a vector of 2", MatrixExpr::transposedTimes);
    assertMisfit(
        "scaledRows", "x of size 4", "a vector of 2", (m, x) -> m.scaledRows(x).asVector());
    assertMisfit(
        "scaledColumns", "x of size 4", "a vector of 3", (m, x) -> m.scaledColumns(x).asVector());
    assertMisfit("scaled", "x of size 4", "a vector of 1", (m, x) -> m.scaled(x).asVector());
  }

  private interface Use {
    Expr of(MatrixExpr matrix, Expr x);
  }

  private static void assertMisfit(String method, String found, String mend, Use use) {
    assertSays(
        s -> use.of(s.matrixState("S", 2, 3), s.input()),
        "The vector does not fit the matrix in " + method + "(x).",
        found,
        mend);
  }

  @Test
  void matricesMustHaveTheSameShape() {
    assertSays(
        s -> s.matrixState("S", 2, 3).plus(s.matrixState("Q", 3, 2)),
        "Both sides of (S + ..) must have the same shape.",
        "S[1 x 2 x 3] and Q[1 x 3 x 2]");
    assertSays(
        s -> s.matrixState("S", 2, 3).minus(s.matrixState("Q", 1, 1)), "Both sides of (S - ..)");
  }

  @Test
  void blocksMustDivideBothVectors() {
    assertSays(
        s -> s.affine("a", blockDiagonal(s.input(), 3)),
        "The blocks of the affine map a must divide both of its vectors.",
        "found:    3 blocks, from a vector of 4 to one of 6",
        "a number that divides 4 and 6");
    assertSays(s -> s.affine("a", 4, blockDiagonal(s.state("h"), 4)), "4 blocks");
    assertSays(s -> s.affine("a", blockDiagonal(s.state("h"), 0)), "0 blocks");
  }

  @Test
  void valueTargetAndSlopeMustHaveOneSize() {
    assertSays(
        s -> s.input().gradientTo(s.state("h"), s.input()),
        "A value, the target of its gradient and the slope must have the same size.",
        "found:    x[4], h[6], x[4]");
    assertSays(s -> s.input().gradientTo(s.input(), s.state("h")), "x[4], x[4], h[6]");
  }

  @Test
  void constantMatricesAreRectanglesWithNamesOfTheirOwn() {
    assertSays(
        s -> s.constantMatrix("A", new double[][] {{1, 2}, {3}}),
        "The rows of the matrix A must be as long as each other.",
        "found:    rows of 2 and of 1");
    assertSays(s -> s.constantMatrix("A", new double[0][0]), "The size of A must be at least 1.");
    assertSays(
        s -> {
          s.constantMatrix("A", new double[][] {{1}});
          s.constantMatrix("A", new double[][] {{1}});
        },
        "Two parameters are named A.");
    assertSays(
        s -> {
          s.matrix("A", 2, 2, Initializers.zeros());
          s.constantMatrix("A", new double[][] {{1}});
        },
        "Two parameters are named A.");
    assertSays(
        s -> {
          s.constantMatrix("A", new double[][] {{1}});
          s.matrix("A", 2, 2, Initializers.zeros());
        },
        "Two parameters are named A.");
  }
}
