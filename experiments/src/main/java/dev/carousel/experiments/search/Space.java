package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Settings and the values that each may have.
 *
 * @param settings by name, in order
 */
public record Space(Map<String, Values> settings) {
  /** Copies the map, and checks that there is a setting. */
  public Space {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    if (settings.isEmpty()) {
      throw CarouselException.usage("There is no setting to try values of.")
          .expected("at least one setting with its values, such as units: 32,64")
          .build();
    }
  }

  /** Settings whose values are read by {@link Values#parse}. */
  public static Space parse(Map<String, String> texts) {
    Map<String, Values> settings = new LinkedHashMap<>();
    texts.forEach((name, text) -> settings.put(name, Values.parse(name, text)));
    return new Space(settings);
  }

  /** How many numbers from 0 to 1 choose values of all settings. */
  public int dimensions() {
    return settings.values().stream().mapToInt(Values::dimensions).sum();
  }

  /** The combination at a point of {@link #dimensions} numbers from 0 to below 1. */
  Map<String, String> at(double... point) {
    Map<String, String> chosen = new LinkedHashMap<>();
    int first = 0;
    for (Map.Entry<String, Values> setting : settings.entrySet()) {
      int end = first + setting.getValue().dimensions();
      double[] place = Arrays.copyOfRange(point, first, end);
      chosen.put(setting.getKey(), setting.getValue().at(place));
      first = end;
    }
    return Collections.unmodifiableMap(chosen);
  }

  /** Every combination of a space that has an end. */
  Stream<Map<String, String>> all() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    settings.forEach((name, some) -> values.put(name, some.all()));
    return Combinations.of(values).stream();
  }

  /** The number of different combinations; empty if there is no end of them. */
  public OptionalLong size() {
    long size = 1;
    for (Values values : settings.values()) {
      OptionalLong some = values.size();
      if (some.isEmpty()) {
        return some;
      }
      size = Sizes.product(size, some.getAsLong());
    }
    return OptionalLong.of(size);
  }
}
