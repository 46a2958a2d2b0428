package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class FastContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(1, 0);
  private static final KeepBias SPREAD = new KeepBias(0, 20);

  @Nested
  class OfCfn extends CellContract {
    @Override
    protected Cell cell() {
      return new CfnCell(INIT, KEEP);
    }
  }

  @Nested
  class OfSpreadCfn extends CellContract {
    @Override
    protected Cell cell() {
      return new CfnCell(INIT, SPREAD);
    }
  }

  @Nested
  class OfFastRnn extends CellContract {
    @Override
    protected Cell cell() {
      return new FastRnnCell(3, 1);
    }
  }

  @Nested
  class OfFastGrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new FastGrnnCell(KEEP, 1);
    }
  }

  @Nested
  class OfSpreadFastGrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new FastGrnnCell(SPREAD, 2);
    }
  }
}
