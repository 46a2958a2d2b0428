package dev.carousel.cli.html;

import dev.carousel.cli.console.JsonText;
import java.util.List;

/**
 * A report as one HTML page, with styles, scripts, the drawing library and the report as JSON.
 *
 * <p>The page depends only on the JSON. Its Content-Security-Policy allows no connection, and only
 * the scripts and style sheets whose SHA-256 it names. Style attributes are allowed, because the
 * library uses them for layout.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * The page.
   *
   * @param page what it shows
   * @param document of {@code diagnose --json}, or of {@code compare --json}; what is not finite
   *     becomes null
   */
  public static String of(Page page, Object document) {
    return ofJson(page, JsonText.toShortJson(document));
  }

  static String ofJson(Page page, String json) {
    return PageParts.of(page, List.of(), "").page(json);
  }

  /**
   * JSON that remains data anywhere in a page: no text in it can end its element, open a comment,
   * or end a line of a script. The value is the same.
   */
  static String embeddable(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
