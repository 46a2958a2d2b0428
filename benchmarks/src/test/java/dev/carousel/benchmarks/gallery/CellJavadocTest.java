package dev.carousel.benchmarks.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.gallery.CellJavadoc.Block;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellJavadocTest {
  private static final String PAPER = " * A cell (Known (KC) and others, 1999, \"A Title\"):\n *\n";
  private static final String EQUATIONS = " * <pre>\n * a = b\n *   c\n * </pre>\n *\n";
  private static final String WHY = " * <p><b>Why:</b> It is\n * {@code there}.\n *\n";
  private static final String WHEN = " * <p><b>When:</b> Use it.\n *\n";

  @TempDir Path root;

  /** Stands for the class of a cell. */
  record Made() {}

  private CellJavadoc read(String... parts) throws IOException {
    String name = Made.class.getName().replace('.', '/');
    Path file = root.resolve("some/src/main/java/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "package a;\n\n/**\n"
            + String.join("", parts)
            + " * @param a with\n */\npublic record Made(int a) {\n  /** Not this. */\n}\n");
    return CellJavadoc.of(root, Made.class);
  }

  @Test
  void everythingUpToWhenIsRead() throws IOException {
    CellJavadoc found = read(PAPER, EQUATIONS, WHY, WHEN, " * <p>Shapes: none.\n *\n");
    assertEquals("Made", found.name());
    assertEquals(
        List.of(
            new Block(false, "A cell (Known (KC) and others, 1999, \"A Title\"):"),
            new Block(true, "a = b\n  c"),
            new Block(false, "<b>Why:</b> It is {@code there}."),
            new Block(false, "<b>When:</b> Use it.")),
        found.blocks());
    assertTrue(root.resolve(found.file()).toFile().exists());
  }

  @Test
  void equationsMayStandInOneLine() throws IOException {
    CellJavadoc found = read(PAPER, " * <pre>a = b</pre>\n *\n", WHY, WHEN);
    assertEquals(new Block(true, "a = b"), found.blocks().get(1));
  }

  @Test
  void whatIsMissingIsTold() {
    refused("its paper", " * A cell:\n *\n", EQUATIONS, WHY, WHEN);
    refused("its equations", PAPER, WHY, WHEN);
    refused("why the cell exists", PAPER, EQUATIONS, WHEN);
    refused("when to use the cell", PAPER, EQUATIONS, WHY);
  }

  private void refused(String what, String... parts) {
    CarouselException refusal = assertThrows(CarouselException.class, () -> read(parts));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("The Javadoc of a cell does not tell " + what), message);
    assertTrue(message.contains("expected: ") && message.contains("Made.java"), message);
  }
}
