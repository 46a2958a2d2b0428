package dev.carousel.cells.lstm.xlstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The cells of the xLSTM against PyTorch; see {@code src/test/golden/README.md}. */
class XlstmGoldenTest {
  private static final Heads HEADS = new Heads(2);

  private abstract static class OfCell extends GoldenContract {
    private final String file;
    private final Cell cell;

    OfCell(String file, Cell cell) {
      this.file = file;
      this.cell = cell;
    }

    @Override
    protected Golden golden() {
      return Golden.load(XlstmGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return cell;
    }
  }

  @Nested
  class Slstm extends OfCell {
    Slstm() {
      super("slstm", new SlstmCell(HEADS, ForgetGate.SIGMOID, 0, 0));
    }
  }

  @Nested
  class SlstmWithExponentialForgetGate extends OfCell {
    SlstmWithExponentialForgetGate() {
      super("slstm-exponential", new SlstmCell(HEADS, ForgetGate.EXPONENTIAL, 0, 0));
    }
  }

  @Nested
  class Mlstm extends OfCell {
    Mlstm() {
      super("mlstm", new MlstmCell(HEADS, ForgetGate.SIGMOID));
    }
  }

  @Nested
  class MlstmWithExponentialForgetGate extends OfCell {
    MlstmWithExponentialForgetGate() {
      super("mlstm-exponential", new MlstmCell(HEADS, ForgetGate.EXPONENTIAL));
    }
  }
}
