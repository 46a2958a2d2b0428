package dev.carousel.cells.lstm.norm;

import dev.carousel.cells.lstm.norm.LayerNormLstmCell.Norm;
import dev.carousel.spi.Cell;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.RecurrentInit;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The layer-norm LSTM against PyTorch; see {@code src/test/golden/README.md}. */
class LayerNormLstmGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);

  private abstract static class OfNorm extends GoldenContract {
    private final Norm norm;

    OfNorm(Norm norm) {
      this.norm = norm;
    }

    @Override
    protected Golden golden() {
      String file = "/golden/ln-lstm-" + OptionSpec.text(norm) + ".json";
      return Golden.load(LayerNormLstmGoldenTest.class, file);
    }

    @Override
    protected Cell cell() {
      return new LayerNormLstmCell(INIT, norm, 1);
    }
  }

  @Nested
  class OfAllGates extends OfNorm {
    OfAllGates() {
      super(Norm.LAYER);
    }
  }

  @Nested
  class OfEachGate extends OfNorm {
    OfEachGate() {
      super(Norm.GATE);
    }
  }
}
