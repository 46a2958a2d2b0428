package dev.carousel.cells.lstm.xlstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class XlstmContractTest {
  private static final Heads ANY = new Heads(0);

  @Nested
  class SlstmOfHeads extends CellContract {
    @Override
    protected Cell cell() {
      return new SlstmCell(ANY, ForgetGate.SIGMOID, 0, 0);
    }
  }

  @Nested
  class SlstmOfOneHeadWithExponentialForgetGate extends CellContract {
    @Override
    protected Cell cell() {
      return new SlstmCell(new Heads(1), ForgetGate.EXPONENTIAL, 0.5, 30);
    }
  }

  @Nested
  class MlstmOfHeads extends CellContract {
    @Override
    protected Cell cell() {
      return new MlstmCell(ANY, ForgetGate.SIGMOID);
    }
  }

  @Nested
  class MlstmOfOneHeadWithExponentialForgetGate extends CellContract {
    @Override
    protected Cell cell() {
      return new MlstmCell(new Heads(1), ForgetGate.EXPONENTIAL);
    }
  }
}
