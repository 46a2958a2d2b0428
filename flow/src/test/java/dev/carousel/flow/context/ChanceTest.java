package dev.carousel.flow.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChanceTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.99, 0.9999, 0.9999999})
  void bothFormsOfTheQuantileAgreeWhereTheyMeet(double probability) {
    double few = Chance.ofFew(Chance.MANY, probability) / Chance.MANY;
    assertEquals(few, Chance.ofMany(Chance.MANY, probability), 1e-8);
  }

  /** As where all that varies is how sums are rounded. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 1e-8, 1e-13, 1e-15})
  void whatHardlyVariesIsSoonJudged(double variation) {
    double[] shuffled = new double[100];
    for (int i = 0; i < shuffled.length; i++) {
      shuffled[i] = 3 * (1 + (i % 2 == 0 ? variation : -variation));
    }
    Chance chance =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Chance.of(shuffled, 1000));
    assertEquals(3, chance.mean(), 1e-14);
    assertTrue(chance.threshold() >= chance.mean());
    assertEquals(3 * (1 + 4.26 * variation), chance.threshold(), 0.1 * variation + 1e-14);
  }
}
