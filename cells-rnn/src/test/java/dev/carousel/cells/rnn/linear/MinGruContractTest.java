package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class MinGruContractTest {
  @Nested
  class Plain extends CellContract {
    @Override
    protected Cell cell() {
      return new MinGruCell(Candidate.PLAIN, new KeepBias(0, 0));
    }
  }

  @Nested
  class Positive extends CellContract {
    @Override
    protected Cell cell() {
      return new MinGruCell(Candidate.G, new KeepBias(0, 20));
    }
  }
}
