package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runs/novel-2 | runs/novel-2",
        "m\u00fcller.csv | m\u00fcller.csv",
        "\u30c7\u30fc\u30bf.csv | \u30c7\u30fc\u30bf.csv",
        "u\u0308bung.csv | u\u0308bung.csv",
        "my run | 'my run'",
        "a$b | 'a$b'",
        "it's | 'it'\\''s'",
        "a;b | 'a;b'",
        "~x | '~x'"
      })
  void whatAShellWouldInterpretIsQuoted(String path, String word) {
    assertEquals(word, ShellWord.of(Path.of(path)));
  }

  /** A shell would take it away; on Windows it parts the names of a path. */
  @Test
  void aBackslashIsQuotedUnlessItSeparates() {
    String expected = File.separatorChar == '\\' ? "a\\b" : "'a\\b'";
    assertEquals(expected, ShellWord.of("a\\b"));
  }

  @Test
  void anEmptyWordIsStillAWord() {
    assertEquals("''", ShellWord.of(""));
  }
}
