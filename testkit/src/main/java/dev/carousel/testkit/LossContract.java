package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.testkit.internal.MadeFirst;
import dev.carousel.train.ConstantPrediction;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract of every {@link Loss}. Extend it in your tests:
 *
 * <pre>{@code
 * class MyLossTest extends LossContract {
 *   @Override
 *   protected Loss loss() {
 *     return new MyLoss(0.5);
 *   }
 * }
 * }</pre>
 *
 * Gradients agree with differences in float64, or are subgradients where there is a kink. Losses
 * and gradients are finite at extreme outputs. The same arguments give the same bits. In a network,
 * the loss is the mean over what is known. What a loss says about predictions fits its gradient:
 * the constant prediction has the least mean loss, points lie among the targets, and quantiles
 * ascend.
 */
public abstract class LossContract {
  private static final double TOLERANCE = 1e-6;
  private static final double[] EXTREMES = {-1e6, -800, -30, 0, 30, 800, 1e6};
  private static final double SMALL_STEP = 0.01;

  @RegisterExtension final MadeFirst made = new MadeFirst(LossContract.class, "loss", this::loss);

  /** For use by subclasses. */
  protected LossContract() {}

  /** A new loss, the same each time. */
  protected abstract Loss loss();

  /** Numbers that the loss can be of, for a loss of numbers; negative and positive by default. */
  protected double[] targets() {
    return new double[] {-2, -0.5, 0, 0.25, 1, 3};
  }

  /** The number of classes, for a loss of classes; 4 by default. */
  protected int classes() {
    return 4;
  }

  @Test
  final void gradientsAgreeWithDifferences() {
    LossPoints points = points();
    for (double[] outputs : points.usual()) {
      for (double target : points.targets()) {
        points.assertGradient(outputs, target, TOLERANCE);
      }
    }
  }

  @Test
  final void everyElementOfTheGradientIsSetAndNoOutputIsChanged() {
    LossPoints points = points();
    for (double[] outputs : points.usual()) {
      double[] before = outputs.clone();
      double[] gradient = new double[outputs.length];
      Arrays.fill(gradient, Double.NaN);
      points.loss(outputs, points.targets()[0], gradient);
      assertArrayEquals(before, outputs, "outputs after the call");
      for (int j = 0; j < gradient.length; j++) {
        int element = j;
        assertTrue(
            !Double.isNaN(gradient[j]),
            () -> "element " + element + " of the gradient is not set, or NaN");
      }
    }
  }

  @Test
  final void isFiniteAtExtremeOutputs() {
    LossPoints points = points();
    for (double[] outputs : points.all(EXTREMES)) {
      for (double target : points.targets()) {
        double[] gradient = new double[outputs.length];
        double loss = points.loss(outputs, target, gradient);
        boolean isFinite =
            Double.isFinite(loss) && Arrays.stream(gradient).allMatch(Double::isFinite);
        assertTrue(
            isFinite,
            () ->
                points.place(outputs, target)
                    + ": loss "
                    + loss
                    + ", gradient "
                    + Arrays.toString(gradient)
                    + ", expected finite numbers");
      }
    }
  }

  @Test
  final void theSameArgumentsGiveTheSameBits() {
    LossPoints points = points();
    LossPoints others = points();
    for (int time = 0; time < 3; time++) {
      Clock.awaitNextMillisecond();
      for (double[] outputs : points.usual()) {
        for (double target : points.targets()) {
          double[] gradient = new double[outputs.length];
          double[] again = new double[outputs.length];
          Arrays.fill(again, time);
          double loss = points.loss(outputs, target, gradient);
          assertEquals(loss, others.loss(outputs, target, again), "a loss asked for again");
          assertArrayEquals(gradient, again, "a gradient asked for again");
        }
      }
    }
  }

  @Test
  final void inANetworkTheMeanOverWhatIsKnownCounts() {
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(1))) {
      try (engine) {
        LossInNetwork.check(engine, points());
      }
    }
  }

  @Test
  final void theConstantPredictionHasTheLeastMeanLoss() {
    LossPoints points = points();
    double[] best = points.constant();
    double least = points.mean(best);
    assertTrue(Double.isFinite(least), "the mean loss of the constant prediction: " + least);
    for (int j = 0; j < best.length; j++) {
      for (double step : new double[] {-SMALL_STEP, SMALL_STEP}) {
        double[] other = best.clone();
        other[j] += step;
        int output = j;
        assertTrue(
            points.mean(other) >= least - 1e-7 * Math.max(1, Math.abs(least)),
            () ->
                "output %d of the constant prediction moved by %s: mean loss %s, before %s"
                    .formatted(output, step, points.mean(other), least));
      }
    }
  }

  @Test
  final void predictionsFitTheLoss() {
    if (loss() instanceof ClassLoss classes) {
      double[] logits = classes.constant(points().frequencies());
      double sum = Arrays.stream(ClassLoss.probabilities(logits)).sum();
      assertEquals(1, sum, 1e-12, "the sum of the probabilities of the constant prediction");
    } else if (loss() instanceof NumberLoss numbers) {
      double[] best = ConstantPrediction.outputs(numbers, targets());
      double least = Arrays.stream(targets()).min().orElseThrow();
      double most = Arrays.stream(targets()).max().orElseThrow();
      double point = numbers.point(best);
      assertTrue(
          point >= least - 1e-3 && point <= most + 1e-3,
          () -> "the constant prediction is %s, not among the targets".formatted(point));
      for (double[] outputs : points().usual()) {
        assertQuantilesAscend(numbers, outputs);
      }
    }
  }

  private static void assertQuantilesAscend(NumberLoss loss, double[] outputs) {
    for (double level : loss.levels()) {
      assertTrue(
          loss.quantile(outputs, level).isPresent(),
          () -> "there is no quantile of level " + level);
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double level : new double[] {0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95}) {
      OptionalDouble found = loss.quantile(outputs, level);
      if (found.isPresent()) {
        double lower = before;
        assertTrue(
            found.getAsDouble() >= lower,
            () -> "the quantile of level %s is %s, below %s".formatted(level, found, lower));
        before = found.getAsDouble();
      }
    }
  }

  private LossPoints points() {
    return new LossPoints(loss(), targets(), classes());
  }
}
