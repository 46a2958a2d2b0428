package org.example.mymgu;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Makes {@link MyMguCell} known as {@code my-mgu}; listed in META-INF/services. */
public final class MyMguCellProvider implements CellProvider {
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
    return new MyMguCell();
  }
}
