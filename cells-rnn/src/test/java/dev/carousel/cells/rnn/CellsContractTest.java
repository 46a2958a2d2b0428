package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class CellsContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  @Nested
  class TanhRnn extends CellContract {
    @Override
    protected Cell cell() {
      return new RnnCell(Activation.TANH, INIT);
    }
  }

  @Nested
  class ReluRnn extends CellContract {
    @Override
    protected Cell cell() {
      return new RnnCell(Activation.RELU, INIT);
    }
  }

  @Nested
  class LinearRnn extends CellContract {
    @Override
    protected Cell cell() {
      return new RnnCell(Activation.IDENTITY, INIT);
    }
  }

  @Nested
  class Gru extends CellContract {
    @Override
    protected Cell cell() {
      return new GruCell(INIT);
    }
  }

  @Nested
  class ResetBeforeGru extends CellContract {
    @Override
    protected Cell cell() {
      return new ResetBeforeGruCell(INIT);
    }
  }
}
