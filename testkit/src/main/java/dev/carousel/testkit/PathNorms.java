package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Records the norm of every gradient that it receives, by path, state, time and row. It clears the
 * gradients of one path, except {@link GradientPath#TOTAL}, without which nothing would be left.
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

  /**
   * Asserts that others show the same places, with norms that are near.
   *
   * @param tolerance relative to the largest norm
   */
  void assertNear(PathNorms others, double tolerance) {
    Set<String> missing = new TreeSet<>(norms.keySet());
    missing.removeAll(others.norms.keySet());
    assertEquals(Set.of(), missing, "not shown by the fused engine");
    assertEquals(norms.size(), others.norms.size());
    double scale = norms.values().stream().reduce(0.0, Math::max);
    norms.forEach(
        (place, norm) ->
            assertEquals(
                norm,
                Objects.requireNonNull(others.norms.get(place)),
                tolerance * Math.max(scale, 1e-6),
                place));
  }
}
