package dev.carousel.cli.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.carousel.cli.console.JsonOutput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report as one HTML page: styles, scripts, the library that draws and the report itself, as
 * JSON, are all in it.
 *
 * <p>The page is a function of the JSON alone. Its Content-Security-Policy allows no connection,
 * and no script or style sheet but those whose SHA-256 it names; style attributes are allowed, as
 * the library lays out with them.
 */
public final class HtmlReport {
  /** In the order in which they build on one another; a page's own follows; all share one scope. */
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "theme.js",
          "model.js",
          "dom.js",
          "chart.js",
          "axes.js",
          "marks.js",
          "figure.js",
          "verdict.js",
          "findings.js",
          "flow.js",
          "heat.js",
          "spectrum.js",
          "gates.js",
          "weights.js",
          "training.js",
          "clippers.js",
          "cures.js");

  private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlReport() {}

  /**
   * The page.
   *
   * @param page what it shows
   * @param document of {@code diagnose --json}, or of {@code compare --json}; what is not finite
   *     becomes null
   */
  public static String of(Page page, Map<String, ?> document) {
    return ofJson(page, JsonOutput.toJson(document));
  }

  static String ofJson(Page page, String json) {
    String style = "\n" + PageResources.text("report.css");
    String library = "\n" + PageResources.library();
    String script = "\n" + script(page);
    return fill(
        PageResources.text("report.html"),
        Map.of(
            "policy", policy(style, library, script),
            "style", style,
            "library", library,
            "script", script,
            "report", embeddable(json)));
  }

  private static String script(Page page) {
    return Stream.concat(SCRIPTS.stream(), Stream.of(page.script()))
        .map(PageResources::text)
        .collect(joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
  }

  private static String policy(String style, String... scripts) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src " + List.of(scripts).stream().map(HtmlReport::hash).collect(joining(" ")),
        "style-src-elem " + hash(style),
        "style-src-attr 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'");
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  /**
   * JSON that stays data wherever it stands in a page: no text in it can end the element that holds
   * it, open a comment, or end a line of a script. The value is the same.
   */
  static String embeddable(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Fills every hole once: what is put in is not searched for holes again. */
  private static String fill(String template, Map<String, String> parts) {
    return HOLE.matcher(template)
        .replaceAll(hole -> Matcher.quoteReplacement(parts.get(hole.group(1))));
  }
}
