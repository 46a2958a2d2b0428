package dev.carousel.cells.lstm.minimal;

import dev.carousel.cells.lstm.minimal.MinLstmCell.Candidate;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The minimal cells against PyTorch; see {@code src/test/golden/README.md}. */
class MinimalGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  private abstract static class OfCell extends GoldenContract {
    private final String file;
    private final Cell cell;

    OfCell(String file, Cell cell) {
      this.file = file;
      this.cell = cell;
    }

    @Override
    protected Golden golden() {
      return Golden.load(MinimalGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return cell;
    }
  }

  @Nested
  class OfJanet extends OfCell {
    OfJanet() {
      super("janet", new JanetCell(INIT, 1, 1, 0));
    }
  }

  @Nested
  class OfJanetWithoutBeta extends OfCell {
    OfJanetWithoutBeta() {
      super("janet-beta-0", new JanetCell(INIT, 0, 1, 0));
    }
  }

  @Nested
  class OfMinLstm extends OfCell {
    OfMinLstm() {
      super("minlstm", new MinLstmCell(Candidate.PLAIN, 0, 0));
    }
  }

  @Nested
  class OfMinLstmOfPositiveCandidates extends OfCell {
    OfMinLstmOfPositiveCandidates() {
      super("minlstm-g", new MinLstmCell(Candidate.G, 0, 0));
    }
  }
}
