package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputsTest {
  private static Outputs outputs(double... values) {
    Tensor tensor = new DoubleTensor(1, 2, 3);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return new Outputs(tensor);
  }

  @Test
  void softmaxAndArgmaxAreOfOneRow() {
    Outputs found = outputs(0, 0, 0, Math.log(1), Math.log(2), Math.log(5));
    assertArrayEquals(new double[] {1 / 3., 1 / 3., 1 / 3.}, found.softmax(0, 0), 1e-15);
    assertArrayEquals(new double[] {0.125, 0.25, 0.625}, found.softmax(0, 1), 1e-15);
    assertEquals(0, found.argmax(0, 0));
    assertEquals(2, found.argmax(0, 1));
    assertArrayEquals(new double[] {1, 0, 0}, outputs(1e4, 0, 0).softmax(0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> found.at(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> found.at(1, 0));
  }

  @Test
  void whatIsNotFiniteHasNoLikeliestClass() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Outputs found = outputs(0, 0, 0, 1, value, 2);
      Refusal.of(() -> found.argmax(0, 1), "not finite", "step 0, row 1, class 1");
      Refusal.of(() -> found.softmax(0, 1), "not finite", "step 0, row 1, class 1");
    }
  }

  /** Of both directions and a padded batch: what a pass with targets gives, without them. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void predictingNeedsNoTargets(Moment moment) {
    for (boolean symbolic : new boolean[] {false, true}) {
      DataShape shape = new DataShape(symbolic, 3, symbolic, 4, moment);
      Chunk chunk = Chunks.random(shape, new int[] {4, 1, 3}, 1, 2);
      try (Engine engine = Engines.scalar(1)) {
        NetworkSpec spec =
            NetworkSpec.of(shape, Cells.lstm()).units(3).layers(2).bidirectional(true).dropout(0.4);
        Network network = Network.compile(engine, spec);
        BoundNetwork bound = network.bind(network.initialParameters(1));
        NetworkPass pass = bound.forward(chunk, Carry.zero());
        double[] expected = pass.outputs().toDoubles();
        pass.release();
        Outputs found = bound.predict(chunk.inputs(), chunk.mask());
        assertArrayEquals(expected, found.values().toDoubles());
        assertEquals(moment == Moment.END ? 1 : 4, found.steps());
        assertEquals(3, found.rows());
        assertEquals(4, found.features());
        bound.predict(Chunks.random(shape, 5, 3, 7).inputs());
        assertArrayEquals(expected, found.values().toDoubles(), "a copy stays as it is");
      }
    }
  }

  @Test
  void inputsOfAnotherShapeAreRefused() {
    DataShape shape = new DataShape(false, 3, false, 2, Moment.END);
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(shape, Cells.lstm()).units(3));
      BoundNetwork bound = network.bind(network.initialParameters(1));
      Inputs wide = new Inputs.Values(2, 1, 4, new float[8]);
      Refusal.of(() -> bound.predict(wide), "do not fit the network", "3 numbers in", "4 numbers");
      Inputs fit = new Inputs.Values(2, 1, 3, new float[6]);
      Refusal.of(() -> bound.predict(fit, new boolean[2]), "no step");
    }
  }
}
