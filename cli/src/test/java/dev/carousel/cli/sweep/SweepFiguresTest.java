package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sweep --figures} writes, and what it refuses. */
class SweepFiguresTest {
  private static final String SMALL =
      "sweep --task adding:length=6 --batch 4 --updates 4 --evaluate-every 2 --no-progress ";

  @TempDir private Path work = Path.of("");

  private record Ended(int code, String out, String err) {}

  private Ended run(Interrupts interrupts, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), interrupts);
    int code = Main.run(console, line.replace("@", work.toString()).split(" +"));
    return new Ended(code, out.toString(), err.toString().replace(work.toString(), "FOLDER"));
  }

  private Ended run(String line) {
    return run(Interrupts.none(), line);
  }

  private void refused(String line, String... told) {
    Ended ended = run(line);
    assertEquals(2, ended.code, ended.err);
    new Refusal(Refusal.Kind.USAGE, ended.err.substring("carousel: ".length()), null)
        .says(told)
        .noted(line);
    assertFalse(Files.exists(work.resolve("s")), "refused before the first trial");
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(work.resolve(folder))) {
      return List.copyOf(
          new TreeSet<>(files.map(file -> String.valueOf(file.getFileName())).toList()));
    }
  }

  @Test
  void aSweepDrawsItsFiguresAndTheSameAgainWhenItIsResumed() throws IOException {
    Ended ended =
        run(SMALL + "--cell rnn,gru --units 3,4 --seeds 3 --out @/s --figures @/s/figures");
    assertEquals(0, ended.code, ended.err);
    assertTrue(
        ended.out.contains(
            "/s/figures: losses.svg, curves.svg, coordinates.svg, comparisons.svg, summary.tex"),
        ended.out);
    List<String> all =
        List.of(
            "comparisons.csv",
            "comparisons.svg",
            "coordinates.csv",
            "coordinates.svg",
            "curves.csv",
            "curves.svg",
            "losses.csv",
            "losses.svg",
            "summary.tex");
    assertEquals(all, names("s/figures"));

    Path trial = work.resolve("s/trials/c1-seed1/run/model.safetensors");
    Object before = Files.getLastModifiedTime(trial);
    assertEquals(0, run("sweep --resume --no-progress --out @/s --figures @/again").code);
    assertEquals(before, Files.getLastModifiedTime(trial), "no trial was made again");
    for (String name : all) {
      assertArrayEquals(
          Files.readAllBytes(work.resolve("s/figures/" + name)),
          Files.readAllBytes(work.resolve("again/" + name)),
          name);
    }
  }

  @Test
  void figuresHaveTheNumbersOfTheSweep() throws IOException {
    run(SMALL + "--cell rnn,gru --units 3 --seeds 3 --out @/s --figures @/f");
    List<String> losses = Files.readAllLines(work.resolve("f/losses.csv"));
    List<String> trials = Files.readAllLines(work.resolve("s/trials.csv"));
    assertEquals(1 + 2 * 4, losses.size());
    assertEquals("setting,seed,validation loss,low95,high95", losses.get(0));
    String loss = trials.get(1).split(",")[4];
    assertTrue(losses.contains("cell=rnn,seed 1," + loss + ",,"), losses::toString);
    String mean = Files.readAllLines(work.resolve("s/summary.csv")).get(1).split(",")[2];
    assertTrue(losses.get(1).contains(",mean," + mean + ","), losses.get(1));
    List<String> curves = Files.readAllLines(work.resolve("f/curves.csv"));
    assertEquals("series,updates,validation loss,low95,high95", curves.get(0));
    assertTrue(curves.get(2).matches("cell=\\w+,4," + mean + ",.*|.*"), curves.get(2));
    List<String> pairs = Files.readAllLines(work.resolve("f/comparisons.csv"));
    assertEquals(2, pairs.size());
    List<String> table = Files.readAllLines(work.resolve("f/summary.tex"));
    assertEquals("cell & mean & 95\\,\\% & best & seeds \\\\", table.get(3));
    assertTrue(table.get(5).endsWith(" & 3 \\\\"), table.get(5));
    assertFalse(Files.exists(work.resolve("f/coordinates.svg")), "one setting is varied");
  }

  @Test
  void failuresAreInTheFigures() throws IOException {
    Ended ended =
        run(
            SMALL.replace("--updates 4", "--updates 40")
                + "--units 3 --optimizer sgd:lr=1e-3;sgd:lr=1e6 --hook none --seeds 1"
                + " --out @/s --figures @/f");
    assertEquals(0, ended.code, ended.err);
    assertTrue(Files.readString(work.resolve("f/losses.svg")).contains(">1 not finite</text>"));
    List<String> table = Files.readAllLines(work.resolve("f/summary.tex"));
    assertEquals("sgd:lr=1e6 &  &  &  & 1 & 1 not finite \\\\", table.get(6));
  }

  @Test
  void whatThereIsNothingToDrawOfIsLeftOut() throws IOException {
    Interrupts atOnce =
        stop -> {
          stop.run();
          return () -> {};
        };
    Ended stopped =
        run(atOnce, SMALL + "--cell rnn,gru --units 3 --seeds 1 --out @/s --figures @/f");
    assertEquals(Interrupts.EXIT_CODE, stopped.code, stopped.err);
    assertTrue(stopped.out.contains("/f: nothing to draw"), stopped.out);
    assertEquals(List.of(), names("f"));

    assertEquals(0, run("sweep --resume --no-progress --out @/s --figures @/f").code);
    assertTrue(names("f").contains("comparisons.svg"), names("f")::toString);
    run(SMALL + "--cell rnn --units 3 --seeds 1 --out @/other --figures @/f");
    assertEquals(
        List.of("curves.csv", "curves.svg", "losses.csv", "losses.svg", "summary.tex"),
        names("f"),
        "those of the sweep before are gone");
  }

  @Test
  void foldersThatCannotBeUsedAreRefusedBeforeTheFirstTrial() throws IOException {
    String line = SMALL + "--cell rnn --units 3 --seeds 1 --out @/s ";
    Files.writeString(work.resolve("file"), "");
    refused(
        line + "--figures @/file",
        "The folder for figures cannot be used.",
        "file is a file",
        "--figures");
    refused(line + "--figures @/file/below", "The folder for figures cannot be used.", "is a file");
    refused(
        line + "--figures @/" + "long".repeat(80),
        "The folder for figures cannot be used.",
        "name too long");
    Files.createDirectories(work.resolve("mine"));
    for (String name : List.of("curves.csv", "losses.svg", "summary.tex")) {
      Path own = Files.writeString(work.resolve("mine").resolve(name), "mine");
      refused(
          line + "--figures @/mine",
          "A figure would replace another file.",
          name + ", which Carousel did not draw");
      assertEquals("mine", Files.readString(own));
      Files.delete(own);
    }
    refused(
        line + "--figures @/f --json @/f/curves.csv",
        "The JSON file cannot be written.",
        "no folder");
    Files.createDirectories(work.resolve("f"));
    refused(
        line + "--figures @/f --json @/f/curves.csv",
        "--figures and --json name the same file.",
        "curves.csv for both");
    refused(
        line + "--figures @/f --html @/f/losses.svg",
        "--html and --figures name the same file.",
        "losses.svg for both");
  }

  @Test
  void figuresDoNotReplaceOrJoinTheData() throws IOException {
    Files.createDirectories(work.resolve("texts"));
    Files.writeString(work.resolve("texts/a.txt"), "the cat sat on the mat.\n".repeat(200));
    Files.writeString(work.resolve("curves.csv"), "a,b\n1,2\n");
    String line = "sweep --units 3 --updates 2 --seeds 1 --no-progress --out @/s ";
    refused(line + "--csv @/curves.csv --target b --figures @", "--figures would replace a file");
    refused(line + "--text @/texts --figures @/texts", "--figures would write into the data.");
    refused(
        line + "--text @/novel.txt;@/texts --figures @/texts/f",
        "--figures would write into the data.");
  }
}
