package org.example.mgu;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;

class MguCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new MguCell();
  }
}
