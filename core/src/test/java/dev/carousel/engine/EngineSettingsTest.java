package dev.carousel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.error.CarouselException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {
  @Test
  void theWorkIsUnknownUnlessItIsSaid() {
    assertEquals(EngineSettings.UNKNOWN, EngineSettings.threads(2).multiplications());
    EngineSettings narrow = EngineSettings.threads(2).expecting(3, 5).with(WeightFormat.INT8);
    assertEquals(new EngineSettings(2, 0, WeightFormat.INT8, 15), narrow);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7, 0",
    "500, 2000000, 1000000000",
    "3037000500, 3037000500, 9223372036854775807",
    "9223372036854775807, 2, 9223372036854775807",
    "9223372036854775807, 9223372036854775807, 9223372036854775807"
  })
  void stepsTimesWeightsNeverOverflow(long steps, long weights, long expected) {
    assertEquals(expected, EngineSettings.threads(1).expecting(steps, weights).multiplications());
  }

  @Test
  void aNegativeNumberOfMultiplicationsIsRefused() {
    CarouselException refused =
        assertThrows(
            CarouselException.class, () -> new EngineSettings(1, 0, WeightFormat.FLOAT32, -1));
    assertEquals(
        "An engine cannot make fewer than no multiplications.\n"
            + "  expected: at least 0, or EngineSettings.UNKNOWN\n"
            + "  found:    -1",
        refused.getMessage());
  }
}
