package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.gated.MutCell.Variant;
import dev.carousel.spi.RecurrentInit;
import org.junit.jupiter.api.Nested;

/** The mutated units against PyTorch; see {@code src/test/golden/README.md}. */
class MutGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);

  @Nested
  class First extends GoldenOf {
    First() {
      super("mut1", new MutCell(Variant.MUT1, INIT, KEEP));
    }
  }

  @Nested
  class FirstOfOtherWidth extends GoldenOf {
    FirstOfOtherWidth() {
      super("mut1-wide", new MutCell(Variant.MUT1, INIT, KEEP));
    }
  }

  @Nested
  class Second extends GoldenOf {
    Second() {
      super("mut2", new MutCell(Variant.MUT2, INIT, KEEP));
    }
  }

  @Nested
  class SecondOfOtherWidth extends GoldenOf {
    SecondOfOtherWidth() {
      super("mut2-wide", new MutCell(Variant.MUT2, INIT, KEEP));
    }
  }

  @Nested
  class Third extends GoldenOf {
    Third() {
      super("mut3", new MutCell(Variant.MUT3, INIT, KEEP));
    }
  }
}
