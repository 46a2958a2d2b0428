package org.example.mgu;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Makes {@link MguCell} known as {@code my-mgu}: Carousel has an {@code mgu} of its own; named in
 * META-INF/services.
 */
public final class MguCellProvider implements CellProvider {
  @Override
  public String id() {
    return "my-mgu";
  }

  @Override
  public String description() {
    return "minimal gated unit (Zhou 2016)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of();
  }

  @Override
  public Cell create(Options options) {
    return new MguCell();
  }
}
