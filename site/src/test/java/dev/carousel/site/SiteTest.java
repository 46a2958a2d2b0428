package dev.carousel.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @TempDir private Path folder;

  @Test
  void everyLinkOfEveryPageLeadsToAFileAndAHeading() throws IOException {
    Site.read(PROJECT).write(folder);
    int links = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        Matcher matcher = HREF.matcher(Files.readString(page));
        while (matcher.find()) {
          links += check(page, matcher.group(1));
        }
      }
    }
    assertTrue(links > 1000, "links: " + links);
  }

  private int check(Path page, String link) throws IOException {
    if (link.matches("[a-z]+:.*") || link.contains("api/index.html")) {
      return 0; // elsewhere, or the Javadoc, which is made beside
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    assertTrue(Files.isRegularFile(target), page + " links to " + link);
    if (hash >= 0 && target.toString().endsWith(".html")) {
      assertTrue(ids(target).contains(link.substring(hash + 1)), page + " links to " + link);
    }
    return 1;
  }

  private static Set<String> ids(Path page) throws IOException {
    Set<String> ids = new HashSet<>();
    Matcher matcher = ID.matcher(Files.readString(page));
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  @Test
  void theSearchKnowsEveryPageAndWhereItsSectionsAre() throws IOException {
    Site site = Site.read(PROJECT);
    String script = SearchIndex.of(site.pages());
    JsonNode sections =
        new ObjectMapper().readTree(script.substring(script.indexOf('['), script.length() - 2));
    Set<String> pages = new HashSet<>();
    boolean knowsHorizon = false;
    for (JsonNode section : sections) {
      pages.add(section.at("/to").textValue().replaceFirst("#.*", ""));
      knowsHorizon |= section.at("/to").textValue().startsWith("docs/glossary.html#");
    }
    assertEquals(site.pages().size(), pages.size());
    assertTrue(knowsHorizon, "sections of the glossary");
  }

  /** A reader of a result sees neither marks nor destinations. */
  @Test
  void theSearchHasWordsAsTheyAreRead() throws IOException {
    Files.writeString(
        folder.resolve("README.md"),
        "# Top\n\nSee [the *page*](LICENSE).\nThen:\n\n    run it\n\n"
            + "| a | b |\n|---|---|\n| `x`<br>`y` | 2 |\n\n- one\n- two\n");
    assertEquals(
        "See the page. Then: run it a b x y 2 one two",
        Site.read(folder).pages().get(0).sections().get(0).text());
  }

  @Test
  void aTableAndAHeadingBecomeHtml() throws IOException {
    Files.writeString(
        folder.resolve("README.md"),
        "# Top\n\n| a | b |\n|---|---|\n| 1 | `x` |\n\n## Two words!\n");
    Path out = folder.resolve("out");
    Site.read(folder).write(out);
    String html = Files.readString(out.resolve("index.html"));
    assertTrue(html.contains("<td><code>x</code></td>"), html);
    assertTrue(html.contains("<h2 id=\"two-words\">"), html);
    assertTrue(html.contains("<title>Top · Carousel</title>"), html);
    assertFalse(html.contains("null"), html);
  }

  @Test
  void aBrokenLinkIsRefusedByPageAndDestination() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Top\n\n[a](docs/gone.md)\n");
    Site site = Site.read(folder);
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> site.write(folder.resolve("out")));
    assertEquals(
        "README.md links to docs/gone.md, and there is nothing there.",
        Objects.requireNonNull(refused.getCause()).getMessage());
  }
}
