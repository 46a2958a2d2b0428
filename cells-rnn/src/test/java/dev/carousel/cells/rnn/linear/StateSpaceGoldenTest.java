package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.spi.Heads;
import org.junit.jupiter.api.Nested;

/** LRU, RG-LRU and LMU against PyTorch; see {@code src/test/golden/README.md}. */
class StateSpaceGoldenTest {
  private static final Ring RING = new Ring(0.9, 0.999);

  @Nested
  class OfLru extends GoldenOf {
    OfLru() {
      super("lru", new LruCell(RING, 6.28));
    }
  }

  @Nested
  class OfRgLru extends GoldenOf {
    OfRgLru() {
      super("rg-lru", new RgLruCell(new Heads(2), RING));
    }
  }

  @Nested
  class OfLmu extends GoldenOf {
    OfLmu() {
      super("lmu", new LmuCell(4, 6));
    }
  }
}
