package dev.carousel.cli;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * what a small command line answers or writes, is refused by name, or stands in {@link #SILENT}
 * with its reason. An option that is new fails here until it has a value to be tried with.
 */
final class EveryOptionTest {
  /**
   * A command line of each command, and where it would hide what an option does, of that option;
   * {@code @} is the folder of the inputs, {@code !} a new one.
   */
  private static final Map<String, String> BASES =
      Map.ofEntries(
          entry(
              "train",
              "--out !/run --text @/text.txt --units 4 --batch 4 --bptt 8 --updates 30 --json -"),
          entry("sample", "@/run --length 30"),
          entry("evaluate --changed-data", "@/changed --json -"),
          entry("sample --plugins", "@/own --length 30"),
          entry("evaluate", "@/run --json -"),
          entry("evaluate --plugins", "@/own --json -"),
          entry("predict", "@/tabled @/table.csv"),
          entry("predict --plugins", "@/own @/table.csv"),
          entry(
              "diagnose",
              "--text @/text.txt --cell rnn --units 4 --batch 4 --bptt 8 --updates 3 --lag 4"),
          entry("diagnose --epochs", "--text @/text.txt --cell rnn --units 4 --lag 4"),
          entry(
              "diagnose --prove",
              "--text @/text.txt --cell rnn --units 4 --updates 30 --lag 4 --hook none"
                  + " --optimizer sgd:lr=1000"),
          entry("compare", "@/a.json @/b.json"),
          entry("import", "@/foreign.safetensors --out !/run --json -"),
          entry("export", "@/run --to !/model.safetensors --json -"),
          entry("export --plugins", "@/own --names carousel --to !/model.npz --json -"),
          entry("replay", "@/failed.safetensors"),
          entry("replay --plugins", "@/own.safetensors"),
          entry("gradcheck", "rnn"),
          entry("plugins", ""),
          entry("bench", "--units 4 --batch 2 --steps 2 --input 2 --seconds 0.01"));

  /**
   * What is added to the command line, by option, or by command and option; what stands after a
   * {@code +} is added to both command lines that are compared.
   */
  private static final Map<String, String> TRIED =
      Map.ofEntries(
          entry("--help", "--help"),
          entry("--version", "--version"),
          entry("--json", "--json !/figures.json"),
          entry("--html", "--html !/page.html"),
          entry("--plugins", "--plugins @/plugins"),
          entry("train --plugins", "--plugins @/plugins + --cell copy"),
          entry("diagnose --plugins", "--plugins @/plugins + --cell copy"),
          entry("bench --plugins", "--plugins @/plugins + --cell copy"),
          entry("gradcheck --plugins", "--plugins @/plugins + copy"),
          entry("--log", "--log info"),
          entry("--no-progress", "--no-progress"),
          entry("--stacktrace", "--stacktrace + --plugins @/nowhere"),
          entry("--out", "--out !/other"),
          entry("--score", "--score"),
          entry("--as", "--as keras"),
          entry("--module", "--module gru"),
          entry("--head-name", "--head-name none"),
          entry("--embedding-name", "--embedding-name head"),
          entry("--activation", "--activation relu"),
          entry("--symbols", "--symbols @/text.txt"),
          entry("--predicts", "--predicts numbers"),
          entry("--at-end", "--at-end"),
          entry("--to", "--to !/model.npz"),
          entry("--names", "--names carousel"),
          entry("import --plugins", "--plugins @/nowhere"),
          entry("--season", "--season 5 + --score"),
          entry("--follow", "--follow + --keep-groups 0"),
          entry("--keep-groups", "--keep-groups 0"),
          entry("evaluate --season", "--season 5"),
          entry("--backtest", "--backtest 2"),
          entry("predict --out", "--out !/predictions.csv"),
          entry("--resume", "--resume"),
          entry("--resume-at", "--resume-at 30"),
          entry("--watch", "--watch"),
          entry("--live", "--live"),
          entry("--tensorboard", "--tensorboard !/events"),
          entry("--text", "--text @/other.txt"),
          entry("--csv", "--csv @/table.csv"),
          entry("--target", "--target wave"),
          entry("--window", "--window 3"),
          entry("--ahead", "--ahead 2"),
          entry("--tokens", "--tokens words"),
          entry("--vocabulary", "--vocabulary 6"),
          entry("--min-count", "--min-count 60"),
          entry("--jsonl", "--jsonl @/table.csv"),
          entry("--npz", "--npz @/table.csv"),
          entry("--ts", "--ts @/table.csv"),
          entry("--sql", "--sql select"),
          entry("--source", "--source csv:separator=tab"),
          entry("--from", "--from @/table.csv"),
          entry("--separator", "--separator tab"),
          entry("--decimal", "--decimal comma"),
          entry("--no-header", "--no-header"),
          entry("--no-comments", "--no-comments"),
          entry("--label-from", "--label-from folder"),
          entry("--input", "--input time"),
          entry("--known", "--known time"),
          entry("--category", "--category time"),
          entry("--static", "--static time"),
          entry("--group", "--group time"),
          entry("--time", "--time time"),
          entry("--classes", "--classes"),
          entry("--calendar", "--calendar hour"),
          entry("--gaps", "--gaps refuse"),
          entry("--missing", "--missing mask"),
          entry("--scale", "--scale none"),
          entry("--scale-by", "--scale-by group"),
          entry("--horizon", "--horizon 2"),
          entry("--every-step", "--every-step"),
          entry("--short", "--short skip"),
          entry("--valid-by", "--valid-by group"),
          entry("--valid-file", "--valid-file @/table.csv"),
          entry("--test", "--test 0.2"),
          entry("--test-file", "--test-file @/table.csv"),
          entry("--task", "--task adding:length=5,sequences=20,valid=10"),
          entry("--valid", "--valid 0.3"),
          entry("--cell", "--cell gru"),
          entry("--changed-data", "--changed-data allow"),
          entry("--schedule-end", "--schedule-end rescale"),
          entry("--units", "--units 5"),
          entry("--layers", "--layers 2"),
          entry("--stack", "--stack rnn:units=4"),
          entry("--pool", "--pool mean"),
          entry("--tie", "--tie + --embedding 4"),
          entry("--dropout", "--dropout 0.5"),
          entry("--input-dropout", "--input-dropout 0.5"),
          entry("--recurrent-dropout", "--recurrent-dropout 0.5"),
          entry("--candidate-dropout", "--candidate-dropout 0.5"),
          entry("--zoneout", "--zoneout 0.5"),
          entry("--weight-dropout", "--weight-dropout 0.5"),
          entry("--variational-dropout", "--variational-dropout + --dropout 0.5"),
          entry("--bidirectional", "--bidirectional"),
          entry("--embedding", "--embedding 3"),
          entry("--loss", "--loss cross-entropy:label-smoothing=0.5"),
          entry("--weights", "--weights balanced"),
          entry("--optimizer", "--optimizer sgd:lr=0.1"),
          entry("--parameter-group", "--parameter-group *.b:lr-factor=0"),
          entry("--ema", "--ema 0.5"),
          entry("--accumulate", "--accumulate 2"),
          entry("--schedule", "--schedule cosine"),
          entry("--hook", "--hook clip-norm:max=0.01"),
          entry("--batch", "--batch 5"),
          entry("--bptt", "--bptt 7"),
          entry("--updates", "--updates 5"),
          entry("--epochs", "--epochs 1"),
          entry("--minutes", "--minutes 0.0000001"),
          entry("--evaluate-every", "--evaluate-every 7"),
          entry("diagnose --evaluate-every", "--evaluate-every 1 + --optimizer sgd:lr=10"),
          entry("diagnose --checkpoint-minutes", "--checkpoint-minutes 5"),
          entry("--checkpoint-every", "--checkpoint-every 4"),
          entry("--keep-checkpoints", "--keep-checkpoints 1 + --checkpoint-every 11"),
          entry("--patience", "--patience 1 + --evaluate-every 1 --optimizer sgd:lr=10"),
          entry("--seed", "--seed 2"),
          entry("--untrained", "--untrained"),
          entry("--prove", "--prove"),
          entry("--compare-clipping", "--compare-clipping"),
          entry("--seeds", "--seeds 2 + --compare-clipping"),
          entry("--forecast", "--forecast"),
          entry("--lag", "--lag 5"),
          entry("--require", "--require horizon>=1000000"),
          entry("--length", "--length 40"),
          entry("--temperature", "--temperature 2"),
          entry("--prompt", "--prompt the"),
          entry("--top-k", "--top-k 1"),
          entry("--top-p", "--top-p 0.1"),
          entry("--stop", "--stop m"),
          entry("--part", "--part train"),
          entry("--steps", "--steps 3"),
          entry("bench --input", "--input 3"),
          entry("bench --threads", "--threads 3"));

  /** Options whose work cannot be seen in what a command answers, and why that is right. */
  private static final Map<String, String> SILENT =
      Map.ofEntries(
          entry("--threads", "no result depends on them; bench, which times, shows them"),
          entry("--recompute", "the same bits in less memory, for more time"),
          entry("--no-progress", "a short command shows none in any case"),
          entry("--log", "most commands have nothing to say at the level of information"),
          entry("train --checkpoint-minutes", "a run of less than a minute ends before it acts"),
          entry("bench --seconds", "the time that is measured, of which figures are medians"),
          entry("train --live", "serves until the run ends; LiveServerTest and TrainWatchTest"));

  /** Command lines on which some options of the command might do nothing. */
  private static final Map<String, String> SITUATIONS =
      Map.ofEntries(
          entry(
              "train on a task",
              "--out !/run --task adding:length=5,sequences=20,valid=10 --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on windows",
              "--out !/run --csv @/table.csv --target wave --window 4 --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on labelled groups",
              "--out !/run --csv @/labelled.csv --group id --target kind --units 4 --batch 4"
                  + " --updates 30 --json -"),
          entry(
              "train on many series",
              "--out !/run --csv @/labelled.csv --group id --target wave --units 4 --batch 4"
                  + " --bptt 8 --updates 30 --json -"),
          entry(
              "train without validation",
              "--out !/run --text @/text.txt --valid 0 --units 4 --batch 4 --bptt 8 --updates 30"
                  + " --json -"),
          entry("sample without chance", "@/run --length 30 --temperature 0"),
          entry("evaluate a task", "@/tasked --json -"),
          entry("evaluate a table", "@/tabled --json -"),
          entry("diagnose a run", "@/run --lag 4 --json -"),
          entry("diagnose a run of a task", "@/tasked --lag 4 --json -"),
          entry(
              "diagnose untrained",
              "--text @/text.txt --cell rnn --units 4 --lag 4 --untrained --json -"),
          entry(
              "diagnose on a task",
              "--task adding:length=5,sequences=20,valid=10 --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose on windows",
              "--csv @/table.csv --target wave --window 6 --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose on labelled groups",
              "--csv @/labelled.csv --group id --target kind --cell rnn --units 4 --batch 4"
                  + " --updates 12 --lag 4 --json -"),
          entry(
              "diagnose without validation",
              "--text @/text.txt --valid 0 --cell rnn --units 4 --batch 4 --bptt 8 --updates 12"
                  + " --lag 4 --json -"));

  /** What is the same in every situation, and is tried once. */
  private static final Set<String> SAME_EVERYWHERE =
      Set.of(
          "--help",
          "--version",
          "--stacktrace",
          "--plugins",
          "--json",
          "--html",
          "--text",
          "--csv",
          "--target",
          "--task");

  /** As {@link #SILENT}, in one situation. */
  private static final Map<String, String> SILENT_THERE =
      Map.ofEntries(
          entry("sample without chance: --length", "spaces alone are drawn, however many"),
          entry("diagnose on windows: --epochs", "the updates end before an epoch does"),
          entry("diagnose without validation: --epochs", "likewise"),
          entry("train on windows: --no-comments", "the table has no comments"),
          entry("train on many series: --no-comments", "likewise"),
          entry("train on labelled groups: --no-comments", "likewise"),
          entry("train on labelled groups: --valid-by", "whole groups are held out anyway"),
          entry("diagnose on labelled groups: --no-comments", "the table has no comments"),
          entry("diagnose on labelled groups: --short", "no group is too short"),
          entry("diagnose on labelled groups: --valid-by", "whole groups are held out anyway"),
          entry("diagnose on windows: --no-comments", "the table has no comments"),
          entry("diagnose a run: --changed-data", "acts only where the data has changed"),
          entry("evaluate a table: --changed-data", "likewise"),
          entry("diagnose a run: --seeds", "refused with and without, for --compare-clipping"),
          entry("diagnose a run of a task: --seeds", "refused with and without, likewise"),
          entry("diagnose untrained: --seeds", "refused with and without, likewise"),
          entry("diagnose untrained: --untrained", "the situation itself"));

  /** What command lines answered that many options are tried on. */
  private static final Map<String, String> KNOWN = new HashMap<>();

  @TempDir private static Path inputs = Path.of("");

  @BeforeAll
  static void makeInputs() throws IOException {
    Samples.text(inputs);
    Samples.table(inputs);
    labelledGroups();
    Samples.write(inputs.resolve("other.txt"), "a dog and a cat; the mat.\n".repeat(30));
    PluginJars.cell(
        Files.createDirectory(inputs.resolve("plugins")).resolve("copy.jar"),
        "Copy",
        "copy",
        "",
        "s.state(\"h\"); s.next(\"h\", s.affine(\"a\", s.input(), s.state(\"h\")));");
    done("train", "--out @/run --text @/text.txt --units 4 --batch 4 --bptt 8 --updates 5");
    done("export", "@/run --to @/foreign.safetensors");
    String figures = "--text @/text.txt --cell rnn --units 4 --updates 2 --lag 4 --json @/";
    done("diagnose", figures + "a.json");
    done("diagnose", figures + "b.json --seed 2");
    Samples.write(inputs.resolve("changed.txt"), "the cat sat on the mat.\n".repeat(40));
    done("train", "--out @/changed --text @/changed.txt --units 4 --batch 4 --bptt 8 --updates 5");
    Samples.write(inputs.resolve("changed.txt"), "the cat sat on the hat.\n".repeat(40));
    done("train", OWN + "--out @/own --text @/text.txt --updates 5");
    done("train", "--out @/tabled --csv @/table.csv --target wave --units 4 --updates 5");
    String task = "adding:length=5,sequences=20,valid=10";
    done("train", "--out @/tasked --units 4 --updates 5 --task " + task);
    fail("--out @/failed --cell rnn", "failed.safetensors");
    fail(OWN + "--out @/failed-own", "own.safetensors");
  }

  /** Twenty series of two kinds, each longer than the chunks that are tried. */
  private static void labelledGroups() throws IOException {
    StringBuilder table = new StringBuilder("id,step,wave,kind\n");
    for (int id = 0; id < 20; id++) {
      String kind = id % 3 == 0 ? "slow" : "fast";
      double pace = id % 3 == 0 ? 0.2 : 0.9;
      for (int step = 0; step < 12; step++) {
        double wave = Math.sin(id + pace * step);
        table.append(String.format(Locale.ROOT, "g%d,%d,%.4f,%s%n", id, step, wave, kind));
      }
    }
    Samples.write(inputs.resolve("labelled.csv"), table.toString());
  }

  private static final String OWN = "--plugins @/plugins --cell copy --units 4 ";

  /** Makes a run with an update that is not finite, and keeps the file of that update. */
  private static void fail(String line, String name) throws IOException {
    String table = " --csv @/table.csv --target wave --valid 0 --updates 60 --batch 4 --bptt 8";
    String[] words = words("train", line + table + " --optimizer sgd:lr=1e6 --hook none", inputs);
    Answer.to(words);
    try (Stream<Path> files =
        Files.list(Path.of(words[Arrays.asList(words).indexOf("--out") + 1]))) {
      Path failed = files.filter(file -> file.toString().contains("nonfinite-")).findFirst().get();
      Files.copy(failed, inputs.resolve(name));
    }
  }

  private static void done(String command, String line) {
    Answer.to(words(command, line, inputs)).succeeded();
  }

  private static String[] words(String command, String line, Path fresh) {
    List<String> words = new ArrayList<>(List.of(command));
    Stream.of(line.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace("@", inputs.toString()).replace("!", fresh.toString()))
        .forEach(words::add);
    return words.toArray(new String[0]);
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
    return all;
  }

  @ParameterizedTest
  @MethodSource("options")
  void doesSomethingOrIsRefused(String commandAndOption, @TempDir Path work) throws IOException {
    String command = commandAndOption.substring(0, commandAndOption.indexOf(' '));
    String option = commandAndOption.substring(command.length() + 1);
    if (SILENT.containsKey(commandAndOption) || isSilentEverywhere(command, option)) {
      return;
    }
    String base = known(BASES, commandAndOption, command, "name a command line of " + command);
    requireHeard(commandAndOption, base, work);
  }

  /** Every option of a command in each of the situations in which it might do nothing. */
  static List<Arguments> situations() {
    List<Arguments> all = new ArrayList<>();
    SITUATIONS.forEach(
        (name, line) ->
            options().stream()
                .filter(option -> option.startsWith(name.split(" ")[0] + " "))
                .filter(option -> !SAME_EVERYWHERE.contains(option.split(" ")[1]))
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
        SILENT.containsKey(commandAndOption)
            || isSilentEverywhere(command, option)
            || SILENT_THERE.containsKey(situation + ": " + option);
    if (!isSilent) {
      requireHeard(commandAndOption, base, work);
    }
  }

  private static void requireHeard(String commandAndOption, String base, Path work)
      throws IOException {
    String command = commandAndOption.substring(0, commandAndOption.indexOf(' '));
    String option = commandAndOption.substring(command.length() + 1);
    String more =
        known(TRIED, commandAndOption, option, "name a value to try " + commandAndOption + " with");
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
    return SILENT.containsKey(option) && !TRIED.containsKey(command + " " + option);
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
    Answer answer = Answer.to(words(command, line, work));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(work)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean isModel = file.endsWith("model.safetensors");
        files.put(work.relativize(file).toString(), isModel ? withoutNotes(file) : "");
      }
    }
    String said = answer.code() + "\n" + answer.out() + "\n" + answer.err() + "\n" + files;
    return said.replace(work.toString(), "!")
        .replaceAll("\"(seconds|symbolsPer|[a-z]+Millis|[a-z]+Micros|gflops)[A-Za-z]*\":[^,}]*", "")
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
    String base = known(BASES, command, command, "name a command line of " + command);
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
    Stream.of(BASES, TRIED, SILENT)
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
