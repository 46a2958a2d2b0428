package dev.carousel.flow.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The origin of a report, so that it can be reproduced.
 *
 * @param commandLine as it was typed, quoted for a shell
 * @param date when the command began
 * @param settings the options that determine the result, without the cells: {@code units}, {@code
 *     optimizer}, {@code hook}, ..; empty if unknown
 * @param dataset the sizes of the data
 */
public record Provenance(
    String commandLine, Instant date, Map<String, Object> settings, Map<String, Object> dataset) {

  public Provenance {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    dataset = Collections.unmodifiableMap(new LinkedHashMap<>(dataset));
  }
}
