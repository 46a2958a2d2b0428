package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output replaces what a command reads, or what nobody could make again. */
class OutputGuardTest {
  @TempDir Path work;

  private String path(String name) {
    return work.resolve(name).toString();
  }

  private void run() {
    Answer.to(Samples.train(work.resolve("run"), "--text", path("text.txt"), "--updates", "2"))
        .succeeded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.txt", "./text.txt", "run/../text.txt", "link", "folder/text.txt"})
  void anInputIsNotReplacedUnderAnyName(String name) throws IOException {
    Path text = Samples.text(work);
    run();
    Files.createSymbolicLink(work.resolve("link"), text);
    Files.createSymbolicLink(work.resolve("folder"), work);
    byte[] before = Samples.bytes(text);

    Answer.to("evaluate", path("run"), "--text", text.toString(), "--json", path(name))
        .failed(2, "would replace a file that the command uses", "--text", "--json");

    assertArrayEquals(before, Samples.bytes(text));
    assertTrue(Files.isSymbolicLink(work.resolve("link")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run/model.safetensors",
        "run/train.json",
        "run/.run.lock",
        "other.txt",
        "plugins/a.jar"
      })
  void whatIsNoReportIsNotReplaced(String name) throws IOException {
    Samples.text(work);
    run();
    Samples.write(work.resolve("other.txt"), "what nobody could make again\n");
    Files.writeString(Files.createDirectory(work.resolve("plugins")).resolve("a.jar"), "PK");
    byte[] before = Samples.bytes(work.resolve(name));

    Answer.to("evaluate", path("run"), "--json", path(name))
        .failed(2, "The JSON file would replace another file.", "--json " + path(name));

    assertArrayEquals(before, Samples.bytes(work.resolve(name)));
  }

  @Test
  void aReportReplacesAReport() throws IOException {
    Samples.text(work);
    run();
    String file = path("run/figures.json");
    String[] line = {"evaluate", path("run"), "--json", file};
    Files.createFile(Path.of(file));
    Answer.to(line).succeeded();
    Answer.to(line).succeeded();
    Files.writeString(Path.of(file), "{\n  \"carousel\" : \"0.1.0\"}");
    Answer.to(line).succeeded();
  }

  @Test
  void oneReportThatIsComparedIsNoPlaceForTheComparison() throws IOException {
    Files.writeString(work.resolve("a.json"), "{\"carousel\": \"0.1.0\"}");
    Answer.to("compare", path("a.json"), path("b.json"), "--json", path("a.json"))
        .failed(2, "would replace", "BEFORE");
  }

  @Test
  void theFolderOfARunIsNoPlaceForAFile() {
    Answer.to("train", "--out", path("r"), "--json", path("r")).failed(2, "would replace", "--out");
  }

  @Test
  void aReportDoesNotBecomePartOfTheText() throws IOException {
    Samples.text(Files.createDirectory(work.resolve("texts")));
    Answer.to("diagnose", "--text", path("texts"), "--html", path("texts/page.html"))
        .failed(2, "would write into the data", "--html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate @/run --json",
        "diagnose @/run --lag 4 --json",
        "diagnose @/run --lag 4 --html",
        "train --resume --updates 4 --out @/run --json",
        "compare @/run/train.json @/run/train.json --json",
        "evaluate @/link --text @/other.txt --json"
      })
  void aReportDoesNotBecomePartOfTheTextThatARunReadsAgain(String line) throws IOException {
    Path texts = Files.createDirectory(work.resolve("texts"));
    Samples.text(texts);
    Samples.write(work.resolve("other.txt"), "the cat sat on the mat.\n".repeat(40));
    Answer.to(Samples.train(work.resolve("run"), "--text", path("texts"), "--updates", "2"))
        .succeeded();
    Files.createSymbolicLink(work.resolve("link"), work.resolve("run"));
    for (String name : List.of("texts/new", "texts/../texts/new", "run/../texts/new")) {
      String[] words = (line.replace("@", work.toString()) + " " + path(name)).split(" ");
      Answer.to(words).failed(2, "would change the data of the run in", "outside of", "texts");
    }
    try (Stream<Path> files = Files.list(texts)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aReportDoesNotBecomePartOfATextThatALinkLeadsTo() throws IOException {
    Path texts = Files.createDirectory(work.resolve("texts"));
    Path others = Files.createDirectory(work.resolve("others"));
    Samples.text(texts);
    Samples.text(Files.createDirectory(others.resolve("below")));
    Files.createSymbolicLink(texts.resolve("linked"), others);
    Answer.to(Samples.train(work.resolve("run"), "--text", path("texts"), "--updates", "2"))
        .succeeded();
    for (String name : List.of("others/new", "others/below/new")) {
      Answer.to("evaluate", path("run"), "--json", path(name)).failed(2, "outside of", "texts");
      Answer.to("diagnose", "--text", path("texts"), "--html", path(name))
          .failed(2, "would write into the data");
    }
    Answer.to("evaluate", path("run"), "--json", path("new")).succeeded();
  }

  /** The folder of a run is no text, also where it lies among the texts. */
  @Test
  void aReportMayGoIntoTheFolderOfARunAmongTheTexts() throws IOException {
    Path texts = Files.createDirectory(work.resolve("texts"));
    Samples.text(texts);
    String run = path("texts/run");
    Answer.to(Samples.train(Path.of(run), "--text", path("texts"), "--updates", "2")).succeeded();
    Answer.to("evaluate", run, "--json", run + "/figures.json").succeeded();
    Answer.to("evaluate", run).succeeded();
    Answer.to("evaluate", run, "--json", path("texts/figures.json")).failed(2, "outside of");
  }

  /** A run of 0.1.0 has no run file: its model says what it was trained on. */
  @Test
  void theDataOfARunWithoutRunFileIsKnownFromItsModel() throws IOException {
    Path texts = Files.createDirectory(work.resolve("texts"));
    Samples.text(texts);
    Answer.to(Samples.train(work.resolve("run"), "--text", path("texts"), "--updates", "2"))
        .succeeded();
    Files.delete(work.resolve("run/run.json"));
    Answer.to("evaluate", path("run"), "--json", path("texts/new"))
        .failed(2, "would change the data of the run in");
  }

  @Test
  void theTextThatARunReadsAgainIsNotReplacedThoughItLooksLikeAReport() throws IOException {
    Path text = Samples.write(work.resolve("text.txt"), "{\"carousel\": 1}\n".repeat(40));
    run();
    byte[] before = Samples.bytes(text);
    Answer.to("evaluate", path("run"), "--json", text.toString())
        .failed(2, "would change the data of the run in", "other than");
    assertArrayEquals(before, Samples.bytes(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new.jar", "New.JAR"})
  void aReportDoesNotBecomeAPlugin(String name) throws IOException {
    Path plugins = Files.createDirectory(work.resolve("plugins"));
    Samples.text(work);
    run();
    for (String option : List.of("--json", "--html")) {
      Answer.to("diagnose", path("run"), "--lag", "4", option, plugins.resolve(name).toString())
          .failed(2, "would be read as a plugin", ".jar");
    }
    Answer.to("plugins", "--plugins", plugins.toString(), "--json", plugins + "/" + name)
        .failed(2, "would be read as a plugin");
    assertTrue(Files.notExists(plugins.resolve(name)));
  }

  /** A full disk: of the first megabyte nothing is taken. */
  private static final class Full extends Writer {
    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aFullDiskIsNoticedAndALongSampleEnds() {
    Samples.text(work);
    run();
    for (List<String> line :
        List.of(
            List.of("sample", path("run"), "--length", "100000000"),
            List.of("evaluate", path("run")),
            List.of("--version"),
            List.of("train", "--help"))) {
      StringWriter err = new StringWriter();
      Console console =
          new Console(
              new PrintWriter(new Full()),
              new PrintWriter(err),
              Terminal.none(),
              Interrupts.none());
      assertEquals(1, Main.run(console, line.toArray(new String[0])), line::toString);
      assertTrue(err.toString().contains("Standard output could not be written"), err::toString);
    }
  }

  @Test
  @EnabledIf("hasFullDevice")
  void aDeviceThatTakesNothingIsNamed() {
    Samples.text(work);
    run();
    Answer.to("evaluate", path("run"), "--json", "/dev/full")
        .failed(1, "The JSON cannot be written.", "No space left", "--json /dev/full");
  }

  @Test
  @EnabledIf("hasDiskInMemory")
  void aDiskInMemoryHoldsFilesLikeOthers(@TempDir(factory = InMemory.class) Path memory)
      throws IOException {
    Samples.text(work);
    run();
    Path report = memory.resolve("report.json");
    Answer.to("evaluate", path("run"), "--json", report.toString()).succeeded();
    assertTrue(Files.size(report) > 0);
    Path missing = Path.of("/dev/no-such-device");
    Answer.to("evaluate", path("run"), "--json", missing.toString())
        .failed(2, "no permission to write to /dev/no-such-device");
    assertFalse(Files.exists(missing));
  }

  /** Folders on the disk in memory that Linux has. */
  private static final class InMemory implements TempDirFactory {
    static final Path DISK = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(DISK, "carousel");
    }
  }

  static boolean hasDiskInMemory() {
    return Files.isWritable(InMemory.DISK);
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of("/dev/full"));
  }
}
