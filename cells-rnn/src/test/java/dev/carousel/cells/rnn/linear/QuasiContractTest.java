package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.QrnnCell.Pooling;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class QuasiContractTest {
  private static final KeepBias KEEP = new KeepBias(1, 0);
  private static final KeepBias SPREAD = new KeepBias(0, 20);

  @Nested
  class OfSru extends CellContract {
    @Override
    protected Cell cell() {
      return new SruCell(KEEP, 0);
    }
  }

  @Nested
  class OfSpreadSru extends CellContract {
    @Override
    protected Cell cell() {
      return new SruCell(SPREAD, -2);
    }
  }

  @Nested
  class OfF extends CellContract {
    @Override
    protected Cell cell() {
      return new QrnnCell(Pooling.F, 1, KEEP);
    }
  }

  @Nested
  class OfFWithTwoSteps extends CellContract {
    @Override
    protected Cell cell() {
      return new QrnnCell(Pooling.F, 2, KEEP);
    }
  }

  @Nested
  class OfFo extends CellContract {
    @Override
    protected Cell cell() {
      return new QrnnCell(Pooling.FO, 2, KEEP);
    }
  }

  @Nested
  class OfIfo extends CellContract {
    @Override
    protected Cell cell() {
      return new QrnnCell(Pooling.IFO, 2, SPREAD);
    }
  }

  @Nested
  class OfIfoWithOneStep extends CellContract {
    @Override
    protected Cell cell() {
      return new QrnnCell(Pooling.IFO, 1, KEEP);
    }
  }
}
