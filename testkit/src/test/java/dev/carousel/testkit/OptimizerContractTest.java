package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each promise of the contract, broken once: the contract must notice. */
class OptimizerContractTest {
  private static OptimizerContract contractOf(Supplier<Optimizer> optimizer) {
    return new OptimizerContract() {
      @Override
      protected Optimizer optimizer() {
        return optimizer.get();
      }
    };
  }

  private static void assertNoticed(String expectedInMessage, Executable promise) {
    AssertionError noticed = assertThrows(AssertionError.class, promise);
    assertTrue(String.valueOf(noticed.getMessage()).contains(expectedInMessage), noticed::toString);
  }

  @Test
  void noticesAWrongSign() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    super.update(state, w, g, -rateFactor);
                  }
                });
    assertNoticed(
        "PARABOLA: loss went from 5.0 to ", () -> contract.descendsAParabola(Precision.FLOAT64));
    assertNoticed("ROSENBROCK: loss", () -> contract.descendsRosenbrocksValley(Precision.FLOAT32));
  }

  @Test
  void noticesNoMoveAtAll() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    state.advance();
                  }
                });
    assertNoticed("PARABOLA", () -> contract.descendsAParabola(Precision.FLOAT32));
    assertNoticed("ROSENBROCK", () -> contract.descendsRosenbrocksValley(Precision.FLOAT64));
  }

  @Test
  void noticesADivisionByAZeroGradient() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    w.forEach((name, x) -> x.addScaled(-RATE / g.get(name).get(0), g.get(name)));
                  }
                });
    assertNoticed("is NaN", () -> contract.staysFiniteWhenGradientsAreZero(Precision.FLOAT64));
  }

  @Test
  void noticesMemoryOutsideTheState() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  private int calls;

                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    super.update(state, w, g, rateFactor / ++calls);
                  }
                });
    assertNoticed(
        "resumed", () -> contract.continuesFromACopyOfItsStateWithTheSameBits(Precision.FLOAT32));
    assertNoticed("took turns", contract::keepsTwoStatesApart);
  }

  @Test
  void noticesScaledGradients() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    g.scale(0.5);
                    super.update(state, w, g, rateFactor);
                  }
                });
    assertNoticed("gradients after", () -> contract.onlyReadsGradients(Precision.FLOAT32));
  }

  @Test
  void noticesAnIgnoredRateFactor() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    super.update(state, w, g, 1);
                  }
                });
    assertNoticed(
        "rate factor 0", () -> contract.leavesParametersWhenTheRateFactorIsZero(Precision.FLOAT64));
    assertNoticed("rate factor 0.5", contract::halvesTheFirstStepWhenTheRateFactorIsAHalf);
  }

  @Test
  void noticesUpdatesThatAreNotCounted() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {}
                });
    assertNoticed("updates counted after three", contract::countsItsUpdates);
  }

  @Test
  void noticesChance() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    super.update(state, w, g, rateFactor * Math.random());
                  }
                });
    assertNoticed("a second run", contract::repeatsItsBits);
  }

  @Test
  void noticesTheClock() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  private final long made = System.currentTimeMillis();

                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    super.update(state, w, g, rateFactor * (made % 1000 + 1));
                  }
                });
    assertNoticed("a second run", contract::repeatsItsBits);
  }

  @Test
  void noticesAnInitThatTouchesParameters() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public OptimizerState init(NamedTensors parameters) {
                    parameters.scale(2);
                    return super.init(parameters);
                  }
                });
    assertNoticed("after init", () -> contract.startsWithoutTouchingParameters(Precision.FLOAT32));
  }

  @Test
  void noticesPrecisionsThatDisagree() {
    OptimizerContract contract =
        contractOf(
            () ->
                new PlainDescent() {
                  @Override
                  public void update(
                      OptimizerState state, NamedTensors w, NamedTensors g, double rateFactor) {
                    boolean single = w.get("readout/W").precision() == Precision.FLOAT32;
                    super.update(state, w, g, single ? rateFactor : 2 * rateFactor);
                  }
                });
    assertNoticed("single precision", contract::agreesInBothPrecisions);
  }
}
