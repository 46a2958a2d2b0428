package dev.carousel.nonfinite;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.model.Carry;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update of a network of one unit that reads and predicts one number at each step. Every input
 * is 1 and every target 0 to begin with; both arrays are there to be written to.
 */
final class Spoiled {
  static final long SEED = 11;
  static final long UPDATE = 37;

  final float[] inputs;
  final float[] targets;
  private final NetworkSpec spec;
  private final Network network;
  private final int steps;
  private final int rows;
  private boolean @Nullable [] mask;
  NamedTensors parameters;
  Carry carry = Carry.zero();

  Spoiled(Engine engine, Cell cell, int steps, int rows, int layers, double dropout) {
    this(engine, cell, steps, rows, layers, dropout, false);
  }

  Spoiled(
      Engine engine,
      Cell cell,
      int steps,
      int rows,
      int layers,
      double dropout,
      boolean bidirectional) {
    this(engine, cell, steps, rows, layers, dropout, DropoutKinds.NONE, bidirectional);
  }

  private Spoiled(
      Engine engine,
      Cell cell,
      int steps,
      int rows,
      int layers,
      double dropout,
      DropoutKinds kinds,
      boolean bidirectional) {
    this.steps = steps;
    this.rows = rows;
    inputs = new float[steps * rows];
    Arrays.fill(inputs, 1);
    targets = new float[bidirectional ? rows : steps * rows];
    Moment moment = bidirectional ? Moment.END : Moment.EVERY_STEP;
    DataShape shape = new DataShape(false, 1, false, 1, moment);
    spec =
        NetworkSpec.of(shape, cell)
            .units(1)
            .layers(layers)
            .dropout(dropout)
            .dropouts(kinds)
            .bidirectional(bidirectional);
    network = Network.compile(engine, spec);
    parameters = network.initialParameters(SEED);
    parameters.forEach((name, tensor) -> tensor.fill(1));
  }

  /** One layer in float32. */
  static Spoiled of(Cell cell, int steps, int rows) {
    return new Spoiled(Engines.scalar(1), cell, steps, rows, 1, 0);
  }

  /** One layer in float32, with other kinds of dropout. */
  static Spoiled dropping(Cell cell, int steps, int rows, DropoutKinds kinds) {
    return new Spoiled(Engines.scalar(1), cell, steps, rows, 1, 0, kinds, false);
  }

  void input(int time, int row, double value) {
    inputs[time * rows + row] = (float) value;
  }

  /** Inputs of one row from the first step on. */
  void row(int row, double... values) {
    for (int t = 0; t < values.length; t++) {
      input(t, row, values[t]);
    }
  }

  /** Masks all steps of a row from here on, which hold zeros then. */
  void end(int row, int length) {
    if (mask == null) {
      mask = new boolean[steps * rows];
      Arrays.fill(mask, true);
    }
    for (int t = length; t < steps; t++) {
      mask[t * rows + row] = false;
      input(t, row, 0);
    }
  }

  private Chunk chunk() {
    Moment moment = spec.data().moment();
    Inputs in = new Inputs.Values(steps, rows, 1, inputs);
    Targets out = new Targets.Values(moment, 1, targets);
    return mask == null
        ? new Chunk(in, out, new boolean[rows])
        : new Chunk(in, out, mask, new boolean[rows]);
  }

  FailedUpdate failed(long update) {
    return new FailedUpdate(spec, parameters, chunk(), carry, SEED, update, 0, 0);
  }

  Network network() {
    return network;
  }

  /** What is found. */
  Optional<FirstCause> search() {
    return failed(UPDATE).firstCause(network);
  }

  /** What is found, where the engine that trains meets it too. */
  FirstCause cause() {
    assertFalse(Double.isFinite(norm()), "the engine is finite");
    return search().orElseThrow();
  }

  /** The loss and the gradient's norm in the engine that trains, added up. */
  double norm() {
    NetworkPass pass = network.bind(parameters).forwardTraining(chunk(), carry, SEED, UPDATE);
    NetworkPass.Gradients gradients = pass.backward(null);
    return gradients.loss().sum() + gradients.parameters().norm();
  }
}
