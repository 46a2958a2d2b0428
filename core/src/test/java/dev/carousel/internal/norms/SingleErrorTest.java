package dev.carousel.internal.norms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.norms.NormRatios;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of the ratios of norms: their product is what becomes of a single error. */
class SingleErrorTest {
  private static final int UNITS = 4;
  private static final int STEPS = 12;
  private static final double EXACT = 1e-9;

  /** Each with the state that it hands up; empty for none. */
  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of("linear", Cells.linear(Initializers.uniform(0.8)), "h"),
        Arguments.of("rnn", Cells.tanhRnn(), "h"),
        Arguments.of("lstm", Cells.lstm(), "h"),
        Arguments.of("lstm without weights", Cells.zeroLstm(1), "h"),
        Arguments.of("chained", Cells.chained(), "y"),
        Arguments.of("ladder", Cells.ladder(), "a"),
        Arguments.of("shared", Cells.shared(), "h"),
        Arguments.of("halves", Cells.halves(), "h"),
        Arguments.of("projected", Cells.projected(), ""),
        Arguments.of("backward-looking", Cells.backwardLooking(), ""));
  }

  static Stream<Arguments> cellsThatHandUpAState() {
    return cells().filter(cell -> !cell.get()[2].equals(""));
  }

  /** A run with its errors as they are, and the ratios that the meter finds. */
  private record Run(RestOfRun rest, double[] ratios) {
    static Run of(Engine engine, Cell cell, Moment moment) {
      DataShape shape = new DataShape(false, 3, false, 2, moment);
      Network network = Network.compile(engine, NetworkSpec.of(shape, cell).units(UNITS));
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = Chunks.random(shape, STEPS, 1, 5);
      NormRatios found = NormRatioMeter.measure(network, parameters, chunk, Carry.zero()).get(0);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      pass.backward(null);
      return new Run(new RestOfRun(network, parameters, pass, chunk), found.byStep());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void theProductOfRatiosIsWhatBecomesOfASingleError(String name, Cell cell, String output) {
    try (Engine engine = Engines.reference()) {
      Run run = Run.of(engine, cell, Moment.END);
      boolean isState = !output.isEmpty();
      int last = isState ? STEPS - 1 : STEPS - 2;
      double product = 1;
      for (int time = 0; time <= last; time++) {
        product *= run.ratios()[time];
      }
      double start =
          RestOfRun.norm(
              isState ? run.rest().errorsWithOutput(last, output) : run.rest().errors(last + 1), 0);
      double expected = RestOfRun.norm(run.rest().errors(0), 0) / start;
      assertTrue(expected > 0);
      assertEquals(expected, product, EXACT * expected);
    }
  }

  /** With a loss at every step too each step is told what it makes of the error that reaches it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cellsThatHandUpAState")
  void eachStepHasTheRatioOfTheErrorThatReachesIt(String name, Cell cell, String output) {
    try (Engine engine = Engines.reference()) {
      Run run = Run.of(engine, cell, Moment.EVERY_STEP);
      for (int time = 0; time < STEPS; time++) {
        double before = RestOfRun.norm(run.rest().errorsWithOutput(time, output), 0);
        double after = RestOfRun.norm(run.rest().errors(time), 0);
        assertEquals(after / before, run.ratios()[time], EXACT, "step " + time);
      }
    }
  }

  /**
   * By hand, for {@code y_t = (h_t + c_(t-1)) (c_t + h_(t-1))}: what goes straight to the states
   * before is none of the step's errors.
   */
  @Test
  void anOutputThatIsNoStateSendsEachStateItsOwnPart() {
    try (Engine engine = Engines.reference()) {
      Run run = Run.of(engine, Cells.backwardLooking(), Moment.EVERY_STEP);
      for (int time = 0; time < STEPS; time++) {
        RealVector above = run.rest().above(time);
        RealVector toH =
            above.ebeMultiply(run.rest().state("c", time).add(run.rest().state("h", time - 1)));
        RealVector toC =
            above.ebeMultiply(run.rest().state("h", time).add(run.rest().state("c", time - 1)));
        Map<String, Tensor> later = run.rest().errors(time + 1);
        double before =
            Math.hypot(
                RestOfRun.row(get(later, "h"), 0).add(toH).getNorm(),
                RestOfRun.row(get(later, "c"), 0).add(toC).getNorm());
        Map<String, Tensor> all = run.rest().errors(time);
        double after =
            Math.hypot(
                RestOfRun.row(get(all, "h"), 0).subtract(toC).getNorm(),
                RestOfRun.row(get(all, "c"), 0).subtract(toH).getNorm());
        assertEquals(after / before, run.ratios()[time], EXACT, "step " + time);
      }
    }
  }

  private static Tensor get(Map<String, Tensor> errors, String state) {
    return Objects.requireNonNull(errors.get(state));
  }
}
