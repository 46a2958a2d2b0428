package dev.carousel.cells.lstm.norm;

import dev.carousel.cells.lstm.norm.LayerNormLstmCell.Norm;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class LayerNormLstmContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  @Nested
  class OfAllGates extends CellContract {
    @Override
    protected Cell cell() {
      return new LayerNormLstmCell(INIT, Norm.LAYER, 1);
    }
  }

  @Nested
  class OfEachGate extends CellContract {
    @Override
    protected Cell cell() {
      return new LayerNormLstmCell(INIT, Norm.GATE, 1);
    }
  }
}
