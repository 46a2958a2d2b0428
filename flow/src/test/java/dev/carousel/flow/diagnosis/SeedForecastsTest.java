package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Means and spreads over starts, by hand. */
class SeedForecastsTest {
  private static LearningForecast forecast(double arriving, double share) {
    return new LearningForecast(50, arriving, 3, share, ForecastCalibration.outlook(50, share));
  }

  @Test
  void startsAreCountedAndSpread() {
    SeedForecasts all =
        new SeedForecasts(
            List.of(1L, 2L, 3L, 4L),
            List.of(
                forecast(1, 0), forecast(2, 0.5), forecast(3, 1e-9), forecast(Double.NaN, NAN)));
    assertEquals(2, all.unlikely());
    assertEquals(Outlook.UNKNOWN, all.ofSeeds().get(3).outlook());
    assertEquals(2, all.arriving().mean(), 1e-12);
    assertEquals(1, all.arriving().deviation(), 1e-12);
    assertEquals(0.5 / 3, all.carouselShare().mean(), 1e-9);
  }

  @Test
  void oneStartHasNoSpread() {
    SeedForecasts one = new SeedForecasts(List.of(1L), List.of(forecast(0.25, 0)));
    assertEquals(0.25, one.arriving().mean());
    assertTrue(Double.isNaN(one.arriving().deviation()));
    SeedForecasts none = new SeedForecasts(List.of(1L), List.of(forecast(NAN, NAN)));
    assertTrue(Double.isNaN(none.arriving().mean()));
    assertEquals(0, none.unlikely());
  }

  private static final double NAN = Double.NaN;
}
