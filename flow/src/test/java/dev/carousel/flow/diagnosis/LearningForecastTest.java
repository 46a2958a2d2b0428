package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.diagnosis.ForecastCalibration.Frequency;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningForecastTest {
  private static final int LAG = 60;

  private static LearningForecast forecast(Cell cell, int layers) {
    return forecast(cell, layers, new Sequences(Moment.END, LAG + 1, LAG + 1, 0));
  }

  private static LearningForecast forecast(Cell cell, int layers, Sequences task) {
    try (Engine engine = Engines.reference()) {
      NetworkSpec spec = NetworkSpec.of(task.shape(), cell).units(5).layers(layers);
      Network network = Network.compile(engine, spec);
      return LearningForecast.of(
          Laboratory.measure(
              network,
              network.initialParameters(1),
              task.data().training(),
              new FlowSettings(LAG, 4, 1, 1)));
    }
  }

  /** What is left after 60 steps is the gain to the power of 60; none of it on a carousel. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.95, 1, 1.13, 3.9})
  void aLinearNetworkReachesAsFarAsItsGain(double gain) {
    LearningForecast found = forecast(Cells.linear(Initializers.orthogonal(gain)), 1);
    assertEquals(LAG, found.lag());
    double expected = Math.pow(gain, LAG);
    assertEquals(expected, found.arriving(), 1e-9 * expected);
    assertEquals(0, found.timeScale(), 0);
    assertEquals(0, found.carouselShare(), 0);
    assertEquals(Outlook.UNLIKELY, found.outlook());
    assertEquals(new Frequency(64, 19), found.frequency());
  }

  /** Next to nothing arrives through shut gates, but all of it on the carousel: they can open. */
  @Test
  void shutGatesCanOpen() {
    LearningForecast found = forecast(Cells.zeroLstm(-2), 1);
    assertTrue(found.arriving() < 1e-40, () -> "arriving " + found.arriving());
    assertEquals(1, found.carouselShare(), 1e-6);
    assertEquals(Outlook.LIKELY, found.outlook());
    assertEquals(new Frequency(94, 68), found.frequency());
  }

  @Test
  void theTimeScaleIsThatOfTheForgetGates() {
    LearningForecast shut = forecast(Cells.zeroLstm(-2), 1);
    assertEquals(-1 / Math.log(1 / (1 + Math.exp(2))), shut.timeScale(), 1e-9);
  }

  @Test
  void theLowestLayerDecides() {
    LearningForecast one = forecast(Cells.linear(Initializers.orthogonal(0.5)), 1);
    LearningForecast two = forecast(Cells.linear(Initializers.orthogonal(0.5)), 2);
    assertTrue(two.arriving() > one.arriving(), "paths through the upper layer count too");
  }

  /** States of 4^60 make a loss whose gradient is beyond what float32 can tell. */
  @Test
  void whatCannotBeMeasuredIsUnknown() {
    Cell growing = Cells.linear(Initializers.orthogonal(4));
    LearningForecast found = forecast(growing, 1, Sequences.of(LAG + 1));
    assertEquals(Outlook.UNKNOWN, found.outlook());
    assertEquals(0, found.frequency().runs());
  }

  @Test
  void ofWhatIsLostAtOnceNothingIsTold() {
    LearningForecast found = forecast(Cells.forgetful(), 1);
    assertEquals(0, found.arriving(), 0);
    assertEquals(Outlook.UNKNOWN, found.outlook());
    assertEquals(0, found.frequency().runs());
  }

  /** To know one of two numbers halves the loss: that is not to have learnt the task. */
  @Test
  void learntIsLessThanAQuarterOfTheConstantsLoss() {
    assertTrue(LearningForecast.isLearnt(0.0416, 1.0 / 6));
    assertFalse(LearningForecast.isLearnt(0.0417, 1.0 / 6));
    assertFalse(LearningForecast.isLearnt(Double.NaN, 1.0 / 6));
  }
}
