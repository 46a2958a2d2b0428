package dev.carousel.flow.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SequenceRequest;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A delay line, which uses as much of the past as it has units, no more and no less. */
class ContextMeterTest {
  private static final int LONGEST = 100;
  private static final int ROWS = 1500;

  /** White noise, and an echo of it. */
  private TableDataset echo(int delay, @Nullable Integer window) {
    RandomGenerator random = RandomStreams.stream(1, "echo", delay);
    double[] in = Made.values(ROWS, i -> random.nextGaussian());
    double[] out = Made.values(ROWS, i -> i < delay ? 0 : in[i - delay]);
    Frame table = Frame.of("in", in).with("out", out);
    SequenceRequest sameRow = SequenceRequest.USUAL.withAhead(0).withWindow(window);
    return TableDataset.of(table, Roles.of("out").with(sameRow), SplitPlan.NONE);
  }

  /** Predicts what was read that many steps ago. */
  private static Optional<ContextCurve> measure(TableDataset data, int delay, Part part) {
    try (Engine engine = Engines.reference()) {
      int units = delay + 1;
      Network network =
          Network.compile(
              engine,
              NetworkSpec.of(data.shape(), Cells.linear(Initializers.zeros())).units(units));
      NamedTensors parameters = network.initialParameters(1);
      parameters.forEach(
          (name, tensor) -> {
            tensor.scale(0);
            if (tensor.rank() == 2 && tensor.extent(0) == 1) {
              tensor.set(units - 1, 1); // the head reads the last unit
            } else if (tensor.rank() == 2 && tensor.extent(1) == 1) {
              tensor.set(0, 1); // the input enters the first
            } else if (tensor.rank() == 2) {
              for (int unit = 1; unit < units; unit++) {
                tensor.set(unit * units + unit - 1, 1); // and moves on by one at each step
              }
            }
          });
      return ContextMeter.measure(network, parameters, part, ContextSettings.ofLongest(LONGEST, 1));
    }
  }

  private static ContextPoint at(ContextCurve curve, int context) {
    return curve.points().stream().filter(p -> p.context() == context).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1,", "3,", "19,", "1, 80", "3, 80", "19, 80"})
  void aDelayLineUsesItsDelayAndTheStepItself(int delay, @Nullable Integer window) {
    TableDataset data = echo(delay, window);
    ContextCurve curve = measure(data, delay, data.training()).orElseThrow();
    assertEquals(delay + 1, curve.rewarded(), curve::toString);
    for (ContextPoint point : curve.points()) {
      // The series is standardised: not to know is to be wrong by its variance, 1.
      assertEquals(point.context() > delay ? 0 : 1, point.loss(), 0.15, point::toString);
      assertEquals(point.loss() - at(curve, curve.best()).loss(), point.excess(), 1e-12);
    }
    assertEquals(window == null ? LONGEST : window, curve.longest());
    assertTrue(at(curve, 1).standardError() > 0.02 && at(curve, 1).standardError() < 0.15);
  }

  /** Between 50 and 100 it is searched to a twentieth. */
  @Test
  void aLongDelayIsFoundToATwentieth() {
    TableDataset data = echo(59, null);
    assertEquals(60, measure(data, 59, data.training()).orElseThrow().rewarded(), 3);
  }

  /** What it remembers tells nothing of what it predicts. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aNetworkThatOnlyErrsByItsMemoryRewardsNone(int delay) {
    TableDataset data = echo(delay + 7, null);
    ContextCurve curve = measure(data, delay, data.training()).orElseThrow();
    assertEquals(1, curve.rewarded(), curve::toString);
    assertEquals(2, at(curve, LONGEST).loss(), 0.3);
  }

  /** Of 40 rows few have a history: nothing is claimed. */
  @Test
  void tooFewPlacesAreNotMeasured() {
    RandomGenerator random = RandomStreams.stream(1, "few");
    double[] x = Made.values(40, i -> random.nextGaussian());
    TableDataset data =
        TableDataset.of(
            Frame.of("in", x).with("out", x), Roles.of("out").withAhead(0), SplitPlan.NONE);
    assertTrue(measure(data, 3, data.training()).isEmpty());
  }
}
