package dev.carousel.cells.rnn;

import dev.carousel.testkit.golden.GoldenFilesContract;

/** The cells of this module against PyTorch; see {@code src/test/golden/README.md}. */
class CellsGoldenTest extends GoldenFilesContract {}
