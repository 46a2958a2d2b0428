package dev.carousel.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All pages of a project: those at its top and in docs, and the README of each folder. Other files
 * of the project that a page links to are copied beside the pages. Immutable, so safe for several
 * threads.
 */
final class Site {
  private static final int DEPTH = 6;
  private static final List<String> ASSETS = List.of("site.css", "search.js");

  private final Path project;
  private final TreeMap<String, Page> pages;

  private Site(Path project, TreeMap<String, Page> pages) {
    this.project = project;
    this.pages = pages;
  }

  /** Reads the pages of a project. */
  static Site read(Path project) throws IOException {
    TreeMap<String, Page> pages = new TreeMap<>();
    for (Path file : sources(project)) {
      String source = project.relativize(file).toString().replace('\\', '/');
      pages.put(source, Page.parse(source, Files.readString(file)));
    }
    return new Site(project, pages);
  }

  private static List<Path> sources(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project, DEPTH)) {
      return files
          .filter(path -> isPage(project.relativize(path)) && Files.isRegularFile(path))
          .sorted()
          .toList();
    }
  }

  /** What stands at the top or in docs, and READMEs elsewhere; nothing that was built. */
  private static boolean isPage(Path path) {
    String place = path.toString().replace('\\', '/');
    boolean isOurs = !place.startsWith(".") && !place.matches("(.*/)?(target|src/main)/.*");
    return isOurs && place.matches("([^/]*|docs/[^/]*|.*/README)\\.md");
  }

  /** The pages by their place in the project: {@code docs/cells.md}. */
  List<Page> pages() {
    return List.copyOf(pages.values());
  }

  /** Writes all of it into a folder. */
  void write(Path folder) throws IOException {
    Links links = new Links(project, pages.keySet());
    Set<String> files = new LinkedHashSet<>();
    for (Page page : pages.values()) {
      Path target = folder.resolve(Links.page(page.source()));
      Files.createDirectories(target.getParent());
      Files.writeString(target, Template.page(page, links.resolved(page, files)));
    }
    for (String file : files) {
      copy(project.resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("search-index.js"), SearchIndex.of(pages()));
    for (String asset : ASSETS) {
      try (InputStream content = Objects.requireNonNull(Site.class.getResourceAsStream(asset))) {
        Files.copy(content, folder.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
