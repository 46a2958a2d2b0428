package dev.carousel.data.tasks;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task and its options.
 *
 * @param id the provider's id
 * @param options a value for every option, sorted by name
 */
public record TaskCodec(String id, Map<String, String> options) implements DataCodec {
  /** Sorts and copies the options. */
  public TaskCodec {
    Objects.requireNonNull(id);
    options = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(options)));
  }

  @Override
  public Optional<DataShape> shape() {
    return Optional.empty();
  }
}
