package dev.carousel.cli.tour;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * A part of a chapter: exactly one of these. Immutable and thread-safe.
 *
 * @param text a paragraph
 * @param code lines that are shown as they are
 * @param plot a figure
 * @param table a table
 */
@JsonInclude(Include.NON_NULL)
record Part(
    @Nullable String text, @Nullable String code, @Nullable Plot plot, @Nullable Grid table) {

  static Part say(String text) {
    return new Part(text, null, null, null);
  }

  static Part code(String lines) {
    return new Part(null, lines, null, null);
  }

  static Part draw(Plot plot) {
    return new Part(null, null, plot, null);
  }

  static Part list(Grid table) {
    return new Part(null, null, null, table);
  }
}
