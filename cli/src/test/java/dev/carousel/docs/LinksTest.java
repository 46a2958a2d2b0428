package dev.carousel.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link between pages leads to a file, and to a heading where it names one. */
class LinksTest {
  /** A walk that finds fewer has missed the pages. */
  private static final int FEWEST_PAGES = 30;

  @TempDir Path folder;

  @Test
  void everyLinkResolves() throws IOException {
    List<Page> pages = Page.all();
    assertTrue(pages.size() >= FEWEST_PAGES, () -> pages.size() + " pages");
    assertEquals(List.of(), pages.stream().flatMap(LinksTest::broken).toList());
  }

  @Test
  void brokenLinksAreNoticed() throws IOException {
    Files.writeString(folder.resolve("other.md"), "# One, two\n\n## `a` and [b](c.md)\n");
    Path page = folder.resolve("page.md");
    Files.writeString(page, "[a](other.md#one-two) [b](other.md#a-and-b) [c](#none) [d](gone.md)");
    assertEquals(
        List.of("#none has no such heading", "gone.md is missing"),
        broken(Page.read(page)).map(found -> found.replaceFirst(".*: ", "")).toList());
  }

  /** The map leads to every page of the folder, and to none that is not there. */
  @Test
  void theMapListsEveryPage() throws IOException {
    Path docs = Page.ROOT.resolve("docs");
    Set<String> listed =
        Page.read(docs.resolve("README.md")).links().stream()
            .filter(link -> !link.contains("/"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(docs)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .forEach(pages::add);
    }
    assertEquals(pages, listed);
  }

  private static Stream<String> broken(Page page) {
    List<String> broken = new ArrayList<>();
    for (String link : page.links()) {
      int hash = link.indexOf('#');
      String path = hash < 0 ? link : link.substring(0, hash);
      Path file = page.file().resolveSibling(path).normalize();
      Path target = path.isEmpty() ? page.file() : file;
      if (!Files.exists(target)) {
        broken.add(page.name() + ": " + link + " is missing");
      } else if (hash >= 0 && !Page.read(target).anchors().contains(link.substring(hash + 1))) {
        broken.add(page.name() + ": " + link + " has no such heading");
      }
    }
    return broken.stream();
  }
}
