package dev.carousel.optimizers.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.optimizers.Golden;
import dev.carousel.optimizers.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  @Test
  void agreeWithPyTorch() {
    Set<String> covered = new HashSet<>();
    for (JsonNode each : Golden.read("schedules").get("cases")) {
      String text = each.get("schedule").textValue();
      Schedule schedule = Plugins.schedule(text);
      JsonNode wanted = each.get("factors");
      Tensor factors = Precision.FLOAT64.zeros(wanted.size());
      for (int update = 0; update < wanted.size(); update++) {
        factors.set(update, schedule.factor(update, 0));
      }
      Golden.assertNear(wanted, factors, text);
      covered.add(text.split(":", 2)[0]);
    }
    covered.add("plateau"); // below
    assertEquals(Set.copyOf(Plugins.ids(ScheduleProvider.class)), covered);
  }

  @Test
  void plateauAgreesWithPyTorchAfterEachValidation() {
    JsonNode golden = Golden.read("schedules").get("plateau");
    double[] losses = Golden.tensor(golden.get("losses")).toDoubles();
    for (JsonNode each : golden.get("cases")) {
      String text = each.get("schedule").textValue();
      Schedule schedule = Plugins.schedule(text);
      assertTrue(schedule.readsValidations());
      Tensor factors = Precision.FLOAT64.zeros(losses.length);
      for (int i = 0; i < losses.length; i++) {
        factors.set(i, schedule.factor(100 * i, 0, Arrays.copyOf(losses, i + 1)));
      }
      Golden.assertNear(each.get("factors"), factors, text);
    }
  }

  /** PyTorch's rule would take -0.99995 for an improvement over -1. */
  @Test
  void plateauMeasuresTheFallOfLossesBelowZeroToo() {
    Schedule schedule = Plugins.schedule("plateau:patience=0");
    assertEquals(0.1, schedule.factor(0, 0, new double[] {-1, -0.99995}), 1e-15);
    assertEquals(1, schedule.factor(0, 0, new double[] {-1, -1.1}));
  }

  /** A loss that is not finite is never an improvement, not even the first. */
  @Test
  void plateauCountsALossThatIsNotFinite() {
    Schedule schedule = Plugins.schedule("plateau:patience=1");
    double bad = Double.POSITIVE_INFINITY;
    assertEquals(1, schedule.factor(0, 0, new double[] {bad}));
    assertEquals(0.1, schedule.factor(0, 0, new double[] {bad, bad}), 1e-15);
    assertEquals(1, schedule.factor(0, 0, new double[] {bad, 3, bad}));
  }

  @Test
  void oneCycleStaysAtItsEndAndNeedsALength() {
    Schedule cycle = Plugins.schedule("one-cycle:final=0.002");
    assertEquals(0.002, cycle.factor(49, 50), 1e-15);
    assertEquals(0.002, cycle.factor(1_000_000_000_000L, 50), 1e-15);
    assertEquals(0.002, cycle.factor(0, 1), 1e-15);
    Refusal error = Refusal.of(() -> cycle.factor(0, 0));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("one-cycle:updates=10000"), message);
  }

  @Test
  void cosineFallsOverThePlannedUpdatesAndStays() {
    Schedule cosine = Plugins.schedule("cosine:final=0.2");
    assertEquals(1, cosine.factor(0, 50), 1e-15);
    assertEquals(0.6, cosine.factor(25, 50), 1e-15);
    assertEquals(0.2, cosine.factor(50, 50), 1e-15);
    assertEquals(0.2, cosine.factor(1_000_000_000_000L, 50), 1e-15);
  }

  @Test
  void cosinePrefersItsOwnOptionToThePlan() {
    assertEquals(0.5, Plugins.schedule("cosine:updates=10").factor(5, 50), 1e-15);
  }

  @Test
  void cosineWithoutALengthIsAUsageErrorThatSaysHowToMendIt() {
    Schedule cosine = Plugins.schedule("cosine");
    Refusal error = Refusal.of(() -> cosine.factor(0, 0));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("limited by time"), message);
    assertTrue(message.contains("cosine:updates=10000"), message);
  }

  @Test
  void stepAndWarmupHoldFarOut() {
    assertEquals(0, Plugins.schedule("step:every=1").factor(1_000_000_000_000L, 0));
    assertEquals(1, Plugins.schedule("linear-warmup").factor(1_000_000_000_000L, 0));
  }
}
