package dev.carousel.cells.lstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class LstmCellContractTest {
  private static Cell lstm(boolean peepholes, boolean coupled) {
    RecurrentInit init = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
    return new LstmCell(init, 1, 0, peepholes, coupled);
  }

  @Nested
  class Plain extends CellContract {
    @Override
    protected Cell cell() {
      return lstm(false, false);
    }
  }

  @Nested
  class WithPeepholes extends CellContract {
    @Override
    protected Cell cell() {
      return lstm(true, false);
    }
  }

  @Nested
  class Coupled extends CellContract {
    @Override
    protected Cell cell() {
      return lstm(false, true);
    }
  }

  @Nested
  class CoupledWithPeepholes extends CellContract {
    @Override
    protected Cell cell() {
      return lstm(true, true);
    }
  }
}
