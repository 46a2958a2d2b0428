package dev.carousel.testkit;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.internal.NamedCell;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * The {@link CellContract} of several cells, each named as a user would. Their providers must be on
 * the class path. Name those options that change the equations:
 *
 * <pre>{@code
 * @ValueSource(strings = {"my-cell", "my-cell:gated=true"})
 * class MyCellsTest extends NamedCellContract {}
 * }</pre>
 */
@ParameterizedClass(name = "{0}")
public abstract class NamedCellContract extends CellContract {
  @Parameter @Nullable String name;

  @Override
  protected final Cell cell() {
    return NamedCell.of(Objects.requireNonNull(name));
  }
}
