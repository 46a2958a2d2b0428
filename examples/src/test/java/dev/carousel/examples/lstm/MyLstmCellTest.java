package dev.carousel.examples.lstm;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;

class MyLstmCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new MyLstmCell(1);
  }
}
