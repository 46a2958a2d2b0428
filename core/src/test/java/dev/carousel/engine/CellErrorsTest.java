package dev.carousel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell's author reads when the equations do not fit together: 4 inputs, 6 units. */
class CellErrorsTest {
  private static String errorOf(Cell cell) {
    try (Engine engine = Engines.reference()) {
      Refusal error = Refusal.of(() -> engine.compile("layer0", cell, 4, 6));
      assertEquals(Refusal.Kind.FAILURE, error.kind());
      return error.message();
    }
  }

  /** The parts, and the place: layer, this file, and the line from which the cell's lambda came. */
  private static void assertSays(Cell cell, String... parts) {
    String message = errorOf(cell);
    Stream.of(parts).forEach(part -> assertTrue(message.contains(part), message));
    assertTrue(message.contains("where:    cell of layer0, CellErrorsTest.java line "), message);
    assertTrue(message.contains("try:      "), message);
  }

  @Test
  void placeIsTheLineOfTheCell() {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 5;
    String message =
        errorOf(
            s -> {
              Expr h = s.state("h");
              s.input().plus(h);
            });
    assertTrue(message.contains("CellErrorsTest.java line " + line), message);
  }

  @Test
  void twoSizesThatDoNotFitNameBothSides() {
    assertSays(
        s -> s.state("h").times(s.input()),
        "Both sides of (h * x) must have the same size.",
        "found:    h of size 6, x of size 4");
  }

  @Test
  void whatTheCellsCodeThrowsNamesLayerLineAndClass() {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    Cell broken = s -> s.next("h", s.state(List.<String>of().get(0)));
    String message = errorOf(broken);
    assertTrue(message.contains("The cell failed while its equations were read."), message);
    assertTrue(message.contains("found:    java.lang.ArrayIndexOutOfBoundsException"), message);
    assertTrue(
        message.contains("where:    cell of layer0, CellErrorsTest.java line " + line), message);
    assertTrue(message.contains("; " + broken.getClass().getName()), message);
  }

  @Test
  void aCellThatCallsItselfForEverIsNamedToo() {
    Cell[] self = new Cell[1];
    self[0] = s -> self[0].step(s);
    assertSays(self[0], "The cell failed while its equations were read.", "StackOverflowError");
  }

  /** What a cell throws that was built for another version, or is wrong in another way. */
  @Test
  void errorsOfACellAreNamedWithACure() {
    String summary = "The cell failed while its equations were read.";
    for (Error error :
        List.of(
            new NoSuchMethodError("dev.carousel.expr.Expr.old()"),
            new NoClassDefFoundError("org/other/Part"))) {
      Cell old =
          s -> {
            throw error;
          };
      assertSays(old, summary, error.toString(), "a build for this version of Carousel");
    }
    Cell asserting =
        s -> {
          throw new AssertionError("a slip");
        };
    assertSays(
        asserting,
        summary,
        "java.lang.AssertionError: a slip",
        "report the fault to its " + "author");
    Cell hungry =
        s -> {
          throw new OutOfMemoryError("Java heap space");
        };
    try (Engine engine = Engines.reference()) {
      assertThrows(OutOfMemoryError.class, () -> engine.compile("layer0", hungry, 4, 6));
    }
  }

  @Test
  void longExpressionsAreCutShort() {
    String message =
        errorOf(
            s -> {
              Expr doubled = s.input();
              for (int i = 0; i < 200; i++) {
                doubled = doubled.plus(doubled).times(0.5);
              }
              doubled.plus(s.state("h"));
            });
    assertTrue(message.length() < 500, message);
    assertTrue(message.contains("of size 4, h of size 6"), message);
  }

  @Test
  void vectorThatDoesNotFitItsMatrix() {
    assertSays(
        s -> s.matrix("M", 6, 4, Initializers.zeros()).times(s.state("h")),
        "does not fit the matrix in M h.",
        "h of size 6; the matrix needs 4",
        "times takes a vector of 4, transposedTimes one of 6");
    assertSays(
        s -> s.matrix("M", 6, 4, Initializers.zeros()).transposedTimes(s.input()),
        "does not fit the matrix in M' x.",
        "x of size 4; the matrix needs 6");
  }

  @Test
  void unknownStateComesWithTheNearestWord() {
    assertSays(
        s -> s.next("memori", s.state("memory")),
        "No state is named memori.",
        "did you mean 'memory'?");
    assertSays(
        s -> s.next("h", s.affine("h", s.input())),
        "No state is named h.",
        "declare it first: state(\"h\")");
  }

  @Test
  void stateWithoutNextValueIsPlacedAtItsDeclaration() {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 4;
    String message =
        errorOf(
            s -> {
              s.state("c");
              s.next("h", s.affine("h", s.input(), s.state("h")));
            });
    assertTrue(message.contains("State c is never given its next value."), message);
    assertTrue(message.contains("no call of next(\"c\", ..)"), message);
    assertTrue(message.contains("CellErrorsTest.java line " + line), message);
  }

  @Test
  void secondNextValueIsRefused() {
    assertSays(
        s -> {
          Expr h = s.state("h");
          s.next("h", h.tanh());
          s.next("h", h);
        },
        "State h is given its next value twice.");
  }

