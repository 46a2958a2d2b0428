package dev.carousel.experiments.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A value with ranges in it: {@code adam:lr=1e-4..1e-1:log}.
 *
 * @param texts before, between and after the ranges; one more than there are ranges
 * @param ranges in order; mostly none
 */
public record Template(List<String> texts, List<Range> ranges) {
  public Template {
    texts = List.copyOf(texts);
    ranges = List.copyOf(ranges);
  }

  static Template literal(String value) {
    return new Template(List.of(value), List.of());
  }

  /** Values of a plugin's options may be ranges; nothing else is. */
  static Template parse(String setting, String value) {
    int colon = value.indexOf(':');
    List<String> texts = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    StringBuilder before = new StringBuilder(value.substring(0, colon + 1));
    String rest = value.substring(colon + 1);
    if (colon < 0) {
      return literal(value);
    }
    String comma = "";
    for (String option : rest.split(",", -1)) {
      int equals = option.indexOf('=');
      String text = option.substring(equals + 1);
      before.append(comma).append(option, 0, equals + 1);
      if (equals > 0 && Range.isRange(text)) {
        ranges.add(Range.parse(setting, text));
        texts.add(before.toString());
        before.setLength(0);
      } else {
        before.append(text);
      }
      comma = ",";
    }
    texts.add(before.toString());
    return new Template(texts, ranges);
  }

  OptionalLong size() {
    long size = 1;
    for (Range range : ranges) {
      OptionalLong some = range.size();
      if (some.isEmpty()) {
        return some;
      }
      size = Sizes.product(size, some.getAsLong());
    }
    return OptionalLong.of(size);
  }

  /** The value at a place, whose numbers from {@code first} on are those of the ranges. */
  String at(int first, double... place) {
    StringBuilder value = new StringBuilder(texts.get(0));
    for (int i = 0; i < ranges.size(); i++) {
      value.append(ranges.get(i).at(place[first + i])).append(texts.get(i + 1));
    }
    return value.toString();
  }

  List<String> all() {
    return combined(ranges.stream().map(Range::all).toList());
  }

  List<String> grid(String setting) {
    List<List<String>> values = ranges.stream().map(range -> range.grid(setting)).toList();
    Grid.check(values.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b));
    return combined(values);
  }

  /** Every combination of the ranges' values; those of the last range change fastest. */
  private List<String> combined(List<List<String>> values) {
    List<String> combined = List.of(texts.get(0));
    for (int i = 0; i < ranges.size(); i++) {
      String after = texts.get(i + 1);
      List<String> next = values.get(i);
      combined =
          combined.stream().flatMap(head -> next.stream().map(v -> head + v + after)).toList();
    }
    return combined;
  }
}
