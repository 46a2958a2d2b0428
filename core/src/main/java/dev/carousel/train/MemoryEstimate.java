package dev.carousel.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much memory a run takes at its height, in bytes, part by part.
 *
 * @param parameters the network's, the best ones, and what is prepared from them for the kernels
 * @param optimizer what the optimizer remembers
 * @param activations the layers' working memory: what the backward pass reads of the forward pass,
 *     and all gradients; for training and for validation
 * @param work what an update makes and drops again
 * @param data what the data take while they are read
 */
public record MemoryEstimate(
    long parameters, long optimizer, long activations, long work, long data) {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

  /** All parts together. */
  public long total() {
    return parameters + optimizer + activations + work + data;
  }

  /** A number of bytes in words: {@code 1.5 GiB}. */
  public static String words(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String format = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }

  /** The whole, and its parts, the largest first: {@code 1.5 GiB: activations 1.4 GiB, ..}. */
  @Override
  public String toString() {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("activations", activations);
    parts.put("parameters", parameters);
    parts.put("optimizer", optimizer);
    parts.put("work of one update", work);
    parts.put("data", data);
    return words(total())
        + ": "
        + parts.entrySet().stream()
            .filter(part -> part.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(part -> part.getKey() + " " + words(part.getValue()))
            .collect(Collectors.joining(", "));
  }
}
