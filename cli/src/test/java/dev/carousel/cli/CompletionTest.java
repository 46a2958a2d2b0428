package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CompletionTest {
  private static Map<String, CommandLine> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = Console.of(nowhere, nowhere);
    return Main.program(console, new Faults(console)).getSubcommands();
  }

  private static String script(String shell) {
    return Answer.to("completion", shell).succeeded().out();
  }

  private static boolean isInstalled(String shell) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  /** What a shell answers; it fails the test if it complains. */
  private static String answer(Path folder, String... words)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    int code = process.waitFor();
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, code, said);
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void shellParsesItsScript(String shell, @TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(isInstalled(shell), shell + " is not installed");
    Path script = Files.writeString(folder.resolve("script"), script(shell));
    assertEquals("", answer(folder, shell, "-n", script.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void scriptHasEveryCommandAndOption(String shell) {
    String script = script(shell);
    commands()
        .forEach(
            (name, command) -> {
              int start = script.indexOf("function _picocli_carousel_" + name + "(");
              assertTrue(start > 0, name);
              String own = script.substring(start, script.indexOf("\n}", start));
              for (OptionSpec option : command.getCommandSpec().options()) {
                for (String word : option.names()) {
                  assertTrue(own.contains(word), name + " " + word);
                }
              }
            });
  }

  @Test
  void scriptForFishHasEveryCommandAndOption() {
    String script = script("fish");
    commands()
        .forEach(
            (name, command) -> {
              assertTrue(script.contains("-n '__fish_use_subcommand' -f -a " + name + " "), name);
              for (OptionSpec option : command.getCommandSpec().options()) {
                String own =
                    "-n '__fish_seen_subcommand_from "
                        + name
                        + "' "
                        + (option.shortestName().startsWith("--")
                            ? ""
                            : "-s " + option.shortestName().substring(1) + " ")
                        + "-l "
                        + option.longestName().substring(2);
                assertTrue(script.contains(own + " ") || script.contains(own + "\n"), own);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "fish"})
  void idsOfPluginsAreCandidates(String shell) {
    String script = script(shell);
    for (String id : new String[] {"lstm", "adam", "clip-norm", "cosine", "adding"}) {
      assertTrue(script.contains(id), id);
    }
  }

  @Test
  void bashCompletesCommandsOptionsAndIds(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(isInstalled("bash"), "bash is not installed");
    Path script = Files.writeString(folder.resolve("script"), script("bash"));
    assertEquals("diagnose\n", bash(folder, script, "carousel diag"));
    assertEquals("--optimizer\n", bash(folder, script, "carousel train --opti"));
    assertTrue(bash(folder, script, "carousel train --cell ls").lines().toList().contains("lstm"));
    assertEquals("adagrad\n", bash(folder, script, "carousel train --optimizer adag"));
  }

  @Test
  void everyOptionHasItsOwnCandidates() {
    for (String function : script("bash").split("\nfunction ")) {
      List<String> lists =
          function
              .lines()
              .filter(line -> line.contains("_option_args=("))
              .map(line -> line.substring(0, line.indexOf('=')).strip())
              .toList();
      assertEquals(lists.stream().distinct().toList(), lists, function);
    }
  }

  private static String bash(Path folder, Path script, String line) throws Exception {
    String ask =
        "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            + " COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; _complete_carousel; printf '%%s\\n"
            + "' ${COMPREPLY[@]}";
    return answer(folder, "bash", "-c", ask.formatted(script, line, line));
  }

  @Test
  void fishCompletesIds(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(isInstalled("fish"), "fish is not installed");
    Path script = Files.writeString(folder.resolve("script"), script("fish"));
    String ask = "source '" + script + "'; complete -C 'carousel train --cell ls'";
    String said = answer(folder, "fish", "--no-config", "-c", ask);
    assertTrue(said.lines().anyMatch(line -> line.startsWith("lstm")), said);
  }

  @Test
  void otherShellsAreRefused() {
    Answer.to("completion", "bsh").failed(2, "SHELL", "'bsh'", "did you mean 'bash'?");
    Answer.to("completion").failed(2, "SHELL");
  }
}
