package dev.carousel.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {
  @Test
  void aNoteIsReadAsItWasWritten() {
    Note note = new Note("a.B", "test", "USAGE", "tab\there \\t \\", "one\r\n  two\\n");
    String line = note.line();
    assertEquals(1, line.lines().count());
    assertEquals(note, Note.parse(line.strip()));
  }

  @Test
  void aTestWithoutAnInputTellsItByItsName() {
    assertEquals(
        "a blank line with a byte is refused",
        new Note("a.B", "aBlankLineWithAByteIsRefused", "", "", "").words());
  }

  @Test
  void foldersOfTestsAreTheSameEverywhere(@TempDir Path folder) {
    assertEquals(
        "no FOLDER/run/model, but 'FOLDER'",
        SameEverywhere.text("no " + folder.resolve("run/model") + ", but '" + folder + "'"));
  }
}
