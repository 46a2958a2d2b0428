package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.RecurrentInit;
import org.junit.jupiter.api.Nested;

/** The gated cells against PyTorch; see {@code src/test/golden/README.md}. */
class GatedGoldenTest {
  private static final RecurrentInit INIT = new RecurrentInit(RecurrentInit.Kind.UNIFORM, 1);
  private static final KeepBias KEEP = new KeepBias(0, 0);

  @Nested
  class OfUgrnn extends GoldenOf {
    OfUgrnn() {
      super("ugrnn", new UgrnnCell(INIT, KEEP));
    }
  }

  @Nested
  class OfMgu extends GoldenOf {
    OfMgu() {
      super("mgu", new MguCell(INIT, KEEP));
    }
  }

  @Nested
  class OfMinimalRnn extends GoldenOf {
    OfMinimalRnn() {
      super("minimal", new MinimalRnnCell(INIT, KEEP));
    }
  }

  @Nested
  class OfStar extends GoldenOf {
    OfStar() {
      super("star-paper", new StarCell(StarCell.Variant.PAPER, KEEP, 1));
    }
  }

  @Nested
  class OfTheCodesStar extends GoldenOf {
    OfTheCodesStar() {
      super("star-code", new StarCell(StarCell.Variant.CODE, KEEP, 1));
    }
  }

  @Nested
  class OfBrc extends GoldenOf {
    OfBrc() {
      super("brc", new BrcCell(KEEP));
    }
  }

  @Nested
  class OfNbrc extends GoldenOf {
    OfNbrc() {
      super("nbrc", new NbrcCell(KEEP));
    }
  }
}
