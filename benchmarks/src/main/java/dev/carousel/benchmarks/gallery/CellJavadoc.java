package dev.carousel.benchmarks.gallery;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the Javadoc of a cell's class says to every reader. It stands first, and ends with the
 * paragraph <b>When:</b>. Shapes, parameters, initial values and differences from the paper follow,
 * and are for readers of the class.
 *
 * @param name of the class
 * @param file of the source, within the folder of the modules
 * @param blocks paragraphs and equations, in their order
 */
record CellJavadoc(String name, Path file, List<Block> blocks) {
  private static final String WHY = "<b>Why:</b>";
  private static final String WHEN = "<b>When:</b>";
  private static final Pattern SOURCE = Pattern.compile("\\(\\p{L}.*, (19|20)\\d\\d\\b");

  /**
   * A part of a Javadoc comment.
   *
   * @param isEquations whether it is preformatted
   * @param text with the tags of Javadoc and HTML, in one line if it is a paragraph
   */
  record Block(boolean isEquations, String text) {}

  /**
   * Reads the comment of a class.
   *
   * @param root the folder of the modules
   * @throws CarouselException if there is no source, or the comment lacks a part that each has
   */
  static CellJavadoc of(Path root, Class<?> cell) {
    Path file = source(root, cell);
    List<Block> all = blocks(comment(read(root.resolve(file)), cell));
    CellJavadoc found = new CellJavadoc(cell.getSimpleName(), file, untilWhen(all));
    found.require(
        !all.isEmpty() && SOURCE.matcher(all.get(0).text()).find(),
        "its paper",
        "(Author, year, \"Title\") in the first paragraph");
    found.require(
        found.blocks.stream().anyMatch(Block::isEquations), "its equations", "<pre> .. </pre>");
    found.require(found.has(WHY), "why the cell exists", "<p>" + WHY + " ..");
    found.require(found.has(WHEN), "when to use the cell", "<p>" + WHEN + " .., last");
    return found;
  }

  private boolean has(String label) {
    return blocks.stream().anyMatch(block -> block.text().startsWith(label));
  }

  private void require(boolean isThere, String what, String expected) {
    if (!isThere) {
      throw CarouselException.failure("The Javadoc of a cell does not tell " + what + ".")
          .expected(expected)
          .where(file)
          .build();
    }
  }

  private static List<Block> untilWhen(List<Block> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).text().startsWith(WHEN)) {
        return List.copyOf(all.subList(0, i + 1));
      }
    }
    return List.copyOf(all);
  }

  private static Path source(Path root, Class<?> cell) {
    String name = cell.getName().replace('.', '/') + ".java";
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src/main/java").resolve(name))
          .filter(Files::exists)
          .findFirst()
          .map(root::relativize)
          .orElseThrow(
              () ->
                  CarouselException.failure("The source of a cell is missing.")
                      .expected(name + " in a module")
                      .where(root)
                      .mend("name the folder of the sources with --root")
                      .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the comment before the class, without its stars and its block tags. */
  private static List<String> comment(String source, Class<?> cell) {
    String name = cell.getSimpleName();
    int declaration =
        Math.max(
            source.indexOf("\npublic record " + name), source.indexOf("\npublic final class "));
    int start = source.lastIndexOf("\n/**", declaration);
    if (start < 0) {
      return List.of();
    }
    int end = source.indexOf("*/", start);
    return source
        .substring(start + "\n/**".length(), end)
        .lines()
        .map(line -> line.replaceFirst("^ \\* ?", ""))
        .takeWhile(line -> !line.startsWith("@"))
        .toList();
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (String part : String.join("\n", lines).split("<p>|(?=<pre>)|(?<=</pre>)", -1)) {
      if (part.startsWith("<pre>")) {
        String equations = part.substring("<pre>".length(), part.length() - "</pre>".length());
        blocks.add(new Block(true, equations.strip()));
      } else if (!part.isBlank()) {
        blocks.add(new Block(false, part.strip().replaceAll("\\s+", " ")));
      }
    }
    return blocks;
  }
}
