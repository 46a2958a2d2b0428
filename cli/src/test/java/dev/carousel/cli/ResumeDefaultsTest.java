package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code train --resume} accepts every option that says what holds for the run anyway, whether the
 * run was started with it or not, and refuses the same option with another value.
 */
final class ResumeDefaultsTest {
  /** Of a text, by option: what holds by default, and something else. */
  private static final Map<String, List<String>> OF_TEXT =
      Map.ofEntries(
          Map.entry("embedding", List.of("0", "3")),
          Map.entry("tokens", List.of("chars", "words")),
          Map.entry("min-count", List.of("1", "2")),
          Map.entry("vocabulary", List.of("2147483647", "9")),
          Map.entry("loss", List.of("cross-entropy", "cross-entropy:label-smoothing=0.1")),
          Map.entry("cell", List.of("lstm:forget-bias=1", "lstm:forget-bias=2")),
          Map.entry("optimizer", List.of("adam:lr=0.0020,beta1=0.9", "adam:lr=0.003")),
          Map.entry("schedule", List.of("constant", "cosine")),
          Map.entry("units", List.of("4", "5")),
          Map.entry("layers", List.of("1", "2")),
          Map.entry("dropout", List.of("0", "0.5")),
          Map.entry("input-dropout", List.of("0.0", "0.5")),
          Map.entry("recurrent-dropout", List.of("0", "0.5")),
          Map.entry("candidate-dropout", List.of("0", "0.5")),
          Map.entry("zoneout", List.of("0", "0.5")),
          Map.entry("weight-dropout", List.of("0", "0.5")),
          Map.entry("bidirectional", List.of("false", "true")),
          Map.entry("batch", List.of("32", "31")),
          Map.entry("accumulate", List.of("1", "2")),
          Map.entry("ema", List.of("0", "0.5")),
          Map.entry("bptt", List.of("64", "63")),
          Map.entry("seed", List.of("1", "2")),
          Map.entry("evaluate-every", List.of("1000", "7")),
          Map.entry("valid", List.of("0.10", "0.2")));

  /** Of a table of numbers in groups. */
  private static final Map<String, List<String>> OF_TABLE =
      Map.ofEntries(
          Map.entry("embedding", List.of("0", "3")),
          Map.entry("loss", List.of("mse", "mae")),
          Map.entry("classes", List.of("false", "true")),
          Map.entry("gaps", List.of("keep", "refuse")),
          Map.entry("missing", List.of("REFUSE", "mean")),
          Map.entry("scale", List.of("standard", "log")),
          Map.entry("scale-by", List.of("all", "group")),
          Map.entry("horizon", List.of("1", "2")),
          Map.entry("ahead", List.of("1", "2")),
          Map.entry("every-step", List.of("false", "true")),
          Map.entry("short", List.of("refuse", "skip")),
          Map.entry("valid-by", List.of("time", "group")),
          Map.entry("test", List.of("0", "0.1")),
          Map.entry("no-header", List.of("false", "true")),
          Map.entry("no-comments", List.of("false", "true")));

  /** Of labelled groups: nothing is ahead there, and whole groups are held out. */
  private static final Map<String, List<String>> OF_LABELS =
      Map.of(
          "loss", List.of("cross-entropy", "cross-entropy:label-smoothing=0.1"),
          "every-step", List.of("false", "true"),
          "valid-by", List.of("group", "time"));

  private static final Map<String, List<String>> OF_TASK =
      Map.of(
          "task", List.of("adding:length=5,sequences=20,valid=10,min-length=0", "adding:length=6"),
          "loss", List.of("mse", "mae"),
          "embedding", List.of("0", "3"));

  /** Options without a default that could be written, or that do not decide the bits. */
  private static final Set<String> WITHOUT =
      Set.of(
          "text",
          "csv",
          "jsonl",
          "npz",
          "ts",
          "sql",
          "source",
          "from",
          "separator",
          "decimal",
          "label-from",
          "target",
          "input",
          "known",
          "category",
          "static",
          "group",
          "time",
          "calendar",
          "window",
          "valid-file",
          "test-file",
          "weights",
          "hook",
          "updates",
          "epochs",
          "minutes",
          "checkpoint-every",
          "checkpoint-minutes",
          "checkpoint-apart",
          "keep-checkpoints",
          "patience",
          "threads",
          "parameter-group", // none by default
          "stack", // none by default
          "pool", // of predictions at the end
          "tie", // needs an embedding
          "variational-dropout", // decides nothing by itself
          "recompute");

