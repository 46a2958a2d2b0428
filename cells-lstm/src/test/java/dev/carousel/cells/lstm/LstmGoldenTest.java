package dev.carousel.cells.lstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The LSTM against PyTorch; see {@code src/test/golden/README.md}. */
class LstmGoldenTest {
  private abstract static class OfLstm extends GoldenContract {
    private final String file;
    private final boolean peepholes;
    private final boolean coupled;

    OfLstm(String file, boolean peepholes, boolean coupled) {
      this.file = file;
      this.peepholes = peepholes;
      this.coupled = coupled;
    }

    @Override
    protected Golden golden() {
      return Golden.load(LstmGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return new LstmCell(
          new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1), 1, 0, peepholes, coupled);
    }
  }

  @Nested
  class Plain extends OfLstm {
    Plain() {
      super("lstm", false, false);
    }
  }

  @Nested
  class WithLengths extends OfLstm {
    WithLengths() {
      super("lstm-lengths", false, false);
    }
  }

  @Nested
  class WithPeepholes extends OfLstm {
    WithPeepholes() {
      super("lstm-peephole", true, false);
    }
  }

  @Nested
  class Coupled extends OfLstm {
    Coupled() {
      super("lstm-coupled", false, true);
    }
  }
}
