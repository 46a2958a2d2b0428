package dev.carousel.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "0.5321, 0.53",
    "0.0996, 0.10",
    "0.00421, 0.0042",
    "0.00099, 9.9e-4",
    "7.13e-9, 7.1e-9",
    "1.2e-38, 1.2e-38",
    "3.14, 3.1",
    "119.7, 120",
    "9994, 9994",
    "12345, 1.2e4",
    "-0.5, -0.50",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, -"
  })
  void ratiosAreShort(double value, String text) {
    assertEquals(text, Numbers.ratio(value));
  }

  @Test
  void numbersThatAreNotFiniteHaveNoDecimals() {
    assertEquals("-", Numbers.decimals(Double.NaN, 2));
    assertEquals("-0.33", Numbers.decimals(-1 / 3.0, 2));
    assertEquals("12,345,678", Numbers.grouped(12345678));
  }

  @Test
  void paragraphsBreakAtSpacesAndKeepLongWordsWhole() {
    assertEquals(
        List.of("one two", "three", "unbreakable", "x"), wrap("one two three unbreakable x"));
    assertEquals(List.of("* one", "  two"), Paragraph.hanging("* ", "one two", 6));
  }

  private static List<String> wrap(String text) {
    return Paragraph.wrap(text, 8);
  }

  /** Names of columns and cells may come from a file. */
  @Test
  void controlCharactersInCellsAreSpeltOut() {
    assertEquals(List.of("  a\\u001B[2Jb"), new TextTable(Align.LEFT).row("a\u001B[2Jb").lines());
  }

  @Test
  void columnsAreAlignedAndEmptyOnesTakeNoRoom() {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.RIGHT);
    table.row("a", "", "1").row("long", "", "23");
    assertEquals(List.of("  a      1", "  long  23"), table.lines());
  }

  @Test
  void lastColumnIsWrappedUnderItself() {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT);
    table.row("id", "some words that go on and on");
    assertEquals(List.of("  id  some words that go", "      on and on"), table.lines(26));
  }

  @Test
  void rowsHaveACellForEachColumn() {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT);
    assertThrows(IllegalArgumentException.class, () -> table.row("one"));
  }

  @Test
  void colourIsLeftOutWhereItIsNotWanted() {
    assertEquals("x", Look.plain().paint(Look.Colour.RED, "x"));
    assertEquals("x", Look.plain().bold("x"));
    String painted = new Look(80, true, true).paint(Look.Colour.RED, "x");
    assertTrue(painted.startsWith("\u001B[31m") && painted.endsWith("x\u001B[0m"), painted);
  }
}
