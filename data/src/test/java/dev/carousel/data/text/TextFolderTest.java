package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {
  @TempDir Path work;

  private Path write(String name) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "text of " + name + "\n");
  }

  private void link(String name, String target) throws IOException {
    Path link = work.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private List<String> texts(String folder) throws IOException {
    Path root = work.resolve(folder);
    return TextFolder.texts(root, Tokens.CHARS).stream()
        .map(file -> TextFolder.portableName(root.relativize(file)))
        .toList();
  }

  @Test
  void foldersOfRunsArePassedOver() throws IOException {
    write("texts/a.txt");
    write("texts/killed/.run.lock");
    write("texts/killed/train.json");
    Files.writeString(
        Files.createDirectories(work.resolve("texts/below/run")).resolve("run.json"),
        "{\"carousel.run.format\":1}");
    write("texts/below/run/train.json");
    write("texts/below/b.txt");
    assertEquals(List.of("a.txt", "below/b.txt"), texts("texts"));
  }

  /** Only Carousel's own: other programs name files like that too. */
  @Test
  void aFileOfTheSameNameMakesNoRun() throws IOException {
    write("texts/run.json");
    write("texts/train.json");
    assertEquals(List.of("run.json", "train.json"), texts("texts"));
  }

  @Test
  void theFolderOfARunIsNoText() throws IOException {
    write("run/.run.lock");
    write("run/train.json");
    Refusal.of(() -> texts("run"), "contains no text", "the folder of a run", "run");
  }

  @Test
  void aLinkToAFolderIsFollowedOnce() throws IOException {
    write("elsewhere/c.txt");
    write("texts/b.txt");
    link("texts/a", "../elsewhere");
    link("texts/z", "../elsewhere");
    assertEquals(List.of("a/c.txt", "b.txt"), texts("texts"));
  }

  @Test
  void aFolderIsReadUnderItsOwnNameThoughALinkComesFirst() throws IOException {
    write("texts/m/b.txt");
    link("texts/a", "m");
    assertEquals(List.of("m/b.txt"), texts("texts"));
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    write("elsewhere/c.txt");
    link("texts", "elsewhere");
    assertEquals(List.of("c.txt"), texts("texts"));
    assertEquals(
        Text.read(work.resolve("elsewhere")).identity(),
        Text.read(work.resolve("texts")).identity());
  }

  @Test
  void loopsEnd() throws IOException {
    write("outside.txt");
    write("texts/a.txt");
    link("texts/itself", "itself");
    link("texts/here", ".");
    link("texts/up", "..");
    link("texts/below/up", "..");
    write("elsewhere/b.txt");
    link("texts/out", "../elsewhere");
    link("elsewhere/back", "../texts");
    assertEquals(List.of("a.txt", "out/b.txt"), texts("texts"));
  }

  @Test
  void aLinkToAFileIsAFileAndABrokenOneIsPassedOver() throws IOException {
    write("elsewhere/c.txt");
    link("texts/a.txt", "../elsewhere/c.txt");
    link("texts/b.txt", "../elsewhere/none.txt");
    assertEquals(List.of("a.txt"), texts("texts"));
  }

  @Test
  void whatIsHiddenIsPassedOver() throws IOException {
    write("texts/.git/config");
    write("texts/.hidden");
    write("texts/a.txt");
    assertEquals(List.of("a.txt"), texts("texts"));
  }
}
