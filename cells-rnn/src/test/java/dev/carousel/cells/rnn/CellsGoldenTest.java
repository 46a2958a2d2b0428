package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.RecurrentInit;
import org.junit.jupiter.api.Nested;

/** The cells of this module against PyTorch; see {@code src/test/golden/README.md}. */
class CellsGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  @Nested
  class TanhRnn extends GoldenOf {
    TanhRnn() {
      super("rnn-tanh", new RnnCell(Activation.TANH, INIT));
    }
  }

  @Nested
  class ReluRnn extends GoldenOf {
    ReluRnn() {
      super("rnn-relu", new RnnCell(Activation.RELU, INIT));
    }
  }

  @Nested
  class Gru extends GoldenOf {
    Gru() {
      super("gru-reset-after", new GruCell(INIT));
    }
  }

  @Nested
  class ResetBeforeGru extends GoldenOf {
    ResetBeforeGru() {
      super("gru-reset-before", new ResetBeforeGruCell(INIT));
    }
  }
}
