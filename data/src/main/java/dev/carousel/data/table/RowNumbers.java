package dev.carousel.data.table;

import dev.carousel.data.Sizes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a network reads at each position of a table, as its features give them. Once as
 * many positions have been read as there are, all are kept side by side, if the heap has room:
 * training reads each in every epoch, and of overlapping windows many times in one. Thread-safe.
 */
final class RowNumbers {
  /** The share of the heap that they may take: half of what a plan leaves to Java itself. */
  private static final int HEAP_SHARE = 20;

  private final List<Feature> features;
  private final int width;
  private final RowOrder order;
  private final int[] readable;
  private final AtomicLong asked = new AtomicLong();

  /** Two threads may make two equal ones at the same time. */
  private volatile float @Nullable [] kept;

  /**
   * @param readable how many positions of each group, from its first on, have all their numbers
   */
  RowNumbers(List<Feature> features, RowOrder order, int[] readable) {
    this.features = features;
    this.order = order;
    this.readable = readable;
    width = features.stream().mapToInt(Feature::width).sum();
  }

  /** How many numbers each position has. */
  int width() {
    return width;
  }

  /**
   * Numbers in an array.
   *
   * @param values position by position; not to be changed
   * @param at where those of the first position begin
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of a live array, never compared
  record Place(float[] values, int at) {}

  /** The numbers of consecutive positions of one group. */
  Place at(int from, int count) {
    float[] all = kept(count);
    if (all != null && count > 0 && isReadable(from, count)) {
      return new Place(all, from * width);
    }
    float[] made = new float[Sizes.product(count, width)];
    put(from, count, made, 0);
    return new Place(made, 0);
  }

  private boolean isReadable(int from, int count) {
    int group = order.group(from);
    return from + count <= order.starts()[group] + readable[group];
  }

  private void put(int from, int count, float[] into, int at) {
    int column = at;
    for (Feature feature : features) {
      feature.copy(from, count, into, column, width);
      column += feature.width();
    }
  }

  private float @Nullable [] kept(int count) {
    float[] known = kept;
    int positions = order.positions();
    long elements = (long) positions * width;
    if (known != null || !hasRoom(elements) || asked.addAndGet(count) <= positions) {
      return known;
    }
    float[] all = new float[(int) elements];
    for (int group = 0; group < readable.length; group++) {
      int start = order.starts()[group];
      put(start, readable[group], all, start * width);
    }
    kept = all;
    return all;
  }

  private static boolean hasRoom(long elements) {
    long most = Runtime.getRuntime().maxMemory() / HEAP_SHARE / Float.BYTES;
    return elements <= Math.min(most, Integer.MAX_VALUE - 8);
  }
}
