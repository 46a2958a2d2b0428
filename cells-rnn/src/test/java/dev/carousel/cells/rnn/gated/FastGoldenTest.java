package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.RecurrentInit;
import org.junit.jupiter.api.Nested;

/** CFN, FastRNN and FastGRNN against PyTorch; see {@code src/test/golden/README.md}. */
class FastGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);

  @Nested
  class OfCfn extends GoldenOf {
    OfCfn() {
      super("cfn", new CfnCell(INIT, KEEP));
    }
  }

  @Nested
  class OfFastRnn extends GoldenOf {
    OfFastRnn() {
      super("fastrnn", new FastRnnCell(3, 1));
    }
  }

  @Nested
  class OfFastGrnn extends GoldenOf {
    OfFastGrnn() {
      super("fastgrnn", new FastGrnnCell(KEEP, 1));
    }
  }
}
