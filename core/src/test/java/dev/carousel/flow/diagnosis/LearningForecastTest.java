package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Sequences;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningForecastTest {
  private static final int LAG = 60;

  private static LearningForecast forecast(Cell cell, int layers) {
    return forecast(cell, layers, new Sequences(Moment.END, LAG + 1, LAG + 1, 0));
  }

  private static LearningForecast forecast(Cell cell, int layers, Sequences task) {
    try (Engine engine = Engines.reference()) {
      NetworkSpec spec = new NetworkSpec(task.shape(), "test", 5, layers, 0, false, 0);
      Network network = Network.compile(engine, spec, cell);
      return LearningForecast.of(
          Laboratory.measure(
              network,
              network.initialParameters(1),
              task.data().training(),
              new FlowSettings(LAG, 4, 1, 1)));
    }
  }

  /** What is left after 60 steps is the gain to the power of 60: 0.05 at a gain of 0.951. */
  @ParameterizedTest
  @CsvSource({
    "0.5, OUT_OF_REACH",
    "0.95, OUT_OF_REACH",
    "0.953, WITHIN_REACH",
    "1, WITHIN_REACH",
    "1.12, WITHIN_REACH",
    "1.13, EXPLODES",
    "3.9, EXPLODES"
  })
  void aLinearNetworkReachesAsFarAsItsGain(double gain, Outlook outlook) {
    LearningForecast found = forecast(Cells.linear(Initializers.orthogonal(gain)), 1);
    assertEquals(outlook, found.outlook());
    assertEquals(outlook != Outlook.WITHIN_REACH, found.outlook().isFailure());
    assertEquals(LAG, found.lag());
    double expected = Math.pow(gain, LAG);
    assertEquals(expected, found.arriving(), 1e-9 * expected);
    assertEquals(0, found.timeScale(), 0);
  }

  @Test
  void theTimeScaleIsThatOfTheForgetGates() {
    LearningForecast shut = forecast(Cells.zeroLstm(-2), 1);
    assertEquals(Outlook.OUT_OF_REACH, shut.outlook());
    assertEquals(-1 / Math.log(1 / (1 + Math.exp(2))), shut.timeScale(), 1e-9);
    assertEquals(Outlook.WITHIN_REACH, forecast(Cells.zeroLstm(6), 1).outlook());
  }

  @Test
  void theLowestLayerDecides() {
    LearningForecast one = forecast(Cells.linear(Initializers.orthogonal(0.5)), 1);
    LearningForecast two = forecast(Cells.linear(Initializers.orthogonal(0.5)), 2);
    assertTrue(two.arriving() > one.arriving(), "paths through the upper layer count too");
    assertEquals(Outlook.OUT_OF_REACH, two.outlook());
  }

  /** States of 4^60 make a loss whose gradient is beyond what float32 can tell. */
  @Test
  void whatCannotBeMeasuredIsUnknown() {
    Cell growing = Cells.linear(Initializers.orthogonal(4));
    LearningForecast found = forecast(growing, 1, Sequences.of(LAG + 1));
    assertEquals(Outlook.UNKNOWN, found.outlook());
    assertFalse(found.outlook().isFailure());
  }

  @Test
  void whatIsLostAtOnceIsOutOfReach() {
    LearningForecast found = forecast(Cells.forgetful(), 1);
    assertEquals(0, found.arriving(), 0);
    assertEquals(Outlook.OUT_OF_REACH, found.outlook());
  }
}
