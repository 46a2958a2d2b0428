package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The cells of this module against PyTorch; see {@code src/test/golden/README.md}. */
class CellsGoldenTest {
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
      return Golden.load(CellsGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return cell;
    }
  }

  @Nested
  class TanhRnn extends OfCell {
    TanhRnn() {
      super("rnn-tanh", new RnnCell(Activation.TANH, INIT));
    }
  }

  @Nested
  class ReluRnn extends OfCell {
    ReluRnn() {
      super("rnn-relu", new RnnCell(Activation.RELU, INIT));
    }
  }

  @Nested
  class Gru extends OfCell {
    Gru() {
      super("gru-reset-after", new GruCell(INIT));
    }
  }

  @Nested
  class ResetBeforeGru extends OfCell {
    ResetBeforeGru() {
      super("gru-reset-before", new ResetBeforeGruCell(INIT));
    }
  }
}
