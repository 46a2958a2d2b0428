package dev.carousel.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.Wanted;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SourceOptionsTest {
  @TempDir Path folder;

  private static SourceOptions options(String... args) {
    SourceOptions options = new SourceOptions();
    new CommandLine(options).parseArgs(args);
    return options;
  }

  private static FrameReading read(String... args) {
    return read(InputStream.nullInputStream(), args);
  }

  private static FrameReading read(InputStream in, String... args) {
    try (PluginDiscovery discovery = PluginDiscovery.onClassPath()) {
      return options(args).read(Wanted.everything(), in, Plugins.of(discovery));
    }
  }

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }

  @Test
  void eachFormatHasItsOption() throws IOException {
    assertEquals(List.of("a", "b"), read("--csv", file("a.csv", "a;b\n1;2\n")).columns());
    assertEquals(List.of("a"), read("--jsonl", file("a.jsonl", "{\"a\":1}")).columns());
    assertEquals(
        List.of("series", "step", "dim_0"), read("--ts", file("a.ts", "@data\n1,2\n")).columns());
    Refusal.of(() -> read("--npz", file("a.npz", "x")), "not an archive of arrays");
    Refusal.of(() -> read("--npz", file("a.npy", "x")), "not an array as NumPy saves it");
  }

  @Test
  void separatorDecimalHeaderAndCommentsMayBeSet() throws IOException {
    String[] args = {
      "--csv",
      file("a.csv", "#1,5|2\n"),
      "--separator",
      "pipe",
      "--decimal",
      "comma",
      "--no-header",
      "--no-comments"
    };
    assertEquals("#1,5", read(args).frame().column("1").text(0));
    assertEquals(
        Map.of(
            "csv", folder.resolve("a.csv").toString(),
            "separator", "pipe",
            "decimal", "comma",
            "no-header", "true",
            "no-comments", "true"),
        options(args).settings());
    String plain = file("b.csv", "a,b\n1,2\n");
    Refusal.of(
        () -> read("--csv", plain, "--separator", "space"),
        "--separator has an invalid value",
        "auto, comma, semicolon, tab, pipe",
        "'space'");
    Refusal.of(() -> read("--csv", plain, "--decimal", "dot"), "--decimal has an invalid value");
  }

  @Test
  void aFolderHasOneSequenceAFile() throws IOException {
    file("walk/1.csv", "x\n1\n");
    file("sit/1.tsv", "x\ty\n1\t2\n");
    file("sit/1.csv", "x\n2\n");
    Files.delete(folder.resolve("sit/1.tsv"));
    FrameReading reading = read("--csv", folder.toString(), "--label-from", "folder");
    assertEquals(List.of("group", "label", "x"), reading.columns());
    assertEquals("sit", reading.frame().column("label").text(0));
    Refusal.of(() -> read("--ts", folder.toString()), "--ts takes a file");
    Refusal.of(
        () -> read("--csv", folder.toString(), "--label-from", "file"),
        "--label-from has an invalid value",
        "none, folder");
  }

  @Test
  void standardInputIsReadAndCannotBeResumed() {
    SourceOptions options = options("--csv", "-");
    assertTrue(options.isStandardInput());
    InputStream in = new ByteArrayInputStream("a\n1\n".getBytes(UTF_8));
    FrameReading reading = read(in, "--csv", "-");
    assertEquals("standard input: 1 rows of a", reading.frame().toString());
    assertEquals(0, reading.frame().identity().count());
    Refusal.of(
        options::requireResumable,
        "A run that read standard input cannot be resumed.",
        "--csv -",
        "--csv FILE");
    assertFalse(options("--csv", "a.csv").isStandardInput());
    options("--csv", "a.csv").requireResumable();
    options().requireResumable();
  }

  @Test
  void aSourceIsNamedByItsIdWithItsOptions() throws IOException {
    String file = file("a.data", "a;b\tc\n1;2\t3\n");
    String[] args = {"--source", "csv:separator=tab", "--from", file};
    assertEquals(List.of("a;b", "c"), read(args).columns());
    SourceOptions options = options(args);
    assertEquals("--from", options.kind());
    assertEquals(
        Map.of("source", "csv:separator=tab", "from", file), Map.copyOf(options.settings()));
    InputStream in = new ByteArrayInputStream("{\"a\":1}".getBytes(UTF_8));
    assertEquals(List.of("a"), read(in, "--source", "jsonl", "--from", "-").columns());
    Refusal.of(
        () -> read("--source", "cvs", "--from", file),
        "There is no source 'cvs'.",
        "did you mean 'csv'?");
    Refusal.of(
        () -> read("--source", "csv:separater=tab", "--from", file),
        "has no option 'separater'",
        "did you mean 'separator'?");
    Refusal.of(() -> read("--from", file), "--from needs --source.", "found:    --from " + file);
    Refusal.of(() -> read("--source", "csv"), "--source needs --from.", "--source csv");
    Refusal.of(
        () -> read("--source", "csv", "--from", file, "--separator", "tab"),
        "--separator has no effect without --csv",
        "found:    --from");
  }

  @Test
  void sqlWithoutItsModuleIsRefusedWithHowToAddIt() {
    for (String[] args :
        List.of(
            new String[] {"--sql", "select 1"},
            new String[] {"--source", "duckdb:threads=2", "--from", "select 1"})) {
      Refusal.of(
          () -> read(args),
          "SQL needs the module carousel-duckdb, which is not loaded.",
          "dev.carousel:carousel-duckdb and org.duckdb:duckdb_jdbc",
          "mvn -Pnatives -pl duckdb -am package",
          "--plugins duckdb/target/plugins");
    }
    Refusal.of(
        () -> read("--sql", "select 1", "--csv", "a.csv"),
        "More than one table is named.",
        "found:    --csv and --sql");
  }

  @Test
  void aQueryIsNoFile() {
    SourceOptions options = options("--sql", "select * from 'a/../b.csv'");
    assertEquals(Map.of("sql", "select * from 'a/../b.csv'"), Map.copyOf(options.settings()));
    assertTrue(options.path().isEmpty());
    assertFalse(options.isStandardInput());
    options.requireResumable();
  }

  @Test
  void optionsThatContradictOrHaveNoEffectAreRefused() {
    Refusal.of(
        () -> read("--csv", "a", "--ts", "b"), "More than one table", "found:    --csv and --ts");
    Refusal.of(
        () -> read("--jsonl", "a", "--no-header"),
        "--no-header has no effect without --csv",
        "found:    --jsonl");
    Refusal.of(() -> options("--decimal", "comma").check(), "--decimal has no effect", "no table");
    Refusal.of(
        () -> read("--csv", "a", "--label-from", "folder"),
        "--label-from has no effect without a folder",
        "--csv a");
  }
}
