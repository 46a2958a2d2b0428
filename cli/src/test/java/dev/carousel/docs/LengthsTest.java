package dev.carousel.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A hurried reader finishes every page, except for the references that the map lists. */
class LengthsTest {
  private static final int MOST_WORDS = 1200;
  private static final String REFERENCES = "\n## References\n";

  @Test
  void noPageIsLongExceptReferences() throws IOException {
    Set<String> references = references();
    assertEquals(
        List.of(),
        Page.all().stream()
            .filter(page -> page.words() > MOST_WORDS && !references.contains(page.name()))
            .map(page -> page.name() + " has " + page.words() + " words")
            .toList());
  }

  /** Nor is a page excused that does not need it. */
  @Test
  void everyReferenceIsLong() throws IOException {
    Set<String> references = references();
    assertTrue(references.size() >= 5, references::toString);
    Set<String> longPages =
        Page.all().stream()
            .filter(page -> page.words() > MOST_WORDS)
            .map(Page::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(references, longPages);
  }

  @Test
  void wordsAreCountedInProseAndTablesAndNotInBlocksOfCode() {
    String source =
        "# One, two\n\n| three | `four` |\n|---|---|\n\n[five](six.md) + 7\n\n"
            + "```\nnot this\n```\n\n    nor this one\n\n- eight of an item\n";
    assertEquals(10, new Page(Path.of("page.md"), source).words());
  }

  private static Set<String> references() {
    Page map = Page.read(Page.ROOT.resolve("docs/README.md"));
    String section = map.source().substring(map.source().indexOf(REFERENCES));
    return new Page(map.file(), section)
        .links().stream()
            .map(link -> map.file().resolveSibling(link).normalize())
            .map(file -> Page.ROOT.relativize(file).toString())
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
