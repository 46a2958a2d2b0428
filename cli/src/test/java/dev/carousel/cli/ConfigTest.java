package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options in a file, and the file that each run keeps of its own. */
class ConfigTest {
  private static final String SMALL =
      "units: 4\nbatch: 4\nbptt: 8\nupdates: 20\noptimizer: adam:lr=0.01\n";

  @TempDir private Path work = Path.of("");

  @BeforeEach
  void writeText() throws IOException {
    Samples.text(work);
  }

  private Path config(String text) throws IOException {
    return Files.writeString(work.resolve("options.yaml"), text);
  }

  private Answer train(String run, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "train";
    System.arraycopy(more, 0, words, 1, more.length);
    words[words.length - 2] = "--out";
    words[words.length - 1] = work.resolve(run).toString();
    return Answer.to(words);
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(work.resolve(run).resolve("model.safetensors"));
  }

  private static void assertSameBytes(byte[] expected, byte[] found) {
    assertTrue(Arrays.equals(expected, found), "the models differ");
  }

  @Test
  void optionsOfAFileAreThoseOfTheCommandLine() throws IOException {
    String text = work.resolve("text.txt").toString();
    Path file = config(SMALL + "text: " + text + "\nhook: [\"clip-norm:max=0.5\", non-finite]\n");
    train("file", "--config", file.toString()).succeeded();
    String line = "--units 4 --batch 4 --bptt 8 --updates 20 --optimizer adam:lr=0.01";
    String[] words = (line + " --hook clip-norm:max=0.5 --hook non-finite --text").split(" ");
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = text;
    train("line", all).succeeded();
    assertSameBytes(model("line"), model("file"));
  }

  @Test
  void theCommandLineWins() throws IOException {
    Path file = config("cell: gru\nunits: 4\nhook: [clip-value, non-finite]\n");
    String[] line = {"--task", "adding:length=5,sequences=20,valid=10", "--updates", "2"};
    String[] own = {"--config=" + file, "--units=3", "--hook", "clip-norm:max=2"};
    String[] all = Arrays.copyOf(line, 8);
    System.arraycopy(own, 0, all, 4, 4);
    train("run", all).succeeded();
    String kept = Files.readString(work.resolve("run").resolve("config.yaml"));
    assertTrue(kept.contains("\nunits: 3\n") || kept.contains("\nunits: \"3\"\n"), kept);
    assertTrue(kept.contains("cell: gru") && kept.contains("clip-norm:max=2"), kept);
    assertFalse(kept.contains("clip-value"), kept);
  }

  /** Every kind of data, with settings that are not the usual ones. */
  @ParameterizedTest
  @CsvSource({
    "--text @/text.txt --cell gru --units 4 --batch 4 --bptt 8 --updates 20 --seed 3",
    "--text @/text.txt --tokens words --units 4 --batch 4 --updates 5 --hook none",
    "--csv @/table.csv --target wave --window 4 --units 4 --batch 4 --epochs 1 --bidirectional",
    "--task adding:length=5 --units 4 --updates 5 --hook agc --hook clip-norm:max=2"
        + " --schedule cosine --plugins @/plugins --cell copy"
  })
  void theFileOfARunGivesTheSameBytes(String line) throws IOException {
    Samples.table(work);
    PluginJars.cell(
        Files.createDirectory(work.resolve("plugins")).resolve("copy.jar"),
        "Copy",
        "copy",
        "",
        "s.state(\"h\"); s.next(\"h\", s.affine(\"a\", s.input(), s.state(\"h\")));");
    train("first", line.replace("@", work.toString()).split(" ")).succeeded();
    Path config = work.resolve("first").resolve("config.yaml");
    train("again", "--config", config.toString()).succeeded();
    assertSameBytes(model("first"), model("again"));
    assertEquals(
        Files.readString(config), Files.readString(work.resolve("again").resolve("config.yaml")));
  }

  @Test
  void otherCommandsReadAFileToo() throws IOException {
    Path file = config("units: 4\nbatch: 2\nsteps: 2\ninput: 2\nseconds: 0.01\njson: \"-\"\n");
    assertEquals(
        4, Answer.to("bench", "--config", file.toString()).succeeded().json().get("units").asInt());
    Answer.to("gradcheck", "rnn", "--config", config("no-progress: true\n").toString()).succeeded();
  }

  @ParameterizedTest
  @CsvSource({
    "unitz: 3, 'has ''unitz'', which is no option of ''carousel train''', did you mean 'units'? all"
        + " options: carousel train --help",
    "lag: 3, found:    an option of diagnose, a file for each command",
    "units: many, 'configuration''s ''units'' has an invalid value', expected: a whole number",
    "units: 3.5, found:    '3.5', expected: a whole number",
    "units: 1e1, found:    '1e1', write it as 10",
    "units: 0x10, found:    '0x10', carousel train --help",
    "'units: [3, 4]', found:    a list, expected: a whole number",
    "valid: lots, found:    'lots', expected: a number",
    "bidirectional: 2, found:    '2', expected: true or false",
    "cell: {id: gru}, found:    a group of settings, expected: a value",
    "cell:, found:    no value, expected: a value",
    "config: a.yaml, which is no option of, leave it out"
  })
  void aWrongOptionIsRefusedWithItsLine(String option, String first, String second)
      throws IOException {
    Path file = config("# mine\nseed: 1\n" + option + "\n");
    train("run", "--config", file.toString()).failed(2, first, second, file + ", line 3");
    assertFalse(Files.exists(work.resolve("run")));
  }

  @Test
  void aFileThatIsNoConfigurationIsRefused() throws IOException {
    String none = work.resolve("none.yaml").toString();
    train("run", "--config", none).failed(2, "The configuration cannot be read.", "none.yaml");
    Path list = config("- units\n");
    train("run", "--config", list.toString())
        .failed(2, "no YAML that options can be read from", "found:    no settings");
    Path twice = config("units: 3\nunits: 4\n");
    train("run", "--config", twice.toString())
        .failed(2, "no YAML that options can be read from", "line 2");
  }
}
