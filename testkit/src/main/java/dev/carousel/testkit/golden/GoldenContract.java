package dev.carousel.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.internal.MadeFirst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Compares a cell with the golden values of a reference implementation, on both engines: outputs,
 * final states, loss, and the gradients of the input, the initial states and every parameter.
 *
 * <pre>{@code
 * class MyCellGoldenTest extends GoldenContract {
 *   @Override protected Golden golden() {
 *     return Golden.load(MyCellGoldenTest.class, "/golden/my-cell.json");
 *   }
 *   @Override protected Cell cell() {
 *     return new MyCell(..);
 *   }
 * }
 * }</pre>
 *
 * <p>For all files of a module at once, see {@link GoldenFilesContract}. What is compared, and how:
 * {@link GoldenComparison}.
 */
public abstract class GoldenContract {
  /** The tolerance in float64, relative to the golden element. */
  public static final double FLOAT64_TOLERANCE = 1e-10;

  /** The tolerance in float32, relative to the largest golden element. */
  public static final double FLOAT32_TOLERANCE = 1e-5;

  @RegisterExtension
  final MadeFirst made = new MadeFirst(GoldenContract.class, "cell", this::compileOnReference);

  /** The golden values. */
  protected abstract Golden golden();

  /** The cell that must reproduce them; a new one at each call. */
  protected abstract Cell cell();

  @Test
  final void theFileHoldsTheCellsNamesAndNoOther() {
    try (Engine engine = Engines.reference()) {
      GoldenComparison.requireNames(GoldenComparison.compile(engine, golden(), cell()), golden());
    }
  }

  @Test
  final void referenceEngineEqualsGoldenValues() {
    try (Engine engine = Engines.reference()) {
      compare(engine, FLOAT64_TOLERANCE);
    }
  }

  @Test
  final void fusedEngineEqualsGoldenValues() {
    try (Engine engine = Engines.fused(2)) {
      compare(engine, FLOAT32_TOLERANCE);
    }
  }

  private void compileOnReference() {
    try (Engine engine = Engines.reference()) {
      GoldenComparison.compile(engine, golden(), cell());
    }
  }

  private void compare(Engine engine, double tolerance) {
    GoldenDifference worst = GoldenComparison.worst(engine, golden(), cell());
    assertTrue(worst.relative() <= tolerance, worst::toString);
  }
}
