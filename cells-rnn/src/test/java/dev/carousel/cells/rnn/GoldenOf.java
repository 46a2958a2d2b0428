package dev.carousel.cells.rnn;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;

/** A cell against a file of golden values of this module; see {@code src/test/golden/README.md}. */
public abstract class GoldenOf extends GoldenContract {
  private final String file;
  private final Cell cell;

  /** For the file of that name, without its folder and ending. */
  protected GoldenOf(String file, Cell cell) {
    this.file = file;
    this.cell = cell;
  }

  @Override
  protected final Golden golden() {
    return Golden.load(GoldenOf.class, "/golden/" + file + ".json");
  }

  @Override
  protected final Cell cell() {
    return cell;
  }
}
