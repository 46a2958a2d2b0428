package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * No option is accepted and ignored: every option of every command, as picocli knows them, changes
 * what a small command line answers or writes, is refused by name, or stands in {@link
 * OptionTrials#SILENT} with its reason. An option that is new fails here until it has a value to be
 * tried with.
 */
final class EveryOptionTest {
  /** What command lines answered that many options are tried on. */
  private static final Map<String, String> KNOWN = new HashMap<>();

  @TempDir private static Path inputs = Path.of("");

  @BeforeAll
  static void makeInputs() throws IOException {
    new OptionInputs(inputs).make();
  }

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = Console.of(nowhere, nowhere);
    return Main.program(console, new Faults(console));
  }

  /** Every command with each of its options. */
  static List<String> options() {
    List<String> all = new ArrayList<>();
    program()
        .getSubcommands()
        .forEach(
            (name, command) ->
                command
                    .getCommandSpec()
                    .options()
                    .forEach(option -> all.add(name + " " + option.longestName())));
    // A sweep hands them on to train: SettingOptionsTest.
    RunOptions.names().stream()
        .filter(name -> !TrialTraining.reserved().contains(name))
        .forEach(name -> all.remove("sweep --" + name));
    return all;
  }

  @ParameterizedTest
  @MethodSource("options")
  void doesSomethingOrIsRefused(String commandAndOption, @TempDir Path work) throws IOException {
    String command = commandAndOption.substring(0, commandAndOption.indexOf(' '));
    String option = commandAndOption.substring(command.length() + 1);
    if (OptionTrials.SILENT.containsKey(commandAndOption) || isSilentEverywhere(command, option)) {
      return;
    }
    String base =
        known(OptionTrials.BASES, commandAndOption, command, "name a command line of " + command);
    requireHeard(commandAndOption, base, work);
  }

  /** Every option of a command in each of the situations in which it might do nothing. */
  static List<Arguments> situations() {
    List<Arguments> all = new ArrayList<>();
    OptionTrials.SITUATIONS.forEach(
        (name, line) ->
            options().stream()
                .filter(option -> option.startsWith(name.split(" ")[0] + " "))
                .filter(option -> !OptionTrials.SAME_EVERYWHERE.contains(option.split(" ")[1]))
                .map(option -> Arguments.of(name, option, line))
                .forEach(all::add));
    return all;
  }

  @ParameterizedTest
  @MethodSource("situations")
  void doesSomethingOrIsRefusedThereToo(
      String situation, String commandAndOption, String base, @TempDir Path work)
      throws IOException {
    String command = commandAndOption.substring(0, commandAndOption.indexOf(' '));
    String option = commandAndOption.substring(command.length() + 1);
    boolean isSilent =
        OptionTrials.SILENT.containsKey(commandAndOption)
            || isSilentEverywhere(command, option)
            || OptionTrials.SILENT_THERE.containsKey(situation + ": " + option);
    if (!isSilent) {
      requireHeard(commandAndOption, base, work);
    }
  }

  private static void requireHeard(String commandAndOption, String base, Path work)
      throws IOException {
    String command = commandAndOption.substring(0, commandAndOption.indexOf(' '));
    String option = commandAndOption.substring(command.length() + 1);
    String more =
        known(
            OptionTrials.TRIED,
            commandAndOption,
            option,
            "name a value to try " + commandAndOption + " with");
    String both = more.contains(" + ") ? more.substring(more.indexOf(" + ") + 3) : "";
    String without = base + " " + both;
    String with = withoutOption(base, option) + " " + more.replace(" + ", " ");
    assertNotEquals(
        KNOWN.computeIfAbsent(
            command + " " + without, line -> outcome(command, without, work.resolve("without"))),
        outcome(command, with, work.resolve("with")),
        () -> commandAndOption + " is accepted and ignored");
  }

  private static boolean isSilentEverywhere(String command, String option) {
    return OptionTrials.SILENT.containsKey(option)
        && !OptionTrials.TRIED.containsKey(command + " " + option);
  }

  private static String withoutOption(String line, String option) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    int at = words.indexOf(option);
    if (at >= 0) {
      words.remove(at);
      if (at < words.size() && !words.get(at).startsWith("--")) {
        words.remove(at);
      }
    }
    return String.join(" ", words);
  }

  /** What was answered and written, but for times. */
  private static String outcome(String command, String line, Path work) {
    try {
      return outcomeIn(Files.createDirectories(work), command, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String outcomeIn(Path work, String command, String line) throws IOException {
    Answer answer = Answer.to(new OptionInputs(inputs).words(command, line, work));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(work)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean isModel = file.endsWith("model.safetensors");
        files.put(work.relativize(file).toString(), isModel ? withoutNotes(file) : "");
      }
    }
    String said = answer.code() + "\n" + answer.out() + "\n" + answer.err() + "\n" + files;
    return said.replace(work.toString(), "!")
        .replaceAll(
            "\"(seconds|cpuSeconds|symbolsPer|[a-z]+Millis|[a-z]+Micros|gflops)[A-Za-z]*\":[^,}]*",
            "")
        .replaceAll("\"(commandLine|date)\":\"[^\"]*\"|\"settings\":\\{[^}]*\\}", "")
        .replaceAll("[0-9.]+ (ms|us|GFLOP|s\\b|min|chars)", "")
        .replaceAll(" +", " ");
  }

  /** What a model is, without the notes of the options that it was trained with. */
  private static String withoutNotes(Path model) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(model)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(bytes.getLong())];
    bytes.get(header);
    ObjectNode fields = (ObjectNode) new ObjectMapper().readTree(header);
    ObjectNode metadata = (ObjectNode) fields.get("__metadata__");
    metadata.properties().removeIf(entry -> isOfNotes(entry.getKey()));
    return fields + " " + bytes.hashCode();
  }

  /** Whether it is a note, or a checksum that covers the notes. */
  private static boolean isOfNotes(String key) {
    return key.startsWith("carousel.note.") || key.equals("carousel.sha256");
  }

  /** What is known of the first name, or else of the second. */
  private static String known(
      Map<String, String> all, String name, String otherwise, String missing) {
    String found = all.containsKey(name) ? all.get(name) : all.get(otherwise);
    return Objects.requireNonNull(found, missing);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theSameCommandLineAnswersTheSame(String command, @TempDir Path work) throws IOException {
    String base = known(OptionTrials.BASES, command, command, "name a command line of " + command);
    assertEquals(
        outcome(command, base, work.resolve("first")),
        outcome(command, base, work.resolve("second")));
  }

  static List<String> commands() {
    return List.copyOf(program().getSubcommands().keySet());
  }

  @Test
  void everyEntryIsOfAnOptionThatExists() {
    List<String> known = new ArrayList<>(options());
    options().forEach(each -> known.add(each.substring(each.indexOf(' ') + 1)));
    known.addAll(commands());
    Stream.of(OptionTrials.BASES, OptionTrials.TRIED, OptionTrials.SILENT)
        .flatMap(map -> map.keySet().stream())
        .forEach(entry -> assertTrue(known.contains(entry), entry));
  }

  @Test
  void anOptionBeforeTheCommandIsRefused() {
    for (OptionSpec option : program().getCommandSpec().options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        String name = option.longestName();
        String[] line =
            option.arity().max() == 0
                ? new String[] {name, "plugins"}
                : new String[] {name, inputs.toString(), "plugins"};
        Answer.to(line)
            .failed(2, name + " must come after the command.", "carousel plugins " + name);
      }
    }
  }
}
