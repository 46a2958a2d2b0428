package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What help says of defaults is what a command does without the option. */
class HelpTruthTest {
  /** What each command cannot do without. */
  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("completion", List.of("bash")),
          Map.entry("train", List.of("--out", "run")),
          Map.entry("sweep", List.of("--out", "sweep")),
          Map.entry("sample", List.of("run")),
          Map.entry("evaluate", List.of("run")),
          Map.entry("predict", List.of("run")),
          Map.entry("compare", List.of("a", "b")),
          Map.entry("replay", List.of("file")),
          Map.entry("new", List.of("cell", "calm")),
          Map.entry("import", List.of("file", "--out=run")),
          Map.entry("export", List.of("run", "--to=file")));

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = Console.of(nowhere, nowhere);
    return Main.program(console, new Faults(console));
  }

  static List<String> commands() {
    return List.copyOf(program().getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyDefaultIsNamedOnceAndIsTheRealOne(String name) {
    CommandLine program = program();
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(REQUIRED.getOrDefault(name, List.of()));
    program.parseArgs(line.toArray(new String[0]));
    CommandLine command = Objects.requireNonNull(program.getSubcommands().get(name), name);
    String help = Answer.to(name, "--help").succeeded().out().replaceAll("\\s+", " ");
    assertFalse(help.contains("default:"), help);
    for (OptionSpec option : command.getCommandSpec().options()) {
      Object real = option.getValue();
      if (option.defaultValue() != null && !option.defaultValue().isEmpty()) {
        String said = saidDefault(help, option.longestName());
        boolean isNumber = real instanceof Number;
        assertEquals(
            isNumber ? ((Number) real).doubleValue() : String.valueOf(real),
            isNumber ? Double.parseDouble(said) : said,
            option.longestName());
      }
    }
  }

  /** What stands in the last brackets of an option's description. */
  private static String saidDefault(String help, String name) {
    String own = help.substring(help.indexOf(name + "="));
    int next = own.indexOf(" --", 3);
    own = next < 0 ? own : own.substring(0, next);
    int open = own.lastIndexOf('(');
    assertTrue(open >= 0, own);
    return own.substring(open + 1, own.indexOf(')', open));
  }

  @Test
  void diagnoseTellsItsOwnDefaults() {
    String help = Answer.to("diagnose", "--help").succeeded().out().replaceAll("\\s+", " ");
    assertTrue(help.contains("200 updates by default"), help);
    assertTrue(help.contains("by default rnn and lstm"), help);
    assertFalse(help.contains("10 epochs") || help.contains("; by default lstm"), help);
  }

  @Test
  void helpIsACommandToo() {
    assertEquals(Answer.to("train", "--help").out(), Answer.to("help", "train").succeeded().out());
    assertEquals(Answer.to("--help").out(), Answer.to("help").succeeded().out());
    Answer.to("help", "trian").failed(2, "no command 'trian'", "did you mean 'train'?");
  }

  @Test
  void aWrongOptionIsNamedBeforeOneThatIsMissing() {
    Answer.to("train", "--helpp").failed(2, "no option '--helpp'", "did you mean '--help'?");
    Answer.to("train", "--unitz=5").failed(2, "no option '--unitz'", "did you mean '--units'?");
    Answer.to("trian", "train").failed(2, "no command 'trian'");
  }
}
