package dev.carousel.benchmarks.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
  private static final Path PAGE = Path.of("../docs/cells.md");
  private static final Path FIGURES = Path.of("../docs/cells.csv");

  @TempDir Path work;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return runIn(Path.of(".."), arguments);
  }

  private int runIn(Path root, String... arguments) {
    List<String> words = new ArrayList<>(List.of("--root", root.toString()));
    words.addAll(List.of(arguments));
    err.getBuffer().setLength(0);
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return GalleryMain.run(console, words.toArray(String[]::new));
  }

  private void assertTold(String... parts) {
    for (String part : parts) {
      assertTrue(err.toString().contains(part), () -> part + " in\n" + err);
    }
  }

  /** If this fails: run {@code benchmarks/gallery}. */
  @Test
  void thePageIsWhatTheProgramWrites() {
    assertEquals(0, run("--check"), err::toString);
  }

  @Test
  void everyBuiltInCellHasARowAndASection() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      List<Plugin<Cell>> cells = Gallery.builtIn(Plugins.of(found));
      assertTrue(cells.size() >= 39, () -> cells.size() + " cells");
      for (Plugin<?> cell : cells) {
        assertTrue(page.contains("### " + cell.id()), cell::id);
        String link = "| [" + cell.id() + "](#" + cell.id() + ") |";
        assertEquals(1, page.stream().filter(line -> line.startsWith(link)).count(), cell::id);
      }
      List<String> sections = page.stream().filter(line -> line.startsWith("### ")).toList();
      assertEquals(cells.size(), sections.size());
    }
  }

  @Test
  void noTagOfJavadocIsLeft() throws IOException {
    for (String line : Files.readAllLines(PAGE)) {
      assertTrue(!line.matches(".*(\\{@|</?(p|b|em|pre)>|&\\w+;).*"), line);
    }
  }

  @Test
  void anOldPageIsToldWithItsLine() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
    String line = lines.set(2, "Old words.");
    Path old = Files.write(work.resolve("old.md"), lines);
    assertEquals(1, run("--check", "--page", old.toString()));
    assertTold(
        "The gallery is not up to date.",
        "where:    " + old + ", line 3",
        "expected: " + line,
        "found:    Old words.",
        "run benchmarks/gallery");
    assertEquals(lines, Files.readAllLines(old));
    assertEquals(0, run("--page", old.toString()), err::toString);
    assertEquals(Files.readAllLines(PAGE), Files.readAllLines(old));
    Files.writeString(old, "one more line\n", StandardOpenOption.APPEND);
    assertEquals(1, run("--check", "--page", old.toString()));
    assertTold("expected: no more lines", "found:    one more line");
  }

  @Test
  void aMissingFigureIsNamed() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(FIGURES));
    assertTrue(lines.removeIf(line -> line.startsWith("gru,trained loss,")));
    Path figures = Files.write(work.resolve("cells.csv"), lines);
    assertEquals(1, run("--check", "--figures", figures.toString()));
    assertTold(
        "A figure of the cell gru is missing.",
        "expected: trained loss",
        "where:    " + figures,
        "benchmarks/gallery --measure strips --cell gru");
  }

  @Test
  void speedCountsTheStepsOfASequenceWhateverTheBatch() {
    assertEquals(2000, SpeedMeter.stepsPerSecond(SpeedMeter.LARGE, 50));
    assertEquals(20_000, SpeedMeter.stepsPerSecond(SpeedMeter.SINGLE, 50));
  }

  @Test
  void threeDigitsOfAFigureAreKept() throws IOException {
    Path file = work.resolve("cells.csv");
    MeasuredFigures figures = MeasuredFigures.read(file);
    figures.put("gru", "b", 1.2345, -0.00056789, 400_000, Double.NaN);
    figures.put("gru", "a", 3);
    figures.write();
    assertEquals(
        List.of("cell,figure,values", "gru,a,3", "gru,b,1.23 -5.68e-4 400000 NaN"),
        Files.readAllLines(file));
  }

  /** Speeds may be missing, but not those of some cells. */
  @Test
  void ifOneCellIsTimedAllHaveToBe() throws IOException {
    MeasuredFigures all = MeasuredFigures.read(FIGURES);
    Path figures = Files.copy(FIGURES, work.resolve("cells.csv"));
    MeasuredFigures copy = MeasuredFigures.read(figures);
    for (Family family : Family.values()) {
      family.cells().forEach(cell -> copy.removeAll(cell, SpeedMeter.FIGURE));
    }
    copy.write();
    String page = work.resolve("page.md").toString();
    assertEquals(0, run("--figures", figures.toString(), "--page", page), err::toString);
    assertTrue(!Files.readString(Path.of(page)).contains("- **Speed:**"));

    String[] timing = {
      "--measure", "speed", "--cell", "indrnn", "--seconds", "0.001", "--page", page, "--figures",
    };
    List<String> words = new ArrayList<>(List.of(timing));
    words.add(figures.toString());
    assertEquals(1, run(words.toArray(String[]::new)));
    assertTold(
        "measuring speed of indrnn",
        "A figure of the cell rnn is missing.",
        "expected: speed 64,100,128,256",
        "benchmarks/gallery --measure speed --cell rnn");
    MeasuredFigures timed = MeasuredFigures.read(figures);
    assertTrue(timed.number("indrnn", "speed 64,100,128,256") > 0);
    assertTrue(timed.number("indrnn", "speed 1,1000,128,256") > 0);
    assertEquals(all.word("rnn", "trained loss"), timed.word("rnn", "trained loss"));
  }

  @Test
  void speedsAreOverTheLstms() throws IOException {
    MeasuredFigures figures = MeasuredFigures.read(Files.copy(FIGURES, work.resolve("cells.csv")));
    for (Family family : Family.values()) {
      for (String cell : family.cells()) {
        figures.put(cell, "speed 64,100,128,256", cell.equals("lstm") ? 1000 : 2500);
        figures.put(cell, "speed 1,1000,128,256", cell.equals("lstm") ? 20_000 : 5000);
      }
    }
    figures.write();
    Path page = work.resolve("page.md");
    String file = work.resolve("cells.csv").toString();
    assertEquals(0, run("--figures", file, "--page", page.toString()), err::toString);
    String text = Files.readString(page);
    for (String part :
        List.of(
            "| loss, % | batch 64 | batch 1 |",
            "| 2.5 x | 0.25 x |",
            "- **Speed:** sequence steps",
            "Speed: 2,500 steps a second at batch 64 (2.5 times the LSTM's), 5,000 steps a second"
                + " at batch 1 (0.25 times the LSTM's).")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void wrongRequestsAreRefused() throws IOException {
    assertEquals(2, run("--measure", "strip"));
    assertTold("--measure has no such part.", "expected: strips, speed or all", "found:    strip");
    assertEquals(2, run("--measure", "--check"));
    assertTold("--check and --measure exclude each other.");
    assertEquals(2, run("--cell", "gru"));
    assertTold("--cell has no effect without --measure.");
    assertEquals(2, run("--measure", "strips", "--cell", "lstn"));
    assertTold("There is no cell 'lstn'.", "did you mean 'lstm'?");
    Path other = Files.writeString(work.resolve("other.csv"), "a,b\n1,2\n");
    assertEquals(1, run("--figures", other.toString()));
    assertTold("The figures are of another version of this program.", "found:    a,b");
    assertEquals(1, runIn(work, "--figures", FIGURES.toString()));
    assertTold("The source of a cell is missing.", "with --root");
  }
}
