package dev.carousel.testkit;

import dev.carousel.spi.Cell;
import org.junit.jupiter.api.Nested;

class LiteratureCellsTest {
  @Nested
  class Lem extends CellContract {
    @Override
    protected Cell cell() {
      return LiteratureCells::lem;
    }
  }

  @Nested
  class CoRnn extends CellContract {
    @Override
    protected Cell cell() {
      return LiteratureCells::coRnn;
    }
  }

  @Nested
  class Antisymmetric extends CellContract {
    @Override
    protected Cell cell() {
      return LiteratureCells::antisymmetric;
    }
  }

  @Nested
  class LayerNormLstm extends CellContract {
    @Override
    protected Cell cell() {
      return LiteratureCells::layerNormLstm;
    }
  }
}
