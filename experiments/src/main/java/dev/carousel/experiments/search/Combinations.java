package dev.carousel.experiments.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Every combination of values; those of the last setting change fastest. */
record Combinations(List<String> names, List<List<String>> values) {
  static Combinations of(Map<String, List<String>> values) {
    return new Combinations(List.copyOf(values.keySet()), List.copyOf(values.values()));
  }

  long size() {
    return values.stream().mapToLong(List::size).reduce(1, Sizes::product);
  }

  Stream<Map<String, String>> stream() {
    return LongStream.range(0, size()).mapToObj(this::at);
  }

  private Map<String, String> at(long index) {
    List<String> chosen = new ArrayList<>();
    long rest = index;
    for (int i = names.size() - 1; i >= 0; i--) {
      int size = values.get(i).size();
      chosen.add(values.get(i).get((int) (rest % size)));
      rest /= size;
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      settings.put(names.get(i), chosen.get(names.size() - 1 - i));
    }
    return Collections.unmodifiableMap(settings);
  }
}
