package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.internal.MadeFirst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of every {@link Optimizer}. Extend it in your tests:
 *
 * <pre>{@code
 * class MyOptimizerTest extends OptimizerContract {
 *   @Override
 *   protected Optimizer optimizer() {
 *     return new MyOptimizer(0.01);
 *   }
 * }
 * }</pre>
 *
 * An optimizer descends a parabola and Rosenbrock's valley. Parameters stay finite with zero
 * gradients. Its memory is only in its state, in slots with the shapes of the parameters. It works
 * in both precisions, with results that agree. It only reads gradients, and multiplies its step by
 * the schedule's factor. What it evaluates has the shapes of the parameters, and their values
 * before the first update.
 */
public abstract class OptimizerContract {
  private static final int UPDATES = 5000;

  /** The maximum share of the parabola's loss that is left after {@value #UPDATES} updates. */
  private static final double PARABOLA_LEFT = 0.02;

  /** The same for Rosenbrock's: the floor of the valley, from where progress is slow. */
  private static final double ROSENBROCK_LEFT = 0.2;

  @RegisterExtension
  final MadeFirst made = new MadeFirst(OptimizerContract.class, "optimizer", this::optimizer);

  /** For use by subclasses. */
  protected OptimizerContract() {}

  /** A new optimizer, the same each time. */
  protected abstract Optimizer optimizer();

  /**
   * The factor on the step size in the descent tests; 1 by default. Choose it so that {@value
   * #UPDATES} steps from (-1.2, 1) move about two units, and the optimizer is stable at a curvature
   * of 1500.
   */
  protected double descentFactor() {
    return 1;
  }

  /**
   * The tolerance of single precision against double after 50 updates, relative to the larger of 1
   * and the parameter; 1e-5 by default.
   */
  protected double singlePrecisionTolerance() {
    return 1e-5;
  }

  @ParameterizedTest
  @EnumSource
  final void descendsAParabola(Precision precision) {
    assertDescends(Landscape.PARABOLA, precision, PARABOLA_LEFT);
  }

  @ParameterizedTest
  @EnumSource
  final void descendsRosenbrocksValley(Precision precision) {
    assertDescends(Landscape.ROSENBROCK, precision, ROSENBROCK_LEFT);
  }

  private void assertDescends(Landscape landscape, Precision precision, double left) {
    Optimizer optimizer = optimizer();
    NamedTensors parameters = landscape.parameters(precision);
    OptimizerState state = optimizer.init(parameters);
    double before = landscape.loss(parameters);
    for (int i = 0; i < UPDATES; i++) {
      optimizer.update(state, parameters, landscape.gradients(parameters), descentFactor());
    }
    double after = landscape.loss(optimizer.evaluated(state, parameters));
    assertTrue(
        after <= left * before,
        () ->
            landscape
                + ": loss went from "
                + before
                + " to "
                + after
                + " in "
                + UPDATES
                + " updates, expected at most "
                + left * before);
  }

  @ParameterizedTest
  @EnumSource
  final void staysFiniteWhenGradientsAreZero(Precision precision) {
    Run run = new Run(optimizer(), precision);
    NamedTensors zeros = run.parameters.like();
    for (int i = 0; i < 20; i++) {
      run.update(zeros);
    }
    run.update(gradients(precision, 0));
    run.update(zeros);
    Bits.assertFinite(run.parameters, "parameters after zero gradients");
    run.state.slots().forEach((name, slot) -> Bits.assertFinite(slot, "slot " + name));
  }

  @ParameterizedTest
  @EnumSource
  final void continuesFromACopyOfItsStateWithTheSameBits(Precision precision) {
    Run whole = new Run(optimizer(), precision);
    whole.updates(0, 7);
    Run resumed = whole.copy(optimizer());
    whole.updates(7, 14);
    resumed.updates(7, 14);
    whole.assertSame(resumed, "a run resumed from a copy of its state by another instance");
  }

  @Test
  final void repeatsItsBits() {
    Run first = new Run(optimizer(), Precision.FLOAT32);
    first.updates(0, 5);
    Clock.awaitNextMillisecond();
    Run second = new Run(optimizer(), Precision.FLOAT32);
    second.updates(0, 5);
    first.assertSame(second, "a second run");
  }

  @Test
  final void keepsTwoStatesApart() {
    Optimizer shared = optimizer();
    Run first = new Run(shared, Precision.FLOAT32);
    Run second = new Run(shared, Precision.FLOAT32);
    for (int i = 0; i < 6; i++) {
      first.updates(i, i + 1);
      second.updates(10 + i, 11 + i);
    }
    Run alone = new Run(optimizer(), Precision.FLOAT32);
    alone.updates(0, 6);
    alone.assertSame(first, "a run that took turns with another");
  }

  @Test
  final void agreesInBothPrecisions() {
    Run single = new Run(optimizer(), Precision.FLOAT32);
    Run exact = new Run(optimizer(), Precision.FLOAT64);
    single.updates(0, 50);
    exact.updates(0, 50);
    Bits.assertNear(
        exact.parameters, single.parameters, singlePrecisionTolerance(), "single precision");
  }

