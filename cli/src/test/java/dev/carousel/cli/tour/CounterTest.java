package dev.carousel.cli.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import dev.carousel.train.TrainingListener;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The LSTM that counts: it learns with any seed, and says so where it did not. */
@Tag("optimized")
class CounterTest {
  private static String told(Counter.Measured m) {
    return TourText.of(LstmChapter.tell(m), 7, Look.plain()).stream()
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 42})
  void learnsToCountAndItsCarouselIsTheProductOfItsGates(long seed) {
    try (Session session = Session.open(new GlobalOptions())) {
      Counter.Measured m = Counter.measure(session, seed, TrainingListener.none(), stop -> {});
      assertTrue(m.finished() && m.learned(), () -> m.rightInTraining() + " of " + Counter.N);
      assertTrue(m.furthest() >= Counter.N, () -> "up to " + m.furthest());
      assertTrue(Math.abs(m.correlation()) > 0.9, () -> "correlation " + m.correlation());
      assertTrue(m.error() < 1e-5, () -> "error " + m.error());
      assertEquals(2 * Counter.N + 1, m.carousel().length);
      assertTrue(told(m).contains("It has learned it"), told(m));
    }
  }

  @Test
  void aNetworkThatHasNotLearnedIsCalledThat() {
    try (Session session = Session.open(new GlobalOptions())) {
      Counter.Measured m = Counter.measure(session, 1, TrainingListener.none(), stop -> stop.run());
      assertFalse(m.learned() || m.finished());
      String told = told(m);
      assertTrue(told.contains("It has NOT learned this yet"), told);
      assertTrue(told.contains("stopped early"), told);
      assertFalse(told.contains("a counter, found by training"), told);
    }
  }

  @Test
  void theProductOfGatesIsWeightedByTheError() {
    double[][] gates = {{0.1, 0.1}, {0.5, 0.25}, {1, 0.5}};
    double[] product = Counter.product(gates, 3, 4);
    assertEquals(1, product[0], 1e-12);
    assertEquals(Math.hypot(3, 2) / 5, product[1], 1e-12);
    assertEquals(Math.hypot(1.5, 0.5) / 5, product[2], 1e-12);
  }
}