  @TempDir private Path work = Path.of("");

  private void assertDefaults(Map<String, List<String>> defaults, String... data) {
    String run = work.resolve("run").toString();
    List<String> line = new ArrayList<>(List.of("train", "--out", run));
    line.addAll(List.of("--updates", "2", "--units", "4"));
    line.addAll(List.of(data));
    Answer.to(line.toArray(new String[0])).succeeded();
    List<String> resumed = new ArrayList<>(List.of("train", "--out", run, "--resume"));
    defaults.forEach((name, values) -> resumed.add("--" + name + "=" + values.get(0)));
    Answer.to(resumed.toArray(new String[0])).succeeded();
    defaults.forEach(
        (name, values) -> {
          boolean isImpossible = name.equals("embedding") && !defaults.equals(OF_TEXT);
          String what = isImpossible ? "symbols and categories" : "--" + name + " differs from the";
          Answer.to("train", "--out", run, "--resume", "--" + name + "=" + values.get(1))
              .failed(2, what, values.get(1));
        });
  }

  @Test
  void ofAText() {
    Path text = Samples.write(work.resolve("text.txt"), "the cat sat on the mat. ".repeat(150));
    assertDefaults(OF_TEXT, "--text", text.toString());
  }

  private Path panel() {
    StringBuilder table = new StringBuilder("id,step,wave,kind\n");
    for (int id = 0; id < 12; id++) {
      for (int step = 0; step < 12; step++) {
        double wave = Math.sin(id + step * (id % 2 == 0 ? 0.2 : 0.9));
        String kind = id % 2 == 0 ? "slow" : "fast";
        table.append(String.format(Locale.ROOT, "g%d,%d,%.4f,%s%n", id, step, wave, kind));
      }
    }
    return Samples.write(work.resolve("panel.csv"), table.toString());
  }

  @Test
  void ofATable() {
    String panel = panel().toString();
    assertDefaults(OF_TABLE, "--csv", panel, "--target", "wave", "--group", "id", "--time", "step");
  }

  @Test
  void ofLabelledGroups() {
    String[] data = {"--csv", panel().toString(), "--target", "kind", "--group", "id"};
    assertDefaults(OF_LABELS, data);
    String run = work.resolve("run").toString();
    for (String option : List.of("--ahead", "--horizon")) {
      Answer.to("train", "--out", run, "--resume", option, "1")
          .failed(2, option + " differs from the run's own.", "expected: no " + option);
    }
  }

  @Test
  void ofATask() {
    assertDefaults(OF_TASK, "--task", "adding:length=5,sequences=20,valid=10");
  }

  /** A switch that the run was started with cannot be switched off. */
  @Test
  void ofARunThatSaidMore() {
    String[] data = {
      "--csv",
      panel().toString(),
      "--target",
      "kind",
      "--group",
      "id",
      "--every-step",
      "--valid-by",
      "time",
      "--scale",
      "log"
    };
    String run = work.resolve("run").toString();
    assertDefaults(Map.of("gaps", List.of("keep", "refuse")), data);
    Answer.to("train", "--out", run, "--resume", "--every-step=false")
        .failed(2, "--every-step differs", "expected: --every-step true", "--every-step=false");
    Answer.to("train", "--out", run, "--resume", "--scale", "standard")
        .failed(2, "--scale differs", "expected: --scale log");
    Answer.to("train", "--out", run, "--resume", "--scale", "LOG", "--every-step").succeeded();
  }

  /** An option that is new fails here until it stands in one of the lists. */
  @Test
  void everyOptionIsTried() {
    Set<String> tried = new TreeSet<>(WITHOUT);
    List.of(OF_TEXT, OF_TABLE, OF_LABELS, OF_TASK).forEach(map -> tried.addAll(map.keySet()));
    assertEquals(new TreeSet<>(RunOptions.names()), tried);
    assertTrue(tried.size() > 60, tried::toString);
  }
}
