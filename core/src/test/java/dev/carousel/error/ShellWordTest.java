package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
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
        "my run | 'my run'",
        "a$b | 'a$b'",
        "it's | 'it'\\''s'",
        "a;b | 'a;b'",
        "~x | '~x'"
      })
  void whatAShellWouldInterpretIsQuoted(String path, String word) {
    assertEquals(word, ShellWord.of(Path.of(path)));
  }
}
