package org.example.consumer;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Makes {@link LeakCell} known as {@code consumer-leak}: in META-INF/services and module-info. */
public final class LeakCellProvider implements CellProvider {
  @Override
  public String id() {
    return "consumer-leak";
  }

  @Override
  public String description() {
    return "a leaky unit";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of();
  }

  @Override
  public Cell create(Options options) {
    return new LeakCell();
  }
}
