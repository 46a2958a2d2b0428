package dev.carousel.cells.lstm.minimal;

import dev.carousel.cells.lstm.minimal.MinLstmCell.Candidate;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.CellContract;
import org.junit.jupiter.api.Nested;

class MinimalContractTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  @Nested
  class OfJanet extends CellContract {
    @Override
    protected Cell cell() {
      return new JanetCell(INIT, 1, 1, 0);
    }
  }

  @Nested
  class OfJanetWithoutBeta extends CellContract {
    @Override
    protected Cell cell() {
      return new JanetCell(INIT, 0, 1, 0);
    }
  }

  @Nested
  class OfMinLstm extends CellContract {
    @Override
    protected Cell cell() {
      return new MinLstmCell(Candidate.PLAIN, 0, 0);
    }
  }

  @Nested
  class OfMinLstmOfPositiveCandidates extends CellContract {
    @Override
    protected Cell cell() {
      return new MinLstmCell(Candidate.G, 0, 0);
    }
  }
}
