package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class GatedContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(1, 0);
  private static final KeepBias SPREAD = new KeepBias(0, 20);

  @Nested
  class OfUgrnn extends CellContract {
    @Override
    protected Cell cell() {
      return new UgrnnCell(INIT, KEEP);
    }
  }

  @Nested
  class OfMgu extends CellContract {
    @Override
    protected Cell cell() {
      return new MguCell(INIT, SPREAD);
    }
  }

  @Nested
  class OfMinimalRnn extends CellContract {
    @Override
    protected Cell cell() {
      return new MinimalRnnCell(INIT, SPREAD);
    }
  }

  @Nested
  class OfStar extends CellContract {
    @Override
    protected Cell cell() {
      return new StarCell(StarCell.Variant.PAPER, KEEP, 1);
    }
  }

  @Nested
  class OfTheCodesStar extends CellContract {
    @Override
    protected Cell cell() {
      return new StarCell(StarCell.Variant.CODE, SPREAD, 0.5);
    }
  }

  @Nested
  class OfBrc extends CellContract {
    @Override
    protected Cell cell() {
      return new BrcCell(KEEP);
    }
  }

  @Nested
  class OfNbrc extends CellContract {
    @Override
    protected Cell cell() {
      return new NbrcCell(KEEP);
    }
  }
}
