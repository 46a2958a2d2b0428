package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code sweep} on networks of a few units. */
class SweepTest {
  private static final String SMALL =
      "--task adding:length=6 --units 3 --batch 4 --updates 4 --evaluate-every 2 --no-progress ";

  @TempDir private Path work = Path.of("");

  private record Ended(String line, int code, String out, String err) {
    void refused(String... told) {
      ended(2, Refusal.Kind.USAGE, told);
    }

    void failed(String... told) {
      ended(1, Refusal.Kind.FAILURE, told);
    }

    private void ended(int code, Refusal.Kind kind, String... told) {
      assertEquals(code, this.code, err);
      new Refusal(kind, err.substring("carousel: ".length()), null).says(told).noted(line);
    }
  }

  private Ended run(Interrupts interrupts, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), interrupts);
    int code = Main.run(console, line.replace("@", work.toString()).split(" +"));
    return new Ended(line, code, out.toString(), err.toString().replace(work.toString(), "FOLDER"));
  }

  private Ended run(String line) {
    return run(Interrupts.none(), line);
  }

  private JsonNode swept(String line) throws IOException {
    Ended ended = run("sweep --json - " + line);
    assertEquals(0, ended.code, ended.err);
    return new ObjectMapper().readTree(ended.out);
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> all = new ArrayList<>();
    list.forEach(one -> all.add(one.path(field).asText()));
    return all;
  }

  @Test
  void aTrialIsWhatTrainMakes() throws IOException {
    JsonNode sweep = swept(SMALL + "--cell rnn,lstm:forget-bias=2 --seeds 2 --out @/sweep");
    assertEquals(0, run("train " + SMALL + "--cell rnn --seed 2 --out @/run").code);

    assertEquals(
        List.of("c1-seed1", "c2-seed1", "c1-seed2", "c2-seed2"), texts(sweep.get("trials"), "id"));
    byte[] alone = Files.readAllBytes(work.resolve("run/model.safetensors"));
    byte[] trial = Files.readAllBytes(work.resolve("sweep/trials/c1-seed2/run/model.safetensors"));
    assertEquals(List.of(), List.of(differences(alone, trial)));
    JsonNode one = sweep.at("/trials/2");
    assertEquals("finished", one.get("outcome").asText());
    assertEquals(4, one.get("updates").asInt());
    assertEquals(2, one.get("curve").size());
    assertTrue(one.at("/metrics/mse").isNumber() && one.get("sha256").asText().length() == 64);
    assertEquals(
        List.of("cell=rnn", "cell=lstm:forget-bias=2").stream().sorted().toList(),
        texts(sweep.get("summary"), "label").stream().sorted().toList());
    assertEquals("not judged", sweep.at("/comparisons/0/verdict").asText());
    List<String> csv = Files.readAllLines(work.resolve("sweep/trials.csv"));
    assertEquals(5, csv.size());
    assertTrue(csv.get(0).startsWith("trial,cell,seed,outcome,validLoss,"), csv.get(0));
    assertEquals(3, Files.readAllLines(work.resolve("sweep/summary.csv")).size());
  }

  /** The first place where they differ. */
  private static Object[] differences(byte[] a, byte[] b) {
    int at = java.util.Arrays.mismatch(a, b);
    return at < 0 ? new Object[0] : new Object[] {"at " + at};
  }

  /** Unless the sweep says otherwise. */
  @Test
  void trialsLeaveSecondsBetweenCheckpoints() throws IOException {
    String line = SMALL + "--cell rnn --seeds 1 --out @/";
    swept(line + "usual");
    swept(line + "own --checkpoint-apart 2");
    assertEquals(5, secondsApart("usual"));
    assertEquals(2, secondsApart("own"));
  }

  private double secondsApart(String sweep) throws IOException {
    Path run = work.resolve(sweep).resolve("trials/c1-seed1/run");
    JsonNode file = new ObjectMapper().readTree(new RunFolder(run).runFile().toFile());
    return file.findValue("checkpoint-apart").asDouble();
  }

  @Test
  void jobsAndThreadsChangeNoResult() throws IOException {
    String line = SMALL + "--cell rnn,gru --seeds 2 ";
    JsonNode two = swept(line + "--jobs 2 --out @/two");
    JsonNode one = swept(line + "--jobs 1 --threads 2 --out @/one");
    assertEquals(texts(two.get("trials"), "sha256"), texts(one.get("trials"), "sha256"));
  }

  @Test
  void aSweepThatWasStoppedGoesOn() throws IOException {
    String line = SMALL + "--cell rnn,gru --seeds 2 ";
    Interrupts atOnce =
        stop -> {
          stop.run();
          return () -> {};
        };
    Ended stopped = run(atOnce, "sweep " + line + "--out @/sweep");
    assertEquals(Interrupts.EXIT_CODE, stopped.code, stopped.err);
    assertTrue(stopped.out.contains("Stopped after 0 trials of 4."), stopped.out);
    assertTrue(stopped.out.contains("carousel sweep --resume --out "), stopped.out);

    JsonNode resumed = swept("--resume --no-progress --out @/sweep");
    assertEquals(
        texts(swept(line + "--out @/whole").get("trials"), "sha256"),
        texts(resumed.get("trials"), "sha256"));
    assertFalse(resumed.get("stopped").asBoolean());
  }

  @Test
  void halvingGivesTheBitsOfAWholeTraining() throws IOException {
    JsonNode whole = swept(SMALL + "--cell rnn,gru --seeds 1 --out @/whole");
    JsonNode halved = swept(SMALL + "--cell rnn,gru --seeds 1 --halving 2 --out @/halved");
    assertEquals(2, halved.get("summary").size());
    assertEquals(2, halved.at("/summary/1/pausedAt").asInt());
    JsonNode best = halved.at("/summary/0");
    assertTrue(best.get("pausedAt").isNull());
    for (JsonNode trial : halved.get("trials")) {
      if (trial.get("outcome").asText().equals("finished")) {
        int same = texts(whole.get("trials"), "id").indexOf(trial.get("id").asText());
        assertEquals(whole.at("/trials/" + same + "/sha256"), trial.get("sha256"));
      }
    }
  }

  @Test
  void aPlanIsAFile() throws IOException {
    Files.writeString(
        work.resolve("plan.yaml"),
        "# two cells, with and without clipping\n"
            + "task: adding:length=6\nunits: 3\nbatch: 4\nupdates: 4\nevaluate-every: 2\n"
            + "cell: [rnn, 'lstm:forget-bias=1,peepholes=true']\n"
            + "hook:\n  - none\n  - [clip-value, 'clip-norm:max=1']\n"
            + "seeds: 1\n");
    JsonNode sweep = swept("@/plan.yaml --no-progress --cell gru --out @/sweep");
    assertEquals(
        List.of("hook=none", "hook=clip-value clip-norm:max=1").stream().sorted().toList(),
        texts(sweep.get("summary"), "label").stream().sorted().toList());
    assertEquals("gru", sweep.at("/trials/0/settings/cell").asText(), "the command line wins");
  }

  @Test
  void badPlansAreRefused() throws IOException {
    Path plan = work.resolve("plan.yaml");
    Files.writeString(plan, "unitz: [1, 2]\n");
    run("sweep @/plan.yaml --out @/s")
        .refused(
            "The plan has an unknown setting, 'unitz'.",
            "did you mean 'units'? all settings: carousel sweep --help");
    Files.writeString(plan, "colour: red\n");
    run("sweep @/plan.yaml --out @/s").refused("try:      carousel sweep --help");
    Files.writeString(plan, "units: [1, 2]\nunits: 3\n");
    run("sweep @/plan.yaml --out @/s").refused("no YAML that a sweep can be made of", "line 2");
    Files.writeString(plan, "units: [1, 2\n");
    run("sweep @/plan.yaml --out @/s").refused("no YAML that a sweep can be made of", "line");
    Files.writeString(plan, "");
    run("sweep @/plan.yaml --out @/s").refused("found:    no settings");
    Files.writeString(plan, "units: {a: 1}\n");
    run("sweep @/plan.yaml --out @/s").refused("a group of settings", "setting 'units'");
    Files.writeString(plan, "units:\n");
    run("sweep @/plan.yaml --out @/s").refused("no value", "setting 'units'");
    Files.writeString(plan, "units: []\n");
    run("sweep @/plan.yaml --out @/s").refused("The values of units are malformed.", "no value");
    Files.writeString(plan, "seeds: many\n");
    run("sweep @/plan.yaml --out @/s").refused("The plan's 'seeds' is malformed.", "'many'");
    Files.writeString(plan, "seed: 4\nseeds: 3.5\n");
    run("sweep @/plan.yaml --out @/s").refused("The plan's 'seeds' is malformed.", "'3.5'");
    Files.writeString(plan, "seeds: -99999999999\n");
    run("sweep @/plan.yaml --out @/s").refused("The plan's 'seeds' is malformed.", "-99999999999");
    Files.writeString(plan, "units: 3\nresume: true\n");
    run("sweep @/plan.yaml --out @/s")
        .refused("'resume' is no setting of a plan.", "--resume on the command line", "line 2");
    run("sweep @/none.yaml --out @/s").refused("The plan cannot be read.", "none.yaml");
    Ended folder = run("sweep @ --out @/s");
    assertEquals(1, folder.code);
    assertTrue(folder.err.contains("This is a folder, not a plan."), folder.err);
    assertFalse(Files.exists(work.resolve("s")));
  }

  @Test
  void badSettingsAreRefusedBeforeAnyTrial() {
    run("sweep --units 3,x --out @/s").refused("--units has an invalid value.", "'x'");
    run("sweep --unitz 3 --out @/s").refused("has no option '--unitz'", "did you mean '--units'?");
    run("sweep --cell lstm,grv --out @/s").refused("There is no cell 'grv'", "'gru'");
    run("sweep --optimizer adam:lr=-1 --out @/s").refused("lr");
    run("sweep --hook clip --out @/s").refused("clip");
    run("sweep --batch 0 --out @/s").refused("batch");
    run("sweep --minutes 1 --out @/s").refused("--minutes has no place in a sweep.", "--updates N");
    run("sweep --csv - --target a --out @/s").refused("standard input", "--csv -");
    Ended text = run("sweep --text @/none.txt --out @/s --units 3,4");
    assertEquals(1, text.code, text.err);
    assertTrue(text.err.contains("none.txt"), text.err);
    run("sweep --valid 0 --units 3,4 --out @/s")
        .refused("A sweep needs a validation part.", "--valid 0.1");
    run("sweep --units 1..9 --out @/s").refused("from the range of units", "1..9:points=5");
    run("sweep --units 1,1 --out @/s").refused("'1' more than once");
    run("sweep --search random --units 1,2 --out @/s")
        .refused("--search random needs a number of combinations.", "--trials N");
    run("sweep --search grit --units 1,2 --out @/s").refused("'grit'", "'grid'");
    run("sweep --trials 3 --units 1,2 --out @/s").refused("--trials has no effect here");
    run("sweep --halving-from 3 --units 1,2 --out @/s").refused("--halving-from has no effect");
    run("sweep --halving 2 --units 1,2 --out @/s").refused("--halving needs the updates");
    run("sweep --halving 2 --updates 9,10 --out @/s").refused("--halving needs the updates");
    run("sweep --halving 2 --units 1,2 --updates 900 --halving-from 3 --out @/s")
        .refused("--halving-from is before the first validation.", "--evaluate-every 3");
    run("sweep --seeds 0 --out @/s").refused("--seeds is out of range.", "--seeds 0");
    run("sweep --seeds 1000000000 --out @/s").refused("--seeds is out of range.", "1 to 100000");
    run("sweep --seed 9223372036854775806 --seeds 3 --out @/s")
        .refused("--seed is out of range.", "at most 9223372036854775804 for 3 seeds in a row");
    run("sweep --jobs 0 --out @/s").refused("--jobs is out of range.", "--jobs 0");
    run("sweep --threads 0 --out @/s").refused("--threads is out of range.");
    run("sweep --resume --out @/s").refused("There is no sweep to go on with.");
    assertFalse(Files.exists(work.resolve("s")));
  }

  @Test
  void searchesThatCannotBeMadeAreRefused() {
    String range = "sweep --optimizer adam:lr=1e-4..1e-1 --out @/s --search random ";
    run(range + "--trials 0").refused("--trials is out of range.", "1 to 100000", "--trials 0");
    run(range + "--trials 1000000000").refused("--trials is out of range.", "1 to 100000");
    run(range + "--trials 50000 --seeds 3")
        .refused("The sweep has too many trials.", "50000 combinations, each with 3 seeds");
    run("sweep --halving 3 --updates 1..9000000000000:integer --search random --trials 3 --out @/s")
        .refused("--halving needs the updates", "--updates N, with one value");
    run("sweep --halving 1 --updates 3000 --units 1,2 --out @/s")
        .refused("--halving is out of range.", "at least 2", "--halving 1");
    run("sweep --halving 3 --updates 900 --units 1,2 --out @/s")
        .refused("--updates is too small for --halving.", "at least 1000", "--evaluate-every 300");
    assertFalse(Files.exists(work.resolve("s")));
  }

  @Test
  void aFolderThatAnotherSweepHoldsIsLeftAsItIs() {
    String line = "sweep " + SMALL + "--cell rnn --seeds 1 --out @/s";
    Path folder = work.resolve("s");
    RunLock.Purpose other = new RunLock.Purpose("is", "");
    try (RunLock held = RunFolder.holdAround(folder, other)) {
      run(line)
          .failed(
              "Another sweep is writing into this folder.",
              "found:    process ",
              "where:    FOLDER/s",
              "stop it and go on with --resume",
              "choose another --out");
      assertFalse(Files.exists(folder.resolve("sweep.json")), held.toString());
    }
    assertEquals(0, run(line).code);
    assertFalse(Files.exists(folder.resolve("checkpoints")));
    try (RunLock held = RunFolder.holdAround(folder, other)) {
      run(line).failed("Another sweep is writing into this folder.");
      run("sweep --resume --out @/s").failed("Another sweep is writing into this folder.");
      assertTrue(RunLock.isOwn(folder.resolve(".run.lock")), held.toString());
    }
  }

  @Test
  void anotherSweepIsRefused() {
    String line = "sweep " + SMALL + "--seeds 1 --out @/s ";
    assertEquals(0, run(line + "--cell rnn").code);
    run(line + "--cell rnn").refused("The folder holds a sweep already.", "--resume");
    run(line + "--cell gru --resume").refused("The folder holds another sweep.", "cell=rnn");
    run("sweep --resume --seeds 3 --out @/s")
        .refused("The folder holds another sweep.", "[1, 2, 3]");
  }

  @Test
  void aTrialThatFailsIsToldAndTheOthersGoOn() throws IOException {
    String line = "sweep " + SMALL + "--seeds 2 --jobs 1 --cell rnn --out @/s ";
    Files.createDirectories(work.resolve("s"));
    Interrupts spoil =
        stop -> {
          try { // a file where the first trial's run folder would be
            Files.createDirectories(work.resolve("s/trials/c1-seed1"));
            Files.writeString(work.resolve("s/trials/c1-seed1/run"), "");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return () -> {};
        };
    Ended ended = run(spoil, line);
    assertEquals(1, ended.code, ended.err);
    assertTrue(ended.err.contains("1 trial failed, the first is c1-seed1."), ended.err);
    assertTrue(Files.exists(work.resolve("s/trials/c1-seed2/result.json")));
  }

  /** With threads and processes alike. Four at once have a quarter of the heap each. */
  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void aTrialThatDoesNotFitItsShareFailsAndTheOthersGoOn(String workers) throws IOException {
    long heap = Runtime.getRuntime().maxMemory();
    int units = (int) Math.sqrt(heap / 64.0); // about half of the heap
    String line = SMALL.replace("--units 3", "--units " + units + ",3") + "--cell rnn --seeds 2 ";
    Ended ended = run("sweep " + line + "--jobs 4 --out @/s --workers " + workers);
    assertEquals(1, ended.code, ended.err);
    assertTrue(ended.err.contains("2 trials failed, the first is c1-seed1."), ended.err);
    assertTrue(ended.err.contains("The trial does not fit into its share"), ended.err);
    assertTrue(ended.err.contains(", one of 4 equal shares of the heap's "), ended.err);
    assertTrue(ended.err.contains("; try: --jobs 1, or a larger heap: "), ended.err);
    assertTrue(Files.exists(work.resolve("s/trials/c2-seed1/run/model.safetensors")));
    assertTrue(Files.exists(work.resolve("s/trials/c2-seed2/run/model.safetensors")));
  }

  @Test
  void lossesThatAreNotFiniteAreCounted() throws IOException {
    JsonNode sweep =
        swept(
            SMALL.replace("--updates 4", "--updates 40")
                + "--optimizer sgd:lr=1e-3;sgd:lr=1e6 --hook none --seeds 1 --out @/sweep");
    assertEquals(List.of("finished", "not-finite"), texts(sweep.get("trials"), "outcome"));
    assertEquals(1, sweep.at("/summary/1/notFinite").asInt());
  }
}
