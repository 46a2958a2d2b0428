package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import dev.carousel.docs.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command that a page shows has options that exist, with values of their kind. */
class PageCommandsTest {
  /** A search that finds fewer has missed the commands. */
  private static final int FEWEST_COMMANDS = 100;

  /** This page shows what is refused. */
  private static final String REFUSED = "docs/bad-inputs.md";

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Test
  void everyCommandCanBeParsed() throws IOException {
    int commands = 0;
    List<String> wrong = new ArrayList<>();
    for (Page page : Page.all()) {
      if (!page.name().equals(REFUSED)) {
        commands += page.commands().size();
        page.commands().stream()
            .map(PageCommandsTest::fault)
            .filter(fault -> !fault.isEmpty())
            .forEach(fault -> wrong.add(page.name() + ": " + fault));
      }
    }
    assertEquals("", String.join("\n", wrong));
    int found = commands;
    assertTrue(found >= FEWEST_COMMANDS, () -> found + " commands");
  }

  @Test
  void aWrongCommandIsNoticed() {
    assertEquals("", fault("diagnose --cell rnn --prove"));
    assertTrue(fault("diagnose --cel rnn").contains("--cel"));
    assertTrue(fault("diagnos --cell rnn").contains("diagnos"));
    assertTrue(fault("train --out run --updates many").contains("--updates"));
  }

  /**
   * Why it cannot be parsed; empty if it can. A page may leave out what is clear: {@code --out}.
   */
  private static String fault(String command) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = Console.of(nowhere, nowhere);
    CommandLine program = Main.program(console, new Faults(console));
    if (command.matches("help .*|COMMAND .*")) {
      return "";
    }
    try {
      program.parseArgs(words(command));
      return "";
    } catch (MissingParameterException e) {
      return "";
    } catch (ParameterException e) {
      return command + ": " + e.getMessage();
    }
  }

  private static String[] words(String command) {
    return WORD.matcher(command).results().map(PageCommandsTest::word).toArray(String[]::new);
  }

  private static String word(MatchResult word) {
    for (int group = 1; group < word.groupCount(); group++) {
      if (word.group(group) != null) {
        return word.group(group);
      }
    }
    return word.group();
  }
}
