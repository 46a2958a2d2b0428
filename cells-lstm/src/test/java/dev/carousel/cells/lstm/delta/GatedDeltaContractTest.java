package dev.carousel.cells.lstm.delta;

import dev.carousel.cells.lstm.delta.GatedDeltaCell.Output;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class GatedDeltaContractTest {
  private static final Heads ANY = new Heads(0);

  @Nested
  class OfHeads extends CellContract {
    @Override
    protected Cell cell() {
      return new GatedDeltaCell(ANY, Output.GATED);
    }
  }

  @Nested
  class Plain extends CellContract {
    @Override
    protected Cell cell() {
      return new GatedDeltaCell(ANY, Output.PLAIN);
    }
  }

  @Nested
  class OfOneHead extends CellContract {
    @Override
    protected Cell cell() {
      return new GatedDeltaCell(new Heads(1), Output.GATED);
    }
  }
}