  @Test
  void nextValueOfAnotherSizeIsRefused() {
    assertSays(
        s -> s.next("h", s.state("h").concat(s.input())),
        "The next value of state h must have the state's size.",
        "[10] for a state of size 6",
        "state(\"h\", 10)");
  }

  @Test
  void stateOfTwoSizesIsRefused() {
    assertSays(
        s -> s.state("h").plus(s.state("h", 3)), "State h is declared with two sizes.", "6 first");
  }

  @Test
  void sameParameterTwiceIsRefused() {
    assertSays(
        s -> s.affine("a", s.input()).plus(s.affine("a", s.input())),
        "Two parameters are named a.Wx.",
        "named(..); what a loop uses again is declared once, before the loop");
    assertSays(
        s -> s.affine("a", s.input()).plus(s.vector("a.b", 6, Initializers.zeros())),
        "Two parameters are named a.b.");
  }

  @Test
  void computedVectorNeedsANameToBeMultiplied() {
    assertSays(
        s -> s.affine("n", s.state("r").times(s.state("h"))),
        "The name of a vector in the affine map n must begin with a letter",
        "'(r * h)'",
        "named(..)");
  }

  @Test
  void affineMapWithoutAVectorIsRefused() {
    assertSays(s -> s.affine("a", Functions.bias(1)), "The affine map a multiplies nothing.");
  }

  @Test
  void twoWordsOnOneBiasAreRefused() {
    assertSays(
        s -> s.affine("a", s.input(), Functions.bias(1), Functions.noBias()),
        "The affine map a sets its bias more than once.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a/b", "ä", "a.b"})
  void badNamesAreRefused(String name) {
    assertSays(s -> s.state(name), "The name of a state", "'" + name + "'");
    assertSays(s -> s.affine(name, s.input()), "The name of an affine map");
    assertSays(s -> s.observe(name, s.input()), "observation");
    assertSays(s -> s.input().named(name), "The name of a vector");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a/b", ".a", "a.", "a..b"})
  void badNamesOfParametersAreRefused(String name) {
    assertSays(s -> s.vector(name, 2, Initializers.zeros()), "name of a parameter", "i.p");
    assertSays(s -> s.matrix(name, 2, 2, Initializers.zeros()), "'" + name + "'");
  }

  @Test
  void sliceOutsideItsVectorIsRefused() {
    List<int[]> ranges = List.of(new int[] {-1, 2}, new int[] {2, 5}, new int[] {3, 3});
    for (int[] range : ranges) {
      assertSays(
          s -> s.input().slice(range[0], range[1]),
          "A slice must lie within its vector",
          "x[" + range[0] + ", " + range[1] + ") of a vector of size 4");
    }
  }

  @Test
  void onlyOneElementCanBeRepeated() {
    assertSays(s -> s.input().repeat(8), "Only a vector of size 1", "x of size 4");
    assertSays(s -> s.input().mean().repeat(0), "at least once");
  }

  @Test
  void boundsOfClampTheWrongWayRoundAreRefused() {
    assertSays(s -> s.input().clamp(1, -1), "bounds of clamp", "clamp(1.0, -1.0)");
    assertSays(s -> s.input().clamp(Double.NaN, 1), "bounds of clamp");
  }

  @Test
  void vectorsOfAnotherStepAreRefused() {
    List<Expr> kept = new ArrayList<>();
    Cell keeps =
        s -> {
          kept.add(s.input());
          s.output(s.input());
        };
    try (Engine engine = Engines.reference()) {
      engine.compile("layer0", keeps, 4, 6);
    }
    assertSays(s -> s.input().plus(kept.get(0)), "A vector of another step was used.", "x[4]");
    assertSays(s -> s.affine("a", kept.get(0)), "A vector of another step was used.");
    assertSays(s -> s.output(kept.get(0)), "keep none in a field");
  }

  @Test
  void cellThatHandsNothingUpwardsIsRefused() {
    assertSays(
        s -> s.next("c", s.affine("c", s.input(), s.state("c"))),
        "The cell has no output.",
        "no state named h",
        "output(..)");
  }

  @Test
  void secondOutputIsRefused() {
    assertSays(
        s -> {
          s.output(s.input());
          s.output(s.input());
        },
        "The output is given twice.");
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertSays(s -> s.state("h", 0), "The size of h must be at least 1.", "4 inputs, 6 units");
    assertSays(s -> s.affine("a", -1, s.input()), "The size of a must be at least 1.");
    assertSays(s -> s.constant(1, 0), "The size of constant must be at least 1.");
    assertSays(s -> s.vector("v", 0, Initializers.zeros()), "The size of v must be at least 1.");
    assertSays(s -> s.matrix("M", 2, 0, Initializers.zeros()), "The size of M must be");
  }

  @Test
  void twoObservationsOfOneNameAreRefused() {
    assertSays(
        s -> {
          s.observe("gate", s.input());
          s.observe("gate", s.state("h"));
        },
        "observed under the name gate");
  }

  @Test
  void layerWithoutInputsOrUnitsIsRefused() {
    Cell cell = (Step s) -> s.output(s.input());
    try (Engine engine = Engines.reference()) {
      Refusal error = Refusal.of(() -> engine.compile("layer0", cell, 0, 6));
      assertEquals(Refusal.Kind.USAGE, error.kind());
      assertTrue(error.message().contains("0 inputs, 6 units"));
    }
  }
}
