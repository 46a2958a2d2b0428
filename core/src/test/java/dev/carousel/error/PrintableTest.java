package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    String text = "na\u00EFve \u4E2D\u6587 \uD83C\uDFA0 e\u0301 a\u200Db";
    assertSame(text, Printable.of(text));
  }

  @Test
  void whatATerminalObeysIsSpeltOut() {
    assertEquals("a\\u001B[2Jb\\u0007", Printable.of("a\u001B[2Jb\u0007"));
    assertEquals("\\n\\r\\t\\u0000", Printable.of("\n\r\t\0"));
    assertEquals("\\u009B1m\\u007F", Printable.of("\u009B1m\u007F"));
    assertEquals("\\u202Etxt.exe\\u2066", Printable.of("\u202Etxt.exe\u2066"));
    assertEquals("\\u2028\\uD800x", Printable.of("\u2028\uD800x"));
  }

  @Test
  void longTextIsCut() {
    assertEquals("aaaaa", Printable.of("aaaaa", 5));
    assertEquals("aa...", Printable.of("aaaaaa", 5));
    assertEquals("\\u...", Printable.of("\u001B\u001B\u001B", 5));
  }

  /** Every part of an error may tell what stands in a file. */
  @Test
  void anErrorObeysNoFileAndFitsOnAScreen() {
    String hostile = "\u001B]0;title\u0007" + "x".repeat(10_000_000);
    CarouselException error =
        CarouselException.failure(hostile)
            .expected(hostile)
            .found(hostile)
            .where(hostile)
            .mend(hostile)
            .build();
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("found:    \\u001B]0;title\\u0007xxx"), message);
    assertEquals(5, message.lines().count());
    assertTrue(message.length() <= 5 * (CarouselException.LONGEST_PART + 13), message);
    assertTrue(message.chars().allMatch(c -> c == '\n' || Printable.isPrintable(c)), message);
  }
}
