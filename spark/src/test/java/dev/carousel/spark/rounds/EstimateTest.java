package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When many machines pay, by arithmetic. */
class EstimateTest {
  private static final Estimate ESTIMATE = new Estimate(0.1, 1, 4);

  @Test
  void theSpeedupIsWhatTasksDoInTheTimeOfOneMachine() {
    assertEquals(4 * 100 * 0.1 / (100 * 0.1 + 1), ESTIMATE.speedup(100), 1e-12);
    assertEquals(4 * 0.1 / 1.1, ESTIMATE.speedup(1), 1e-12);
    assertEquals(3, new Estimate(0.1, 0, 3).speedup(7), 1e-12, "an exchange that takes no time");
  }

  @Test
  void theSentencesGiveTheTimesAndSayWhenOneMachineIsBetter() {
    assertEquals(
        List.of(
            "An update takes 100.0 ms here; to send the parameters to 4 tasks and back, 1000 ms.",
            "Rounds of 100 updates: 3.6 times the data of one machine.",
            "An exchange after each update: 0.4 times the data of one machine. One machine is the"
                + " better choice."),
        ESTIMATE.sentences(100));
  }
}
