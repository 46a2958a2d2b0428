package dev.carousel.model;

import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/** The buffers of a network that no pass uses at the moment. Thread-safe. */
final class FreeBuffers {
  /** As many sizes as a layer keeps passes of. */
  private static final int KEPT = 8;

  private final Precision precision;
  private final List<PassBuffers> free = new ArrayList<>(KEPT + 1);

  FreeBuffers(Precision precision) {
    this.precision = precision;
  }

  /** Buffers for a pass of that size; new ones if none are free. */
  synchronized PassBuffers borrow(int steps, int rows) {
    for (int i = free.size() - 1; i >= 0; i--) {
      if (free.get(i).is(steps, rows)) {
        return free.remove(i);
      }
    }
    return new PassBuffers(precision, steps, rows);
  }

  /** Takes them back, once for each time that they were borrowed. */
  synchronized void giveBack(PassBuffers buffers) {
    buffers.rewind(0);
    free.add(buffers);
    if (free.size() > KEPT) {
      free.remove(0);
    }
  }
}
