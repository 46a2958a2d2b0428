package dev.carousel.cells.lstm.delta;

import dev.carousel.cells.lstm.delta.GatedDeltaCell.Output;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import org.junit.jupiter.api.Nested;

/** The gated delta rule against PyTorch; see {@code src/test/golden/README.md}. */
class GatedDeltaGoldenTest {
  private abstract static class OfOutput extends GoldenContract {
    private final String file;
    private final Output output;

    OfOutput(String file, Output output) {
      this.file = file;
      this.output = output;
    }

    @Override
    protected Golden golden() {
      return Golden.load(GatedDeltaGoldenTest.class, "/golden/" + file + ".json");
    }

    @Override
    protected Cell cell() {
      return new GatedDeltaCell(new Heads(2), output);
    }
  }

  @Nested
  class Gated extends OfOutput {
    Gated() {
      super("gated-delta", Output.GATED);
    }
  }

  @Nested
  class Plain extends OfOutput {
    Plain() {
      super("gated-delta-plain", Output.PLAIN);
    }
  }
}
