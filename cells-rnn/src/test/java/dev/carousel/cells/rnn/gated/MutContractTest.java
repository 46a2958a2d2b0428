package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.gated.MutCell.Variant;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class MutContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(1, 0);
  private static final KeepBias SPREAD = new KeepBias(0, 20);

  @Nested
  class First extends CellContract {
    @Override
    protected Cell cell() {
      return new MutCell(Variant.MUT1, INIT, KEEP);
    }
  }

  @Nested
  class Second extends CellContract {
    @Override
    protected Cell cell() {
      return new MutCell(Variant.MUT2, INIT, KEEP);
    }
  }

  @Nested
  class Third extends CellContract {
    @Override
    protected Cell cell() {
      return new MutCell(Variant.MUT3, INIT, SPREAD);
    }
  }
}
