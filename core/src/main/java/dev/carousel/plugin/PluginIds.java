package dev.carousel.plugin;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for ids. */
final class PluginIds {
  private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String RESERVED = "carousel-";

  private PluginIds() {}

  /** What is wrong with the id, and what would be right; nothing for a valid one. */
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
}
