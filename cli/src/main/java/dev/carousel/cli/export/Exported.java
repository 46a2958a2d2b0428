package dev.carousel.cli.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param tensors how many
 * @param verified how it was verified; null where nothing could
 * @param notes sentences for the user
 */
record Exported(int tensors, @Nullable Verified verified, List<String> notes) {
  /**
   * The result of a comparison.
   *
   * @param difference the largest one of an output, relative to the largest output
   * @param by what ran the file
   * @param sample where it is from
   */
  record Verified(double difference, String by, String sample) {}
}
