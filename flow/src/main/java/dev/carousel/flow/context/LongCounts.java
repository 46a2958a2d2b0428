package dev.carousel.flow.context;

/** Counts by key, in arrays that grow; a key is a hash that is not 0. Used by one thread. */
final class LongCounts {
  private static final int FIRST = 1 << 12;

  private long[] keys = new long[FIRST];
  private int[] counts = new int[FIRST];
  private int used;

  /** Counts one more, and tells how many there are now. */
  int add(long key) {
    if (2 * used > keys.length) {
      grow();
    }
    int place = place(keys, key);
    if (keys[place] == 0) {
      keys[place] = key;
      used++;
    }
    return ++counts[place];
  }

  /** How often a key was counted. */
  int of(long key) {
    return counts[place(keys, key)];
  }

  private static int place(long[] keys, long key) {
    int place = (int) (key ^ (key >>> 32)) & (keys.length - 1);
    while (keys[place] != 0 && keys[place] != key) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int place = place(keys, oldKeys[i]);
        keys[place] = oldKeys[i];
        counts[place] = oldCounts[i];
      }
    }
  }
}
