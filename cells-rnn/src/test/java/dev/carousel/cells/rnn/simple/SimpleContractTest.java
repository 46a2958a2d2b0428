package dev.carousel.cells.rnn.simple;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class SimpleContractTest {
  @Nested
  class OfIrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new IrnnCell(1, 0.001);
    }
  }

  @Nested
  class OfRin extends CellContract {
    @Override
    protected Cell cell() {
      return new RinCell(0.001, 0.001);
    }
  }

  @Nested
  class OfIndrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new IndrnnCell(Activation.RELU, 0, 1, 0, 2, false);
    }
  }

  @Nested
  class OfTanhIndrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new IndrnnCell(Activation.TANH, -1, 1, 50, 3, false);
    }
  }

  @Nested
  class OfClampedLinearIndrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new IndrnnCell(Activation.IDENTITY, 0, 1, 0, 2, true);
    }
  }
}
