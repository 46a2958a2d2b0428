package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.GoldenOf;
import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import org.junit.jupiter.api.Nested;

/** MinGRU against PyTorch; see {@code src/test/golden/README.md}. */
class MinGruGoldenTest {
  private static final KeepBias KEEP = new KeepBias(0, 0);

  @Nested
  class Plain extends GoldenOf {
    Plain() {
      super("mingru-plain", new MinGruCell(Candidate.PLAIN, KEEP));
    }
  }

  @Nested
  class Positive extends GoldenOf {
    Positive() {
      super("mingru-g", new MinGruCell(Candidate.G, KEEP));
    }
  }
}
