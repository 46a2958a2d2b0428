package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.spi.ClassLoss;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;

/** Compares a loss in a network with the loss itself, prediction by prediction. */
final class LossInNetwork {
  private static final int STEPS = 4;
  private static final int ROWS = 3;
  private static final int NUMBERS = 2;
  private static final Cell CELL =
      s -> {
        s.state("h");
        s.next("h", s.affine("h", s.input()));
      };

  private final LossPoints points;
  private final NetworkPass pass;
  private final Tensor gradients;
  private final double[] losses;
  private final double tolerance;
  private final Chunk chunk;

  private LossInNetwork(Engine engine, LossPoints points) {
    this.points = points;
    chunk = chunk(points);
    DataShape shape = DataShape.of(chunk.inputs(), chunk.targets());
    NetworkSpec spec = NetworkSpec.of(shape, CELL).units(5).loss(points.loss());
    Network network = Network.compile(engine, spec);
    pass = network.bind(network.initialParameters(3)).forward(chunk, Carry.zero());
    gradients = pass.lossGradients();
    losses = pass.losses();
    tolerance = engine.precision() == Precision.FLOAT64 ? 1e-12 : 2e-5;
  }

  /** Checks the losses and gradients of a chunk in which some targets are missing. */
  static void check(Engine engine, LossPoints points) {
    new LossInNetwork(engine, points).check();
  }

  private static Chunk chunk(LossPoints points) {
    int places = STEPS * ROWS;
    float[] inputs = new float[places];
    int[] ids = new int[places];
    float[] values = new float[places * NUMBERS];
    for (int i = 0; i < places; i++) {
      inputs[i] = (float) Math.sin(3 * i);
      ids[i] = i % 5 == 1 ? Targets.MISSING : i % points.targets().length;
    }
    for (int i = 0; i < values.length; i++) {
      boolean isMissing = i % 5 == 1 || i / NUMBERS == 7;
      values[i] = isMissing ? Float.NaN : (float) points.targets()[i % points.targets().length];
    }
    Targets targets =
        points.loss() instanceof ClassLoss
            ? new Targets.Symbols(Moment.EVERY_STEP, points.size(), ids)
            : new Targets.Values(Moment.EVERY_STEP, NUMBERS, values);
    return new Chunk(new Inputs.Values(STEPS, ROWS, 1, inputs), targets, Chunk.allFresh(ROWS));
  }

  private void check() {
    double sum = 0;
    int counted = 0;
    for (int place = 0; place < STEPS * ROWS; place++) {
      double own =
          chunk.targets() instanceof Targets.Symbols symbols
              ? ofClass(symbols, place)
              : ofNumbers((Targets.Values) chunk.targets(), place);
      near(own, losses[place], "the loss of prediction " + place);
      sum += own;
      counted += chunk.counts(place) ? 1 : 0;
    }
    LossTotal total = pass.backward(null).loss();
    assertEquals(counted, total.predictions(), "the number of predictions that count");
    near(sum / counted, total.mean(), "the mean loss over what is known");
  }

  private double ofClass(Targets.Symbols targets, int place) {
    double[] gradient = new double[points.size()];
    int id = targets.ids()[place];
    double loss = id < 0 ? 0 : points.loss(outputs(place), id, gradient);
    compare(place, gradient, 1);
    return loss;
  }

  private double ofNumbers(Targets.Values targets, int place) {
    double sum = 0;
    int known = Math.max(1, targets.known(place));
    for (int k = 0; k < NUMBERS; k++) {
      double[] gradient = new double[points.size()];
      int number = place * NUMBERS + k;
      double target = targets.values()[number];
      if (!Double.isNaN(target)) {
        sum += points.loss(outputs(number), target, gradient) / known;
      }
      compare(number, gradient, known);
    }
    return sum;
  }

  private double[] outputs(int number) {
    double[] own = new double[points.size()];
    for (int j = 0; j < own.length; j++) {
      own[j] = pass.outputs().get(number * own.length + j);
    }
    return own;
  }

  private void compare(int number, double[] gradient, int known) {
    for (int j = 0; j < gradient.length; j++) {
      double found = gradients.get(number * gradient.length + j);
      near(gradient[j] / known, found, "the gradient of output " + j + " of number " + number);
    }
  }

  private void near(double expected, double found, String what) {
    assertEquals(expected, found, tolerance * Math.max(1, Math.abs(expected)), what);
  }
}
