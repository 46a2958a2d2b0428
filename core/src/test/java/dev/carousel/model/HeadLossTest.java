package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadLossTest {
  private static final DataShape NUMBERS = shape(new Targets.Values(Moment.END, 2, new float[2]));
  private static final DataShape CLASSES = shape(new Targets.Symbols(Moment.END, 3, new int[1]));

  private static DataShape shape(Targets targets) {
    return DataShape.of(inputs(1), targets);
  }

  private static Inputs inputs(int rows) {
    return new Inputs.Values(1, rows, 1, new float[rows]);
  }

  private static Chunk chunk(Targets targets) {
    return new Chunk(inputs(targets.count()), targets, Chunk.allFresh(targets.count()));
  }

  private static Tensor outputs(int rows, double... values) {
    Tensor tensor = new DoubleTensor(1, rows, values.length / rows);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  /** Two outputs for each number: a centre c and a scale s, with the loss s (c - t). */
  private static final class Scaled implements NumberLoss {
    @Override
    public String measure() {
      return "scaled error";
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public double loss(double[] outputs, double target, double[] gradient) {
      gradient[0] = outputs[1];
      gradient[1] = outputs[0] - target;
      return outputs[1] * (outputs[0] - target);
    }

    @Override
    public List<Double> levels() {
      return List.of(0.5);
    }

    @Override
    public OptionalDouble quantile(double[] outputs, double level) {
      return level > 0.5 ? OptionalDouble.empty() : OptionalDouble.of(outputs[1] + level);
    }

    @Override
    public @Nullable String unfit(double target) {
      return target < 0 ? "a number of at least 0" : null;
    }
  }

  /** The log loss, doubled, which no engine knows. */
  private static final class Doubled implements ClassLoss {
    @Override
    public String measure() {
      return "two log losses";
    }

    @Override
    public double loss(double[] logits, int target, double[] gradient) {
      double loss = SoftmaxTerms.PLAIN.loss(logits, target, gradient);
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] *= 2;
      }
      return 2 * loss;
    }
  }

  @Test
  void eachNumberHasItsOwnOutputs() {
    HeadLoss loss = HeadLoss.of(new Scaled(), NUMBERS);
    double[] outputs = {3, 10, 4, 20};
    assertEquals(4, loss.outputs());
    assertArrayEquals(new double[] {3, 4}, loss.points(outputs));
    assertEquals(List.of(0.5), loss.levels());
    assertArrayEquals(new double[] {10.25, 20.25}, loss.quantiles(outputs, 0.25));
    double unknown = Double.NaN;
    assertArrayEquals(new double[] {unknown, unknown}, loss.quantiles(outputs, 0.9));
    assertEquals(0, loss.probabilities(outputs).length);
    assertEquals("(mean scaled error)", loss.unit());
    assertEquals("scaled error", loss.measure());
    assertFalse(loss.isLogLoss());
  }

  @Test
  void theLossOfNumbersIsTheMeanOverTheKnownOnes() {
    float missing = Float.NaN;
    Targets targets = new Targets.Values(Moment.END, 2, new float[] {1, 2, missing, 5});
    HeadLoss loss = HeadLoss.of(new Scaled(), NUMBERS);
    double first = (10 * (3 - 1) + 20 * (4 - 2)) / 2.0;
    double second = 40 * (6 - 5);
    assertEquals(first, loss.of(new double[] {3, 10, 4, 20}, targets, 0));
    assertEquals(second, loss.of(new double[] {7, 30, 6, 40}, targets, 1));
    Tensor outputs = outputs(2, 3, 10, 4, 20, 7, 30, 6, 40);
    try (Engine engine = Engines.reference()) {
      LossTotal total = loss.measure(engine, outputs, chunk(targets), 0.5);
      assertEquals(first + second, total.sum());
      assertEquals(2, total.predictions());
    }
    double[] gradient = {2.5, 0.5, 5, 0.5, 0, 0, 20, 0.5};
    assertArrayEquals(gradient, outputs.toDoubles());
  }

  @Test
  void aLossThatTheEngineDoesNotKnowIsMeasuredAllTheSame() {
    Targets targets = new Targets.Symbols(Moment.END, 3, new int[] {2, Targets.MISSING, 0});
    double[] logits = {0, Math.log(3), Math.log(4)};
    Tensor outputs =
        outputs(3, logits[0], logits[1], logits[2], 5, 6, 7, logits[0], logits[1], logits[2]);
    HeadLoss loss = HeadLoss.of(new Doubled(), CLASSES);
    try (Engine engine = Engines.reference()) {
      LossTotal total = loss.measure(engine, outputs, chunk(targets), 0.5);
      assertEquals(2 * Math.log(2) + 2 * Math.log(8), total.sum(), 1e-12);
      assertEquals(2, total.predictions());
      assertEquals(1, total.correct());
    }
    double[] gradient = {0.125, 0.375, -0.5, 0, 0, 0, -0.875, 0.375, 0.5};
    assertArrayEquals(gradient, outputs.toDoubles(), 1e-12);
    assertEquals(2 * Math.log(8), loss.of(logits, targets, 2), 1e-12);
    assertEquals(0, loss.of(logits, targets, 1), "nothing is known");
    assertEquals("(mean two log losses)", loss.unit());
    assertArrayEquals(new double[] {0.125, 0.375, 0.5}, loss.probabilities(logits), 1e-12);
    assertEquals(0, loss.points(logits).length);
    assertEquals(0, loss.quantiles(logits, 0.5).length);
    assertEquals(List.of(), loss.levels());
    assertEquals(3, loss.outputs());
  }

  @Test
  void theEnginesKnowTheWeightedAndSmoothedLogLoss() {
    SoftmaxTerms terms = SoftmaxTerms.of(0.3, 1, 2, 5);
    HeadLoss loss = HeadLoss.of(NaturalLoss.softmax(terms), CLASSES);
    Targets targets = new Targets.Symbols(Moment.END, 3, new int[] {2, 0, 1});
    double[] logits = {0.3, -1, 2, 1, 1.5, 0, -2, 0.5, 0.25};
    double[] expected = new double[9];
    double sum = 0;
    for (int row = 0; row < 3; row++) {
      double[] gradient = new double[3];
      double[] own = Arrays.copyOfRange(logits, 3 * row, 3 * row + 3);
      sum += terms.loss(own, ((Targets.Symbols) targets).ids()[row], gradient);
      for (int k = 0; k < 3; k++) {
        expected[3 * row + k] = 0.5 * gradient[k];
      }
    }
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(1))) {
      try (engine) {
        Tensor outputs = engine.precision().copyOf(outputs(3, logits));
        double found = loss.measure(engine, outputs, chunk(targets), 0.5).sum();
        double close = outputs instanceof DoubleTensor ? 1e-14 : 1e-6;
        assertEquals(sum, found, close * 10);
        assertArrayEquals(expected, outputs.toDoubles(), close);
      }
    }
    assertEquals("(mean weighted or smoothed cross-entropy)", loss.unit());
    assertFalse(loss.isLogLoss());
  }

  /** With these probabilities the mean loss has no slope. */
  @Test
  void theBestConstantOfAWeightedLossIsAMinimum() {
    SoftmaxTerms terms = SoftmaxTerms.of(0.3, 1, 2, 5);
    ClassLoss loss = (ClassLoss) NaturalLoss.softmax(terms);
    double[] frequencies = {0.5, 0.3, 0.2};
    double[] logits = loss.constant(frequencies);
    double[] slope = new double[3];
    for (int y = 0; y < 3; y++) {
      double[] gradient = new double[3];
      loss.loss(logits, y, gradient);
      for (int k = 0; k < 3; k++) {
        slope[k] += frequencies[y] * gradient[k];
      }
    }
    assertArrayEquals(new double[3], slope, 1e-12);
  }

  @Test
  void withoutAChoiceItIsTheNaturalLoss() {
    assertSame(NaturalLoss.squaredError(), HeadLoss.of(NUMBERS).loss());
    assertEquals("(mean squared error)", HeadLoss.of(NUMBERS).unit());
    assertFalse(HeadLoss.of(NUMBERS).isLogLoss());
    assertEquals("nats per symbol", HeadLoss.of(CLASSES).unit());
    assertTrue(HeadLoss.of(CLASSES).isLogLoss());
    ClassLoss natural = (ClassLoss) HeadLoss.of(CLASSES).loss();
    assertEquals(Optional.of(SoftmaxTerms.PLAIN), natural.softmax(3));
  }

  @Test
  void aLossOfTheOtherKindIsRefused() {
    Refusal.of(
        () -> HeadLoss.of(NaturalLoss.squaredError(), CLASSES),
        "a loss of classes",
        "a loss of numbers (squared error)");
    Refusal.of(
        () -> HeadLoss.of(new Doubled(), NUMBERS),
        "a loss of numbers",
        "a loss of classes (two log losses)");
  }

  @Test
  void aLossOfOtherClassesOrWithoutOutputsIsRefused() {
    Loss two = NaturalLoss.softmax(SoftmaxTerms.of(0, 1, 2));
    Refusal.of(() -> HeadLoss.of(two, CLASSES), "each of the 3 classes", "2 weights");
    NumberLoss none =
        new NumberLoss() {
          @Override
          public String measure() {
            return "nothing";
          }

          @Override
          public int outputs() {
            return 0;
          }

          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            return 0;
          }
        };
    Refusal.of(() -> HeadLoss.of(none, NUMBERS), "The loss has no output.", "at least 1");
  }

  @Test
  void aNumberThatDoesNotSuitTheLossIsRefused() {
    Targets targets = new Targets.Values(Moment.END, 2, new float[] {0, 0, 1, -2});
    HeadLoss loss = HeadLoss.of(new Scaled(), NUMBERS);
    try (Engine engine = Engines.reference()) {
      Refusal.of(
          () -> loss.measure(engine, outputs(2, new double[8]), chunk(targets), 1),
          "does not suit the loss",
          "a number of at least 0",
          "-2.0",
          "number 2 of 2");
    }
  }
}
