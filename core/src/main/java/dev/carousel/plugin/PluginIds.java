package dev.carousel.plugin;

import dev.carousel.error.CarouselException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for ids. */
final class PluginIds {
  private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String RESERVED = "carousel-";

  private PluginIds() {}

  /** What is wrong with the id and what is valid; empty for a valid id. */
  static Optional<String> fault(String id) {
    if (!WORDS.matcher(id).matches()) {
      return Optional.of(
          "its id '"
              + id
              + "' is not lower-case words of letters and digits joined by hyphens, like my-cell");
    }
    if (id.startsWith(RESERVED)) {
      return Optional.of(
          "its id '" + id + "' begins with '" + RESERVED + "', which is reserved; choose another");
    }
    return Optional.empty();
  }

  /**
   * Refuses a plugin whose id is not valid.
   *
   * @throws CarouselException if it is not
   */
  static void requireValid(Plugin<?> plugin) {
    fault(plugin.id())
        .ifPresent(
            fault -> {
              throw refused(plugin, fault);
            });
  }

  static CarouselException refused(Plugin<?> plugin, String fault) {
    return CarouselException.usage(
            "The " + plugin.kind() + " '" + plugin.id() + "' cannot be added: " + fault + ".")
        .where(plugin.provider().getClass().getName() + " in " + plugin.source())
        .mend("give it a unique id")
        .build();
  }
}
