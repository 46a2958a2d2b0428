package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the manual pages are made of. */
class ManualTest {
  private final CommandSpec manual = Manual.program();

  private CommandSpec page(String command) {
    return Objects.requireNonNull(manual.subcommands().get(command)).getCommandSpec();
  }

  private static Stream<String> names(CommandSpec command) {
    return command.options().stream().map(OptionSpec::longestName).sorted();
  }

  @Test
  void everyCommandHasItsPageWithAllOptionsAndExamples() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console = Console.of(nowhere, nowhere);
    CommandLine program = Main.program(console, new Faults(console));
    assertEquals(program.getSubcommands().keySet(), manual.subcommands().keySet());
    program
        .getSubcommands()
        .forEach(
            (name, line) -> {
              CommandSpec command = line.getCommandSpec();
              assertEquals(names(command).toList(), names(page(name)).toList(), name);
              assertEquals("Examples", page(name).usageMessage().footerHeading(), name);
              assertEquals(
                  List.of(command.usageMessage().footer()),
                  List.of(page(name).usageMessage().footer()),
                  name);
            });
  }

  @Test
  void optionsStandUnderTheHeadingsOfTheHelpWithTheirDefaults() {
    CommandSpec train = page("train");
    assertEquals(
        List.of("Data", "Table", "Network", "Training", "General"),
        train.argGroups().stream().map(ArgGroupSpec::heading).toList());
    assertNull(train.findOption("--out").group());
    OptionSpec valid = train.findOption("--valid");
    assertEquals("Data", Objects.requireNonNull(valid.group()).heading());
    assertTrue(valid.description()[0].endsWith(" (0.1)]"), valid.description()[0]);
  }

  @Test
  void aCommandsOwnWordsForASharedOptionAreUsed() {
    String shared = page("train").findOption("--cell").description()[0];
    String own = page("diagnose").findOption("--cell").description()[0];
    assertTrue(own.startsWith("pass:c[") && !own.equals(shared), own);
  }

  @Test
  void nothingInAWordIsReadAsMarkup() {
    manual.subcommands().keySet().stream()
        .flatMap(name -> page(name).options().stream())
        .flatMap(option -> Arrays.stream(option.description()))
        .forEach(line -> assertTrue(line.matches("pass:c\\[([^]]|\\\\])*]"), line));
    String synopsis = page("train").usageMessage().customSynopsis()[0];
    assertTrue(synopsis.startsWith("*carousel train* "), synopsis);
  }

  @Test
  void theLineThatNamesACommandIsPlainAndHasNoStop() {
    assertEquals(
        "Writes text with the best model of a run, symbol by symbol",
        page("sample").usageMessage().header()[0]);
  }

  @Test
  void whatWouldEndThePassthroughIsEscaped() {
    CommandSpec walk = CommandSpec.create().name("walk").version("1");
    walk.usageMessage().description("Takes steps.").customSynopsis("walk").footerHeading("");
    walk.addOption(OptionSpec.builder("--far").description("One of [a, b].", "*Far*.").build());
    assertEquals(
        List.of("pass:c[One of [a, b\\].]", "pass:c[*Far*.]"),
        List.of(Manual.described(walk).findOption("--far").description()));
  }
}
