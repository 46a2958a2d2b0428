package dev.carousel.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each term of the glossary has a sentence for a student and one for a specialist. */
class GlossaryTest {
  private static final int FEWEST_TERMS = 40;
  private static final Pattern TERM = Pattern.compile("(?m)^### ");

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\S[^\n]*\n- \\*\\*In short:\\*\\* \\S[^\n]*\\.\n- \\*\\*Exactly:\\*\\* \\S[^\n]*\\.\n");

  @Test
  void everyTermHasBothSentences() {
    List<String> entries = entries();
    assertTrue(entries.size() >= FEWEST_TERMS, () -> entries.size() + " terms");
    for (String entry : entries) {
      assertTrue(ENTRY.matcher(entry.strip() + "\n").matches(), entry);
    }
  }

  @Test
  void termsAreInTheOrderOfTheAlphabet() {
    List<String> terms =
        entries().stream().map(entry -> entry.lines().findFirst().orElse("")).toList();
    List<String> sorted = new ArrayList<>(terms);
    sorted.sort(String.CASE_INSENSITIVE_ORDER);
    assertEquals(sorted, terms);
  }

  /** Readers meet the terms in README, on the map and on the page of reports. */
  @Test
  void mainPagesLinkToIt() {
    for (String page : List.of("README.md", "docs/README.md", "docs/reading-gradient-flow.md")) {
      assertTrue(
          Page.read(Page.ROOT.resolve(page)).links().stream()
              .anyMatch(l -> l.endsWith("glossary.md")),
          page);
    }
  }

  private static List<String> entries() {
    String[] parts = TERM.split(Page.read(Page.ROOT.resolve("docs/glossary.md")).text());
    return Arrays.asList(parts).subList(1, parts.length);
  }
}
