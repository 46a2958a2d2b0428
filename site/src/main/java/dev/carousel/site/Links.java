package dev.carousel.site;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/**
 * Where a link of a page leads on the site.
 *
 * @param project its folder
 * @param pages their places in the project
 */
record Links(Path project, Set<String> pages) {
  private static final String README = "README.md";

  /** The place of a page on the site: {@code docs/cells.html}. */
  static String page(String source) {
    return source.replaceFirst("README\\.md$", "index.html").replaceFirst("\\.md$", ".html");
  }

  /**
   * The destinations of a page's links.
   *
   * @param files gets those that are files of the project and no pages
   * @return by what the page says
   */
  Map<String, String> resolved(Page page, Set<String> files) {
    Map<String, String> resolved = new HashMap<>();
    page.document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                resolve(page, link.getDestination(), files, resolved);
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                resolve(page, image.getDestination(), files, resolved);
              }
            });
    return resolved;
  }

  private void resolve(
      Page page, String destination, Set<String> files, Map<String, String> resolved) {
    if (destination.startsWith("#") || destination.matches("[a-z]+:.*")) {
      return;
    }
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash);
    String target = target(page, path);
    if (!pages.contains(target)) {
      if (Files.isDirectory(project.resolve(target))) {
        throw broken(page, destination, "a folder without a page");
      }
      if (!Files.isRegularFile(project.resolve(target))) {
        throw broken(page, destination, "nothing there");
      }
      files.add(target);
    }
    String place = pages.contains(target) ? page(target) : target;
    resolved.put(destination, up(page.source()) + place + anchor);
  }

  private String target(Page page, String path) {
    Path folder = Path.of("/").resolve(page.source()).resolveSibling(path).normalize();
    String target = Path.of("/").relativize(folder).toString().replace('\\', '/');
    String readme = target.isEmpty() ? README : target + "/" + README;
    return pages.contains(readme) ? readme : target;
  }

  /** The way from a page to the top of the site. */
  static String up(String source) {
    return "../".repeat((int) source.chars().filter(c -> c == '/').count());
  }

  private static UncheckedIOException broken(Page page, String destination, String found) {
    return new UncheckedIOException(
        new java.io.FileNotFoundException(
            page.source() + " links to " + destination + ", and there is " + found + "."));
  }
}
