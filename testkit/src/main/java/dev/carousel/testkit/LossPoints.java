package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.train.ConstantPrediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A loss of one number or one class as a function, and the places where it is tried. */
final class LossPoints {
  private static final double[] USUAL = {-3, -0.7, 0, 0.25, 2.5};
  private static final int MOST = 400;
  private static final double STEP = 1e-4;

  private final Loss loss;
  private final double[] targets;
  private final int size;

  LossPoints(Loss loss, double[] numbers, int classes) {
    this.loss = loss;
    boolean isOfClasses = loss instanceof ClassLoss;
    targets =
        isOfClasses ? IntStream.range(0, classes).asDoubleStream().toArray() : numbers.clone();
    size = loss instanceof NumberLoss of ? of.outputs() : classes;
    assertTrue(size >= 1, () -> "a loss has at least 1 output, but this has " + size);
  }

  Loss loss() {
    return loss;
  }

  int size() {
    return size;
  }

  double[] targets() {
    return targets;
  }

  double loss(double[] outputs, double target, double[] gradient) {
    return loss instanceof ClassLoss classes
        ? classes.loss(outputs, (int) target, gradient)
        : ((NumberLoss) loss).loss(outputs, target, gradient);
  }

  private double loss(double[] outputs, double target) {
    return loss(outputs, target, new double[size]);
  }

  /** Outputs of usual size, also such that are equal to a target. */
  List<double[]> usual() {
    return all(USUAL);
  }

  /** Outputs made of these values: all combinations, or some of them. */
  List<double[]> all(double[] values) {
    long combinations = Math.round(Math.pow(values.length, size));
    SplittableRandom random = new SplittableRandom(1);
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < Math.min(combinations, MOST); i++) {
      long code = combinations <= MOST ? i : random.nextLong(combinations);
      double[] outputs = new double[size];
      for (int j = 0; j < size; j++) {
        outputs[j] = values[(int) (code % values.length)];
        code /= values.length;
      }
      all.add(outputs);
    }
    return all;
  }

  String place(double[] outputs, double target) {
    return "outputs " + Arrays.toString(outputs) + ", target " + target;
  }

  /** Compares the gradient with differences of fourth order, or of one side where it jumps. */
  void assertGradient(double[] outputs, double target, double tolerance) {
    double[] gradient = new double[size];
    loss(outputs, target, gradient);
    for (int j = 0; j < size; j++) {
      double found = gradient[j];
      double expected =
          (8 * (moved(outputs, target, j, STEP) - moved(outputs, target, j, -STEP))
                  - moved(outputs, target, j, 2 * STEP)
                  + moved(outputs, target, j, -2 * STEP))
              / (12 * STEP);
      double allowed = tolerance * Math.max(1, Math.abs(expected));
      int output = j;
      assertTrue(
          Math.abs(found - expected) <= allowed
              || Math.abs(found - central(outputs, target, output)) <= allowed
              || isSubgradient(outputs, target, j, found),
          () ->
              "%s: the gradient of output %d is %s, expected %s"
                  .formatted(place(outputs, target), output, found, expected));
    }
  }

  /** With a small step, for where the second derivative jumps. */
  private double central(double[] outputs, double target, int output) {
    double step = STEP / 100;
    return (moved(outputs, target, output, step) - moved(outputs, target, output, -step))
        / (2 * step);
  }

  private double moved(double[] outputs, double target, int output, double step) {
    double[] other = outputs.clone();
    other[output] += step;
    return loss(other, target);
  }

  /** Whether there is a kink, which does not vanish with the step, and the number is in between. */
  private boolean isSubgradient(double[] outputs, double target, int output, double found) {
    double[] coarse = sides(outputs, target, output, STEP);
    double[] fine = sides(outputs, target, output, STEP / 100);
    boolean isKink =
        fine[1] - fine[0] > 1e-3 && fine[1] - fine[0] > 0.5 * Math.abs(coarse[1] - coarse[0]);
    return isKink && found >= fine[0] - 1e-6 && found <= fine[1] + 1e-6;
  }

  private double[] sides(double[] outputs, double target, int output, double step) {
    double here = loss(outputs, target);
    return new double[] {
      (here - moved(outputs, target, output, -step)) / step,
      (moved(outputs, target, output, step) - here) / step
    };
  }

  /** Unequal frequencies of the classes, one of them 0. */
  double[] frequencies() {
    double[] frequencies = new double[size];
    for (int k = 0; k < size; k++) {
      frequencies[k] = 2.0 * k / (size * (size - 1.0));
    }
    return frequencies;
  }

  /** The outputs of the constant prediction. */
  double[] constant() {
    return loss instanceof ClassLoss classes
        ? classes.constant(frequencies())
        : ConstantPrediction.outputs((NumberLoss) loss, targets);
  }

  /** The mean loss of constant outputs. */
  double mean(double[] outputs) {
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      double share = loss instanceof ClassLoss ? frequencies()[i] : 1.0 / targets.length;
      sum += share == 0 ? 0 : share * loss(outputs, targets[i]);
    }
    return sum;
  }
}
