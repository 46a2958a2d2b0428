package dev.carousel.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that the search looks through, as a script: a browser reads no JSON of a folder. */
final class SearchIndex {
  private SearchIndex() {}

  static String of(List<Page> pages) throws JsonProcessingException {
    List<Map<String, String>> sections = new ArrayList<>();
    for (Page page : pages) {
      for (Page.Section section : page.sections()) {
        String anchor = section.anchor().isEmpty() ? "" : "#" + section.anchor();
        sections.add(
            Map.of(
                "page", page.title(),
                "heading", section.heading(),
                "to", Links.page(page.source()) + anchor,
                "text", section.text()));
      }
    }
    return "const sections = " + new ObjectMapper().writeValueAsString(sections) + ";\n";
  }
}