  @ParameterizedTest
  @EnumSource
  final void onlyReadsGradients(Precision precision) {
    Run run = new Run(optimizer(), precision);
    for (int i = 0; i < 3; i++) {
      NamedTensors gradients = gradients(precision, i);
      run.update(gradients);
      Bits.assertSame(gradients(precision, i), gradients, "gradients after the update");
    }
  }

  @ParameterizedTest
  @EnumSource
  final void leavesParametersWhenTheRateFactorIsZero(Precision precision) {
    Run run = new Run(optimizer(), precision);
    run.updates(0, 3);
    NamedTensors before = run.parameters.copy();
    run.optimizer.update(run.state, run.parameters, gradients(precision, 3), 0);
    Bits.assertSame(before, run.parameters, "parameters after an update of rate factor 0");
  }

  @Test
  final void halvesTheFirstStepWhenTheRateFactorIsAHalf() {
    NamedTensors whole = firstStep(1);
    NamedTensors half = firstStep(0.5);
    half.scale(2);
    Bits.assertNear(whole, half, 1e-9, "twice the step of rate factor 0.5");
  }

  private NamedTensors firstStep(double rateFactor) {
    Run run = new Run(optimizer(), Precision.FLOAT64);
    NamedTensors step = run.parameters.copy();
    step.scale(-1);
    run.optimizer.update(run.state, run.parameters, gradients(Precision.FLOAT64, 0), rateFactor);
    step.forEach((name, moved) -> moved.addScaled(1, run.parameters.get(name)));
    return step;
  }

  @Test
  final void countsItsUpdates() {
    Run run = new Run(optimizer(), Precision.FLOAT32);
    assertEquals(0, run.state.updates(), "updates counted by init");
    run.updates(0, 3);
    assertEquals(3, run.state.updates(), "updates counted after three");
  }

  @ParameterizedTest
  @EnumSource
  final void startsWithoutTouchingParameters(Precision precision) {
    Run run = new Run(optimizer(), precision);
    Bits.assertSame(start(precision), run.parameters, "parameters after init");
    run.state
        .slots()
        .forEach(
            (name, slot) -> {
              Bits.assertFinite(slot, "slot " + name);
              slot.forEach((of, tensor) -> assertIsOf(run.parameters, of, tensor, name));
            });
  }

  private static void assertIsOf(NamedTensors all, String name, Tensor tensor, String slot) {
    assertTrue(
        all.names().contains(name), "slot " + slot + " has a tensor of no parameter " + name);
    assertArrayEquals(all.get(name).shape(), tensor.shape(), "slot " + slot + ": shape of " + name);
  }

  @ParameterizedTest
  @EnumSource
  final void evaluatesParametersOfTheSameShapes(Precision precision) {
    Run run = new Run(optimizer(), precision);
    for (int i = 0; i < 3; i++) {
      NamedTensors before = run.parameters.copy();
      NamedTensors found = run.optimizer.evaluated(run.state, run.parameters);
      assertEquals(run.parameters.names(), found.names(), "names of the evaluated parameters");
      found.forEach((of, tensor) -> assertIsOf(run.parameters, of, tensor, "evaluated"));
      Bits.assertFinite(found, "evaluated parameters");
      Bits.assertSame(before, run.parameters, "parameters after evaluated()");
      if (i == 0) {
        Bits.assertSame(run.parameters, found, "parameters to evaluate before the first update");
      }
      run.updates(i, i + 1);
    }
  }

  private static NamedTensors start(Precision precision) {
    return Samples.network(precision, 1, 1);
  }

  private static NamedTensors gradients(Precision precision, int index) {
    return Samples.network(precision, 100 + index, 2);
  }

  /** An optimizer with its state and parameters. */
  private static final class Run {
    private final Optimizer optimizer;
    private final NamedTensors parameters;
    private final OptimizerState state;

    Run(Optimizer optimizer, Precision precision) {
      this.optimizer = optimizer;
      this.parameters = start(precision);
      this.state = optimizer.init(parameters);
    }

    private Run(Optimizer optimizer, NamedTensors parameters, OptimizerState state) {
      this.optimizer = optimizer;
      this.parameters = parameters;
      this.state = state;
    }

    Run copy(Optimizer another) {
      return new Run(another, parameters.copy(), state.copy());
    }

    void update(NamedTensors gradients) {
      optimizer.update(state, parameters, gradients, 1);
    }

    void updates(int from, int to) {
      Precision precision = parameters.get("layer0/i.b").precision();
      for (int i = from; i < to; i++) {
        update(gradients(precision, i));
      }
    }

    void assertSame(Run other, String what) {
      Bits.assertSame(parameters, other.parameters, what + ": parameters");
      Bits.assertSame(state, other.state, what + ": state");
    }
  }
}
