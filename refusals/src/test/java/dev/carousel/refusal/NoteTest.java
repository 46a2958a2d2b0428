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

  @Test
  void lambdasAndProcessesAreTheSameEverywhere() {
    assertEquals(
        "The schedule a.B$$Lambda failed.",
        SameEverywhere.text("The schedule a.B$$Lambda$1887/0x00000001006b5698 failed."));
    assertEquals(
        "process N, running since WHEN",
        SameEverywhere.text("process 4711, running since 2026-01-01T00:00:00.12Z"));
  }

  @Test
  void sizesOfFilesAndOfTheHeapAreTheSameEverywhere() {
    assertEquals(
        "a file of N bytes that is not a report",
        SameEverywhere.text("a file of 5,636 bytes that is not a report"));
    assertEquals(
        "from 1 to N, which take half of the heap (0 for the usual)",
        SameEverywhere.text("from 1 to 520222, which take half of the heap (0 for the usual)"));
  }
}
