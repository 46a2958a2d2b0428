package dev.carousel.data.table;

import dev.carousel.data.Sizes;
import java.util.BitSet;

/** Some of the numbers that a network reads at each position of a table. */
interface Feature {
  /** How many numbers at each position. */
  int width();

  /**
   * Copies the numbers of consecutive positions.
   *
   * @param from the first position
   * @param count of positions
   * @param at where the numbers of the first go
   * @param stride from there to the numbers of the next
   */
  void copy(int from, int count, float[] into, int at, int stride);

  /**
   * Numbers, and those of later positions.
   *
   * @param later how many
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Numbers(float[] values, int later) implements Feature {
    @Override
    public int width() {
      return 1 + later;
    }

    @Override
    public void copy(int from, int count, float[] into, int at, int stride) {
      for (int j = 0; j <= later; j++) {
        for (int step = 0; step < count; step++) {
          into[at + step * stride + j] = values[from + step + j];
        }
      }
    }
  }

  /** A category as zeros with a one at its code. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record OneHot(int[] codes, int size, int later) implements Feature {
    @Override
    public int width() {
      return size * (1 + later);
    }

    @Override
    public void copy(int from, int count, float[] into, int at, int stride) {
      for (int step = 0; step < count; step++) {
        for (int j = 0; j <= later; j++) {
          into[at + step * stride + j * size + codes[from + step + j]] = 1;
        }
      }
    }
  }

  /** 1 where a cell is there. */
  record Observed(BitSet missing, int later) implements Feature {
    @Override
    public int width() {
      return 1 + later;
    }

    @Override
    public void copy(int from, int count, float[] into, int at, int stride) {
      for (int step = 0; step < count; step++) {
        for (int j = 0; j <= later; j++) {
          into[at + step * stride + j] = missing.get(from + step + j) ? 0 : 1;
        }
      }
    }
  }

  /**
   * Sine and cosine of a cycle of the calendar. Beyond the end of a group, times go on as usual.
   *
   * @param times of all positions
   * @param waves both, at each position: computed once, as each position is read in every epoch
   * @param later how many later positions are read too
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Cycle(Calendar calendar, TimeLine times, float[] waves, int later) implements Feature {
    /** Computes the waves. */
    static Cycle of(Calendar calendar, TimeLine times, int positions, int later) {
      float[] waves = new float[Sizes.product(2, positions)];
      for (int position = 0; position < positions; position++) {
        calendar.put(times.tick(position), waves, 2 * position);
      }
      return new Cycle(calendar, times, waves, later);
    }

    @Override
    public int width() {
      return 2 * (1 + later);
    }

    @Override
    public void copy(int from, int count, float[] into, int at, int stride) {
      int group = -1;
      int end = later == 0 ? from + count : from; // without later positions, no matter whose
      for (int step = 0; step < count; step++) {
        if (from + step >= end) {
          group = times.group(from + step);
          end = times.end(group);
        }
        for (int j = 0; j <= later; j++) {
          int position = from + step + j;
          int to = at + step * stride + 2 * j;
          if (position < end) {
            into[to] = waves[2 * position];
            into[to + 1] = waves[2 * position + 1];
          } else {
            calendar.put(times.tick(group, position), into, to);
          }
        }
      }
    }
  }
}
