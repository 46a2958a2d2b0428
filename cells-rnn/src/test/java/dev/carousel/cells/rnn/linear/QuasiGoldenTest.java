package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.QrnnCell.Pooling;
import org.junit.jupiter.api.Nested;

/** SRU and QRNN against PyTorch; see {@code src/test/golden/README.md}. */
class QuasiGoldenTest {
  private static final KeepBias KEEP = new KeepBias(0, 0);

  @Nested
  class OfSru extends GoldenOf {
    OfSru() {
      super("sru", new SruCell(KEEP, -1));
    }
  }

  @Nested
  class OfSruOfOtherWidth extends GoldenOf {
    OfSruOfOtherWidth() {
      super("sru-wide", new SruCell(KEEP, -1));
    }
  }

  @Nested
  class OfF extends GoldenOf {
    OfF() {
      super("qrnn-f", new QrnnCell(Pooling.F, 1, KEEP));
    }
  }

  @Nested
  class OfFo extends GoldenOf {
    OfFo() {
      super("qrnn-fo", new QrnnCell(Pooling.FO, 2, KEEP));
    }
  }

  @Nested
  class OfIfo extends GoldenOf {
    OfIfo() {
      super("qrnn-ifo", new QrnnCell(Pooling.IFO, 2, KEEP));
    }
  }
}
