package dev.carousel.examples.lem;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;

class LemCellTest extends CellContract {
  @Override
  protected Cell cell() {
    return new LemCell(0.5);
  }
}
