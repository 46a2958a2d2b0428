package dev.carousel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadsTest {
  @ParameterizedTest
  @CsvSource({"64, 4", "4, 4", "6, 2", "13, 1", "1, 1"})
  void zeroIsFourHeadsWherePossible(int units, int expected) {
    assertEquals(expected, new Heads(0).in("cell", units));
  }

  @Test
  void headsThatDivideTheUnitsAreTaken() {
    assertEquals(8, new Heads(8).in("cell", 64));
    assertEquals(3, new Heads(3).in("cell", 3));
  }

  @Test
  void headsThatDoNotDivideTheUnitsAreRefused() {
    Refusal error =
        Refusal.of(
            "heads=8 of 12 units",
            () -> new Heads(8).in("my-cell", 12),
            "'heads' of the cell my-cell",
            "divides the 12 units",
            "8",
            "heads=0");
    assertEquals(Refusal.Kind.USAGE, error.kind());
  }

  @Test
  void negativeNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Heads(-1));
  }
}
