package dev.carousel.experiments.search;

import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values that are listed.
 *
 * @param items at least one; each a value, or a plugin with a range among its options
 */
public record Listed(List<Template> items) implements Values {
  private static final String EXAMPLE = "values with commas between them, such as 32,64";
  private static final Pattern OPTION = Pattern.compile("[^:=]+=.*", Pattern.DOTALL);

  public Listed {
    items = List.copyOf(items);
  }

  static Listed of(String setting, List<String> values) {
    return checked(setting, values, values.stream().map(Template::literal).toList());
  }

  /** Of a text that is not a range. */
  static Listed parse(String setting, String text) {
    List<String> values =
        text.indexOf(';') >= 0
            ? Stream.of(text.split(";", -1)).map(String::strip).toList()
            : split(setting, text);
    for (String value : values) {
      if (Range.isRange(value)) {
        throw malformed(setting, "a list of values, or one range")
            .found("the range '" + value + "' in a list")
            .build();
      }
    }
    return checked(setting, values, values.stream().map(v -> Template.parse(setting, v)).toList());
  }

  private static Listed checked(String setting, List<String> values, List<Template> items) {
    Set<String> seen = new HashSet<>();
    if (values.isEmpty()) {
      throw malformed(setting, EXAMPLE).found("no value").build();
    }
    for (String value : values) {
      if (value.isBlank()) {
        throw malformed(setting, EXAMPLE).found("an empty value").build();
      }
      if (!seen.add(value)) {
        throw malformed(setting, EXAMPLE)
            .found("'" + value + "' more than once")
            .mend("try each setting with several seeds to see how much is chance")
            .build();
      }
    }
    return new Listed(items);
  }

  private static CarouselException.Builder malformed(String setting, String expected) {
    return CarouselException.usage("The values of " + setting + " are malformed.")
        .expected(expected);
  }

  /** At commas, but not before what is an option of the plugin before it. */
  private static List<String> split(String setting, String text) {
    List<String> values = new ArrayList<>();
    for (String written : text.split(",", -1)) {
      String part = written.strip();
      if (!OPTION.matcher(part).matches()) {
        values.add(part);
        continue;
      }
      int last = values.size() - 1;
      if (last < 0 || values.get(last).indexOf(':') < 0) {
        String id = last < 0 ? "ID" : values.get(last);
        throw malformed(setting, "options after a plugin and a colon: " + id + ":" + part)
            .found("'" + part + "' " + (last < 0 ? "first" : "after '" + id + "'"))
            .build();
      }
      values.set(last, values.get(last) + "," + part);
    }
    return values;
  }

  @Override
  public int dimensions() {
    return choices() + items.stream().mapToInt(item -> item.ranges().size()).max().orElse(0);
  }

  /** One number chooses the item, if there is a choice. */
  private int choices() {
    return items.size() > 1 ? 1 : 0;
  }

  @Override
  public OptionalLong size() {
    long size = 0;
    for (Template item : items) {
      OptionalLong some = item.size();
      if (some.isEmpty()) {
        return some;
      }
      size = Sizes.sum(size, some.getAsLong());
    }
    return OptionalLong.of(size);
  }

  @Override
  public String at(double... place) {
    int item = choices() == 0 ? 0 : (int) (place[0] * items.size());
    return items.get(item).at(choices(), place);
  }

  @Override
  public List<String> all() {
    return size().isEmpty()
        ? List.of()
        : items.stream().flatMap(item -> item.all().stream()).toList();
  }

  @Override
  public List<String> grid(String setting) {
    return items.stream().flatMap(item -> item.grid(setting).stream()).toList();
  }
}
