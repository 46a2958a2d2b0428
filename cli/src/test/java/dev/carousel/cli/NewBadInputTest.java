package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips in what {@code carousel new} is told: each is refused before anything is written. */
class NewBadInputTest {
  @TempDir private Path work = Path.of("");

  @AfterEach
  void nothingIsWritten() {
    assertEquals(false, Files.exists(work.resolve("project")));
  }

  private String out() {
    return work.resolve("project").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "MyCell, my-cell",
    "my_cell, my-cell",
    "'my cell', my-cell",
    "2lstm, lstm-2",
    "-, my-cell",
    "my--cell, my-cell",
    "'', my-cell",
    "zelle-ä, zelle"
  })
  void aNameThatIsNoId(String name, String instead) {
    Answer.to("new", "cell", "--out", out(), "--", name)
        .failed(
            2,
            "NAME is no id that a plugin can have.",
            "lower-case words of letters and digits joined by hyphens, a letter first",
            "'" + name + "'",
            "carousel new cell " + instead + "\n");
  }

  @Test
  void anIdThatABuiltInPluginHas() {
    Answer.to("new", "cell", "lstm", "--out", out())
        .failed(2, "There is a cell 'lstm' already.", "carousel new cell my-lstm");
    Answer.to("new", "hook", "clip-norm", "--out", out())
        .failed(2, "There is a hook 'clip-norm' already.", "carousel new hook my-clip-norm");
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.new, a part is a keyword of Java, com.example.newcell",
    "com.My-cell, 'com.My-cell', com.mycell",
    "com..cell, 'com..cell', com.example.mycell",
    "dev.carousel.cells, which belongs to Carousel, com.example.mycell",
    "java.cells, which belongs to Java, com.example.mycell"
  })
  void aPackageThatTheProjectCannotHave(String pack, String found, String instead) {
    Answer.to("new", "cell", "calm", "--package", pack, "--out", out())
        .failed(
            2,
            "--package is no package that the project can have.",
            "lower-case Java names joined by dots",
            found,
            "--package " + instead + "\n");
  }

  @Test
  void aNameThatIsAKeywordHasAnotherPackage() throws IOException {
    Path other = work.resolve("other");
    Answer.to("new", "cell", "new", "--out", other.toString()).succeeded();
    String pom = Files.readString(other.resolve("pom.xml"));
    assertEquals(true, pom.contains("<groupId>com.example.newcell</groupId>"), pom);
  }

  @Test
  void aClassThatWouldHideOneOfCarousel() {
    Answer.to("new", "hook", "update", "--out", out())
        .failed(2, "NAME gives a class that Carousel has already, UpdateHook.", "my-update");
  }

  @Test
  void aKindThatThereIsNoStarterFor() {
    Answer.to("new", "optimiser", "calm", "--out", out())
        .failed(2, "There is no starter for 'optimiser'.", "did you mean 'optimizer'?");
    Answer.to("new", "task", "calm", "--out", out())
        .failed(2, "There is no starter for 'task'.", "one of: cell, hook, loss, optimizer");
  }

  @Test
  void aFolderWithFilesInIt() throws IOException {
    Files.writeString(work.resolve("mine.txt"), "mine");
    Answer.to("new", "cell", "calm", "--out", work.toString())
        .failed(
            2,
            "The project would go into something that is there already.",
            "a new or an empty folder",
            "a folder with files in it",
            "--out another-folder");
    Answer.to("new", "cell", "calm", "--out", work.resolve("mine.txt").toString())
        .failed(2, "a new or an empty folder", "found:    a file");
  }

  @Test
  void aNameThatIsMissing() {
    Answer.to("new", "cell").failed(2, "NAME");
    Answer.to("new").failed(2, "KIND");
  }
}
