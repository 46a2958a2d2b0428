package dev.carousel.error;

import java.util.Locale;

/** Texts about memory, for errors. */
public final class HeapWords {
  /** The factor of the suggested heap over the needed memory. */
  private static final double ROOM = 1.25;

  private HeapWords() {}

  /** A number of bytes: {@code 1.5 GiB}. */
  public static String bytes(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    String format = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, units[unit]);
  }

  /** The size of a heap with room for this number of bytes, in GiB. */
  public static long gibibytes(long needed) {
    return ((long) (needed * ROOM) >> 30) + 1;
  }

  /** How to give Java a heap for this number of bytes. */
  public static String largerHeap(long needed) {
    long gibibytes = gibibytes(needed);
    return "a larger heap: CAROUSEL_OPTS=-Xmx%dg (java -Xmx%dg)".formatted(gibibytes, gibibytes);
  }
}
