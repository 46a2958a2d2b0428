package dev.carousel.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.text.TextTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text of any kind, as hostile files bring it, at any width. */
class LayoutTest {
  private static final int WIDEST = 200;
  private static final String[] LETTERS = {"a", "B", "\u00e9", " ", "  ", "\uD83D\uDE00", "\u4e2d"};

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    boolean spaced = random.nextBoolean();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String letter = LETTERS[random.nextInt(LETTERS.length)];
      text.append(spaced ? letter : letter.replace(" ", "x"));
    }
    return text.toString();
  }

  private static String squeezed(List<String> lines) {
    return String.join("", lines).replace(" ", "");
  }

  @Test
  void brokenTextFitsAndLosesNothing() {
    Random random = new Random(1);
    for (int width = 1; width <= WIDEST; width++) {
      String text = text(random, 3 * WIDEST);
      int bound = Math.max(width, 2); // a pair of surrogates is not broken
      List<String> lines = Paragraph.broken(text, width);
      for (String line : lines) {
        assertTrue(line.length() <= bound, width + ": " + line);
        assertEquals(line.codePoints().filter(c -> c >= 0xD800 && c < 0xE000).count(), 0);
      }
      assertEquals(text.replace(" ", ""), squeezed(lines));
    }
  }

  @Test
  void wrappedTextFitsButForLongWords() {
    Random random = new Random(2);
    for (int width = -5; width <= WIDEST; width++) {
      int bound = width;
      String text = text(random, 3 * WIDEST);
      List<String> lines = Paragraph.hanging("* ", text, width + 2);
      assertTrue(
          lines.stream().allMatch(l -> l.length() <= bound + 2 || !l.substring(2).contains(" ")));
      assertEquals("*" + text.replace(" ", ""), squeezed(lines));
    }
  }

  @Test
  void tablesAreLaidOutAtEveryWidth() {
    Random random = new Random(3);
    for (int width = 1; width <= WIDEST; width++) {
      TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT);
      List<String> cells = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        List<String> own =
            List.of(text(random, WIDEST / 4), text(random, 9), text(random, 2 * WIDEST));
        table.row(own);
        cells.add(own.get(2));
      }
      List<String> lines = table.lines(width);
      int least = lines.get(0).length();
      assertTrue(least >= 0 && lines.size() >= 3, () -> lines.toString());
      for (String cell : cells) {
        String head = cell.replace(" ", "");
        String shown = head.substring(0, Math.min(5, head.length()));
        assertTrue(squeezed(lines).contains(shown), () -> cell + " in " + lines);
      }
    }
  }

  /** {@code compare} with a data title of 200 characters, {@code plugins} with a description. */
  @Test
  void aCellOfOneLongWordIsBroken() {
    List<String> lines =
        new TextTable(Align.LEFT, Align.LEFT).row("title", "x".repeat(200)).lines(80);
    assertEquals(3, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines::toString);
  }
}
