package dev.carousel.flow.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** What is measured is what products of Jacobian matrices give, worked out here step by step. */
class JacobianProductTest {
  private static final int STEPS = 9;
  private static final int UNITS = 3;
  private static final double EXACT = 1e-12;
  private static final FlowSettings ALL = new FlowSettings(STEPS - 1, Sequences.COUNT, 1, 1);

  private static RealMatrix matrix(NamedTensors parameters, String name) {
    Tensor tensor = parameters.get(name);
    int columns = tensor.extent(1);
    RealMatrix matrix = new Array2DRowRealMatrix(tensor.extent(0), columns);
    for (int i = 0; i < tensor.size(); i++) {
      matrix.setEntry(i / columns, i % columns, tensor.get(i));
    }
    return matrix;
  }

  private static RealVector vector(NamedTensors parameters, String name) {
    return new ArrayRealVector(parameters.get(name).toDoubles());
  }

  private static Network network(Engine engine, Cell cell, int layers) {
    Sequences task = Sequences.of(STEPS);
    return Network.compile(engine, NetworkSpec.of(task.shape(), cell).units(UNITS).layers(layers));
  }

  @Test
  void tanhNetwork() {
    Part part = Sequences.of(STEPS).data().training();
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, Cells.tanhRnn(), 1);
      NamedTensors parameters = network.initialParameters(1);
      double[] logs = new double[STEPS];
      Chunk chunk = part.epoch(Sequences.COUNT, STEPS, 1, 0).chunk(0);
      for (int row = 0; row < chunk.rows(); row++) {
        double[] norms = norms(parameters, chunk, row);
        for (int lag = 0; lag < STEPS; lag++) {
          logs[lag] += Math.log(norms[lag] / norms[0]) / chunk.rows();
        }
      }
      StateFlow h =
          GradientFlow.measure(network, parameters, part, ALL).layers().get(0).states().get(0);
      for (int lag = 0; lag < STEPS; lag++) {
        double expected = Math.exp(logs[lag]);
        assertEquals(expected, h.gradient()[lag], EXACT * expected, "lag " + lag);
      }
    }
  }

  /** The norms of dL/dh by lag for one row: products with diag(1 - h^2) W. */
  private static double[] norms(NamedTensors p, Chunk chunk, int row) {
    RealMatrix recurrent = matrix(p, "layer0/h.Wh");
    RealVector[] states = new RealVector[STEPS];
    RealVector h = new ArrayRealVector(UNITS);
    for (int t = 0; t < STEPS; t++) {
      RealVector sum =
          matrix(p, "layer0/h.Wx").operate(input(chunk, t, row)).add(recurrent.operate(h));
      h = sum.add(vector(p, "layer0/h.b")).map(Math::tanh);
      states[t] = h;
    }
    RealMatrix head = matrix(p, "head/head.Wx");
    RealVector error = head.operate(h).add(vector(p, "head/head.b")).subtract(target(chunk, row));
    RealVector gradient = head.preMultiply(error);
    double[] norms = new double[STEPS];
    for (int lag = 0; lag < STEPS; lag++) {
      norms[lag] = gradient.getNorm();
      RealVector slope = states[STEPS - 1 - lag].map(value -> 1 - value * value);
      RealMatrix jacobian =
          MatrixUtils.createRealDiagonalMatrix(slope.toArray()).multiply(recurrent);
      gradient = jacobian.preMultiply(gradient);
    }
    return norms;
  }

  private static RealVector input(Chunk chunk, int t, int row) {
    float[] values = ((Inputs.Values) chunk.inputs()).values();
    int at = (t * chunk.rows() + row) * 2;
    return new ArrayRealVector(new double[] {values[at], values[at + 1]});
  }

  private static RealVector target(Chunk chunk, int row) {
    float[] values = ((Targets.Values) chunk.targets()).values();
    return new ArrayRealVector(new double[] {values[row * 2], values[row * 2 + 1]});
  }

  /**
   * Two linear layers: the lower one is given a direct gradient at every step by the upper one, and
   * its total gradient is that and what its own recurrence brings back.
   */
  @Test
  void lowerLayerHasTheTotalGradientAndNotTheDirectOne() {
    Part part = Sequences.of(STEPS).data().training();
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, Cells.linear(Initializers.orthogonal(0.9)), 2);
      NamedTensors p = network.initialParameters(1);
      p.get("head/head.Wx").fill(0);
      p.get("head/head.Wx").set(0, 1); // one direction, so that every row tells the same
      StateFlow lower = GradientFlow.measure(network, p, part, ALL).layers().get(0).states().get(0);
      RealVector above = new ArrayRealVector(new double[] {1, 0, 0});
      RealVector total = new ArrayRealVector(UNITS);
      double start = 0;
      for (int lag = 0; lag < STEPS; lag++) {
        RealVector direct = matrix(p, "layer1/h.Wx").preMultiply(above);
        total = matrix(p, "layer0/h.Wh").preMultiply(total).add(direct);
        start = lag == 0 ? total.getNorm() : start;
        double expected = total.getNorm() / start;
        assertEquals(expected, lower.gradient()[lag], EXACT * expected, "lag " + lag);
        boolean isTold = Math.abs(direct.getNorm() / start - expected) > 0.01;
        assertTrue(lag == 0 || isTold, "lag " + lag + " does not tell total from direct");
        above = matrix(p, "layer1/h.Wh").preMultiply(above);
      }
    }
  }
}
