package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures how far the gradient of truncated back-propagation through time is from the full one.
 * The forward pass is the same; the backward pass passes nothing from a chunk to the previous one.
 */
public final class TruncationMeter {
  private static final int[] LENGTHS = {1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500};

  private TruncationMeter() {}

  /**
   * Measures on one chunk, whose gradient over all of its steps counts as the full one.
   *
   * @param carry the states before it
   */
  public static Truncation measure(
      Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    Set<String> reverse = new HashSet<>();
    network.recurrentLayers().stream()
        .filter(Layer::reverse)
        .forEach(layer -> reverse.add(layer.name()));
    NetworkPass pass = network.apart().bind(parameters).forward(chunk, carry);
    Tensor gradient = pass.lossGradients();
    gradient.scale(1.0 / Math.max(1, chunk.predictions()));
    NamedTensors full = pass.backward(gradient.copy(), null).copy();
    List<Truncation.ChunkLength> found = new ArrayList<>();
    for (int length : LENGTHS) {
      if (length < chunk.steps()) {
        NamedTensors cut = pass.backward(gradient.copy(), cutEvery(length, chunk, reverse));
        found.add(new Truncation.ChunkLength(length, full.cosine(cut), cut.norm() / full.norm()));
      }
    }
    pass.release();
    return new Truncation(chunk.steps(), List.copyOf(found));
  }

  /**
   * Removes what comes back from the first step of a chunk to the last one of the previous chunk.
   * With masked steps between real ones, the cut may be among them.
   */
  private static Consumer<StateGradient> cutEvery(int length, Chunk chunk, Set<String> reverse) {
    return gradient -> {
      if (gradient.path() != GradientPath.RECURRENT) {
        return;
      }
      int direction = reverse.contains(gradient.layer()) ? -1 : 1;
      for (int row = 0; row < gradient.rows(); row++) {
        int after = gradient.time() + direction;
        while (!isEnd(after, chunk) && !chunk.isReal(after, gradient.firstRow() + row)) {
          after += direction;
        }
        if (Math.floorDiv(after, length) != gradient.time() / length) {
          for (int unit = 0; unit < gradient.size(); unit++) {
            gradient.set(row, unit, 0);
          }
        }
      }
    };
  }

  private static boolean isEnd(int time, Chunk chunk) {
    return time < 0 || time >= chunk.steps();
  }
}
