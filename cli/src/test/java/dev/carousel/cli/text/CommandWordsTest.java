package dev.carousel.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
  @Test
  void wordsThatAShellWouldChangeAreQuoted() {
    assertEquals(
        "carousel train --text 'my novel.txt' --cell lstm:forget-bias=1 --out 'it'\\''s' ''",
        CommandWords.carousel(
            List.of(
                "train",
                "--text",
                "my novel.txt",
                "--cell",
                "lstm:forget-bias=1",
                "--out",
                "it's",
                "")));
    assertEquals("carousel", CommandWords.carousel(List.of()));
  }
}
