package dev.carousel.benchmarks.checks;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksMainTest {
  private static final Path GOLDEN = Path.of("../cells-rnn/src/test/resources/golden");

  private enum Word {
    ONE,
    TWO,
    THREE
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void variantsTryWordsWithEachOtherAndNumbersByThemselves() {
    List<OptionSpec> options =
        List.of(
            OptionSpec.choice("word", Word.TWO, Word.class, "a word"),
            OptionSpec.toggle("on", true, "a switch"),
            OptionSpec.real("share", 0.75, 0, 1, "a share"),
            OptionSpec.integer("lag", 0, 0, 100, "a lag"));
    List<String> expected =
        List.of(
            "a",
            "a:on=false",
            "a:word=one",
            "a:word=one,on=false",
            "a:word=three",
            "a:word=three,on=false",
            "a:share=0.375",
            "a:share=0.7124999999999999",
            "a:lag=1",
            "a:lag=20");
    assertEquals(expected, Variants.of("a", options).stream().map(PluginRef::toString).toList());
  }

  @Test
  void thePageHasTheWorstSettingOfEachCellAndEveryFile(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    assertEquals(
        0,
        run("--cell=indrnn", "--cell=lru", "--golden", GOLDEN.toString(), "--page", page + ""),
        err::toString);
    assertTrue(out.toString().contains("passed  gradients of lru:r-min=0.45: "), out::toString);
    assertTrue(out.toString().contains("passed  values of lru in lru: "), out::toString);
    String text = Files.readString(page);
    assertTrue(text.contains("2 cells in "), text);
    assertTrue(text.contains("Not checked, as the cells refuse them: `indrnn:magnitude=1`"), text);
    assertTrue(text.matches("(?s).*\\| lru \\| `r-min` 0.45, .*; `r-max` .* \\| \\d.*"), text);
    assertTrue(
        text.contains("| `indrnn:activation=tanh` | indrnn-tanh | [simple_golden.py]"), text);
    assertTrue(text.endsWith(" |\n"), text);
  }

  /** A file that was computed with another function phi. */
  @Test
  void wrongValuesFail(@TempDir Path folder) throws IOException {
    String relu = Files.readString(GOLDEN.resolve("indrnn-relu.json"));
    Files.writeString(
        folder.resolve("wrong.json"), relu.replace("activation=relu", "activation=tanh"));
    Path page = folder.resolve("page.md");
    assertEquals(1, run("--cell=indrnn", "--golden", folder.toString(), "--page", page + ""));
    assertTrue(out.toString().contains("FAILED  values of indrnn:activation=tanh in wrong"));
    assertTrue(Files.readString(page).contains("1 cells in 1 files: 1 of 1 FAILED"));
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--cell", "lstn"));
    assertTrue(err.toString().contains("There is no cell 'lstn'."), err::toString);
    assertEquals(2, run("--cell", "irnn", "--golden", "none"));
    assertTrue(err.toString().contains("checks: --golden is not a folder."), err::toString);
  }

  /** Figures differ between machines; cells and files do not. */
  @Test
  void theStoredPageHasEveryCellInBothTables() throws IOException {
    String page = Files.readString(Path.of("../docs/cell-checks.md"));
    String gradients = page.substring(0, page.indexOf("## Golden values"));
    String goldens = page.substring(gradients.length());
    for (String id : builtIn()) {
      assertTrue(gradients.contains("\n| " + id + " | "), id);
      assertTrue(goldens.matches("(?s).*\\n\\| `" + id + "[:`].*"), id);
    }
    for (String module : List.of("cells-rnn", "cells-lstm")) {
      try (Stream<Path> files = Files.list(Path.of("..", module, "src/test/resources/golden"))) {
        files
            .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
            .forEach(name -> assertTrue(goldens.contains(" | " + name + " | "), name));
      }
    }
  }

  private static Set<String> builtIn() {
    return ServiceLoader.load(CellProvider.class).stream()
        .filter(provider -> provider.type().getName().startsWith("dev.carousel.cells."))
        .map(provider -> provider.get().id())
        .collect(toSet());
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return ChecksMain.run(console, arguments);
  }
}
