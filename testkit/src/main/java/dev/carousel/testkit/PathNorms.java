package dev.carousel.testkit;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Takes down the norm of every gradient that it is shown, by path, state, time and row, and clears
 * those of one path (of {@link GradientPath#TOTAL} none, as nothing would be left).
 */
final class PathNorms implements Consumer<StateGradient> {
  private final GradientPath cleared;
  private final Map<String, Double> norms = new ConcurrentSkipListMap<>();

  PathNorms(GradientPath cleared) {
    this.cleared = cleared;
  }

  @Override
  public void accept(StateGradient gradient) {
    for (int row = 0; row < gradient.rows(); row++) {
      String place =
          "%s of %s at step %d, row %d"
              .formatted(
                  gradient.path(), gradient.state(), gradient.time(), gradient.firstRow() + row);
      norms.put(place, gradient.rowNorm(row));
    }
    if (gradient.path() == cleared && cleared != GradientPath.TOTAL) {
      gradient.clear();
    }
  }

  Map<String, Double> norms() {
    return norms;
  }
}
