package dev.carousel.cli.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a page beside the report.
 *
 * @param title before its scripts know better
 * @param icon an element that avoids a request for an icon; empty for none
 * @param policy allows these scripts and this style sheet, by their SHA-256, and nothing else
 */
record PageParts(
    String title, String style, String library, String script, String policy, String icon) {
  private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

  /**
   * Gathers them.
   *
   * @param page what it shows; its title stands until its scripts know better
   * @param moreScripts after those of every page
   * @param icon an element of the head, or empty
   * @param allowed directives of the policy beside those of every page
   */
  static PageParts of(Page page, List<String> moreScripts, String icon, String... allowed) {
    String style = "\n" + PageResources.text("report.css");
    String library = "\n" + PageResources.library();
    String script = "\n" + script(page, moreScripts);
    String policy =
        Stream.concat(
                Stream.of(
                    "default-src 'none'",
                    "script-src " + hash(library) + " " + hash(script),
                    "style-src-elem " + hash(style),
                    "style-src-attr 'unsafe-inline'",
                    "base-uri 'none'",
                    "form-action 'none'"),
                Stream.of(allowed))
            .collect(joining("; "));
    return new PageParts(page.title(), style, library, script, policy, icon);
  }

  private static String script(Page page, List<String> more) {
    return Stream.of(page.scripts(), more)
        .flatMap(List::stream)
        .map(PageResources::text)
        .collect(joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  /** The page of a report. */
  String page(String json) {
    return fill(
        PageResources.text("report.html"),
        Map.of(
            "title", title,
            "policy", policy,
            "icon", icon,
            "style", style,
            "library", library,
            "script", script,
            "report", HtmlReport.embeddable(json)));
  }

  /** Fills every placeholder once: inserted text is not searched for placeholders. */
  private static String fill(String template, Map<String, String> parts) {
    return HOLE.matcher(template)
        .replaceAll(hole -> Matcher.quoteReplacement(parts.get(hole.group(1))));
  }
}
