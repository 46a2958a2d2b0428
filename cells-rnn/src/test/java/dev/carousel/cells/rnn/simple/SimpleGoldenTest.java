package dev.carousel.cells.rnn.simple;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.RnnCell.Activation;
import org.junit.jupiter.api.Nested;

/** IRNN, RIN and IndRNN against PyTorch; see {@code src/test/golden/README.md}. */
class SimpleGoldenTest {
  @Nested
  class OfIrnn extends GoldenOf {
    OfIrnn() {
      super("irnn", new IrnnCell(1, 0.001));
    }
  }

  @Nested
  class OfRin extends GoldenOf {
    OfRin() {
      super("rin", new RinCell(0.001, 0.001));
    }
  }

  @Nested
  class OfIndrnn extends GoldenOf {
    OfIndrnn() {
      super("indrnn-relu", new IndrnnCell(Activation.RELU, 0, 1, 0, 2, false));
    }
  }

  @Nested
  class OfTanhIndrnn extends GoldenOf {
    OfTanhIndrnn() {
      super("indrnn-tanh", new IndrnnCell(Activation.TANH, 0, 1, 0, 2, false));
    }
  }
}
