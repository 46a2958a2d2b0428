package dev.carousel.cells.rnn.linear;

import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class StateSpaceContractTest {
  private static final Ring RING = new Ring(0.9, 0.999);

  @Nested
  class OfLru extends CellContract {
    @Override
    protected Cell cell() {
      return new LruCell(RING, 6.28);
    }
  }

  @Nested
  class OfRgLru extends CellContract {
    @Override
    protected Cell cell() {
      return new RgLruCell(new Heads(0), RING);
    }
  }

  @Nested
  class RgLruOfOneHead extends CellContract {
    @Override
    protected Cell cell() {
      return new RgLruCell(new Heads(1), RING);
    }
  }

  @Nested
  class OfLmu extends CellContract {
    @Override
    protected Cell cell() {
      return new LmuCell(6, 10);
    }
  }

  @Nested
  class LmuOfOneCoefficient extends CellContract {
    @Override
    protected Cell cell() {
      return new LmuCell(1, 3.5);
    }
  }
}
