package dev.carousel.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * One page.
 *
 * @param source its place in the project: {@code docs/cells.md}
 * @param title its first heading
 * @param document its Markdown, parsed
 * @param anchors of its headings, by node
 * @param sections with which the search works
 */
record Page(
    String source,
    String title,
    Node document,
    Map<Heading, String> anchors,
    List<Section> sections) {
  /**
   * A heading with what stands below it, up to the next one.
   *
   * @param heading its words
   * @param anchor empty at the top of the page
   * @param text without marks
   */
  record Section(String heading, String anchor, String text) {}

  Page {
    anchors = Map.copyOf(anchors);
    sections = List.copyOf(sections);
  }

  static Page parse(String source, String markdown) {
    Node document =
        Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
    Map<Heading, String> anchors = anchors(document);
    List<Section> sections = sections(document, anchors, source);
    String title = sections.stream().map(Section::heading).findFirst().orElse(source);
    return new Page(source, title, document, anchors, sections);
  }

  private static Map<Heading, String> anchors(Node document) {
    Map<Heading, String> anchors = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        String slug = slug(PlainText.of(heading));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.put(heading, before == 0 ? slug : slug + "-" + before);
      }
    }
    return anchors;
  }

  /** The anchor of a heading, as hosts of repositories make it. */
  static String slug(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  private static List<Section> sections(
      Node document, Map<Heading, String> anchors, String source) {
    List<Section> sections = new ArrayList<>();
    String heading = source;
    String anchor = "";
    StringBuilder text = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next) {
        add(sections, heading, anchor, text);
        heading = PlainText.of(next);
        anchor = next.getLevel() == 1 ? "" : anchors.getOrDefault(next, "");
      } else {
        text.append(PlainText.of(node)).append(' ');
      }
    }
    add(sections, heading, anchor, text);
    return sections;
  }

  private static void add(
      List<Section> sections, String heading, String anchor, StringBuilder text) {
    String words = text.toString().strip();
    if (!words.isEmpty()) {
      sections.add(new Section(heading, anchor, words));
    }
    text.setLength(0);
  }
}
