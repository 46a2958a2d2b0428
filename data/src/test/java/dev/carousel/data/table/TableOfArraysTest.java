package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table of a program's own numbers. */
class TableOfArraysTest {
  private static final String FIRST_LINE = "The table cannot be built from these columns.";

  @Test
  void numbersAreCopied() {
    double[] x = {1, 2, 3};
    Table table = Table.of("mine", List.of("x", "y"), List.of(x, new double[] {4, 5, 6}));
    x[0] = 7;
    assertEquals(3, table.rows());
    assertArrayEquals(new double[] {1, 2, 3}, table.column("x"));
  }

  @Test
  void wrongColumnsAreRefusedByName() {
    double[] one = {1};
    Refusal.of(
        () -> Table.of("mine", List.of("x"), List.of()), FIRST_LINE, "1 names, 0 columns", "mine");
    Refusal.of(() -> Table.of("mine", List.of(), List.of()), FIRST_LINE, "at least one");
    Refusal.of(
        () -> Table.of("mine", List.of("x", "x"), List.of(one, one)), FIRST_LINE, "'x' twice");
    Refusal.of(
        () -> Table.of("mine", List.of("x", "y"), List.of(one, new double[2])),
        FIRST_LINE,
        "2 values of 'y', 1 of the first column");
    Refusal.of(
        () -> Table.of("mine", List.of("x"), List.of(new double[0])),
        FIRST_LINE,
        "0 values of 'x'");
    Refusal.of(
        () -> Table.of("mine", List.of("x"), List.of(new double[] {1, Double.NaN})),
        FIRST_LINE,
        "NaN in column 'x', row 1");
  }
}
