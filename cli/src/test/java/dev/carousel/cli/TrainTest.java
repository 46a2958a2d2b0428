package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import dev.carousel.model.SavedModel;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import dev.carousel.train.run.HeldRun;
import dev.carousel.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
  private static final String HOOK = "interrupt-at:update=6";

  private static String[] arguments(Path work, String run, String... more) {
    String[] text = {"--text", Samples.text(work).toString()};
    return Samples.train(work.resolve(run), concat(text, more));
  }

  private static Answer train(Path work, String run, String... more) {
    return Answer.to(arguments(work, run, more));
  }

  private static String[] concat(String[] a, String... b) {
    String[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static byte[] model(Path work, String run) {
    return Samples.bytes(work.resolve(run).resolve("model.safetensors"));
  }

  @Test
  void nextCommandsNameTheSamePluginFolders(@TempDir Path work) throws IOException {
    String plugins = Files.createDirectory(work.resolve("my plugins")).toString();
    String run = work.resolve("run").toString();
    String text = Samples.text(work).toString();
    Answer answer =
        Answer.to(
                Samples.train(Path.of(run), "--text", text, "--updates", "3", "--plugins", plugins))
            .succeeded();
    for (String command : List.of("sample " + run, "evaluate " + run, "diagnose " + run)) {
      assertTrue(
          answer
              .out()
              .lines()
              .anyMatch(
                  line ->
                      line.contains("carousel " + command)
                          && line.endsWith(" --plugins '" + plugins + "'")),
          answer.out());
    }
  }

  @Test
  void evaluateAgreesExactlyWithTraining(@TempDir Path work) {
    JsonNode trained = train(work, "run", "--updates", "9", "--json", "-").succeeded().json();
    String run = work.resolve("run").toString();
    JsonNode evaluated = Answer.to("evaluate", run, "--json", "-").succeeded().json();
    assertEquals(trained.get("validLoss").doubleValue(), evaluated.get("loss").doubleValue());
    assertEquals(trained.get("bitsPerSymbol"), evaluated.get("bitsPerSymbol"));
    assertEquals(96, evaluated.get("symbols").intValue());
  }

  @Test
  void shortDataIsReadInFewerRowsAndSaysSo(@TempDir Path work) {
    Answer answer =
        train(work, "run", "--updates", "3", "--batch", "32", "--bptt", "200", "--json", "-")
            .succeeded();
    String told = "batch 4 instead of 32: 863 steps hold 4 rows of 200";
    assertTrue(answer.err().contains(told), answer.err());
    assertEquals(told, answer.json().get("chunkNote").textValue());
    assertEquals(4, answer.json().get("batch").intValue());
    assertEquals(200, answer.json().get("bptt").intValue());
  }

  @Test
  void sequencesThatAreReadWholeHaveNoTruncation(@TempDir Path work) {
    Answer answer =
        Answer.to(
                "train",
                "--out",
                work.resolve("run").toString(),
                "--task",
                "adding:length=5,sequences=20,valid=10",
                "--units",
                "4",
                "--updates",
                "3",
                "--json",
                "-")
            .succeeded();
    assertTrue(answer.json().get("bptt").isNull(), answer.out());
    assertFalse(answer.err().contains("bptt"), answer.err());
  }

  @Test
  void symbolsThatOnlyValidationHasAreTold(@TempDir Path work) {
    String text = Samples.write(work.resolve("u.txt"), "abc".repeat(60) + "abXabcYabc").toString();
    Answer answer =
        Answer.to(
                Samples.train(work.resolve("run"), "--text", text, "--updates", "3", "--json", "-"))
            .succeeded();
    assertTrue(answer.err().contains("2 symbols of the validation part"), answer.err());
    assertEquals(2, answer.json().get("unseen").intValue());
    assertTrue(answer.json().get("unseenLossShare").doubleValue() > 0);
    String told =
        Answer.to(Samples.train(work.resolve("again"), "--text", text, "--updates", "3"))
            .succeeded()
            .out();
    assertTrue(told.contains("2 of 19 symbols (10.53%) are not in the vocabulary"), told);
  }

  @Test
  void jsonIsAloneOnStandardOutput(@TempDir Path work) {
    Answer answer = train(work, "run", "--updates", "3", "--json", "-").succeeded();
    assertEquals(1, answer.out().lines().count(), answer.out());
    assertEquals("train", answer.json().get("command").textValue());
    assertEquals(3, answer.json().get("updates").intValue());
    for (String key :
        new String[] {
          "trainLoss", "secondsTraining", "symbolsPerSecond", "clippedShare", "threads", "kernels"
        }) {
      assertTrue(answer.json().hasNonNull(key), key);
    }
  }

  @Test
  void folderHoldsModelCheckpointAndFigures(@TempDir Path work) throws IOException {
    train(work, "run", "--updates", "4", "--evaluate-every", "2").succeeded();
    Path run = work.resolve("run");
    try (var files = Files.list(run.resolve("checkpoints"))) {
      assertEquals(
          List.of("update-0.safetensors", "update-2.safetensors", "update-4.safetensors"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    JsonNode figures = new ObjectMapper().readTree(run.resolve("train.json").toFile());
    assertEquals(2, figures.get("history").size());
    assertEquals("8", figures.get("settings").get("units").textValue());
    try (var files = Files.list(run)) {
      assertEquals(
          List.of(
              ".run.lock",
              "checkpoints",
              "config.yaml",
              "model.safetensors",
              "run.json",
              "train.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void numberOfThreadsDoesNotChangeTheModel(@TempDir Path work) {
    train(work, "one", "--updates", "6", "--threads", "1", "--batch", "16").succeeded();
    train(work, "two", "--updates", "6", "--threads", "2", "--batch", "16").succeeded();
    train(work, "seed", "--updates", "6", "--seed", "2", "--batch", "16").succeeded();
    assertArrayEquals(model(work, "one"), model(work, "two"));
    assertFalse(Arrays.equals(model(work, "one"), model(work, "seed")));
  }

  private static Answer interrupted(Path work, String run, String... more) {
    Interrupts interrupts = InterruptAtProvider.interrupts();
    return Answer.to(Terminal.none(), interrupts, arguments(work, run, more));
  }

  @Test
  void resumedRunEqualsUndisturbedRun(@TempDir Path work) {
    String[] plan = {
      "--updates",
      "20",
      "--evaluate-every",
      "4",
      "--layers",
      "2",
      "--dropout",
      "0.2",
      "--hook",
      HOOK,
      "--hook",
      "clip-norm:max=0.5"
    };
    train(work, "undisturbed", plan).succeeded();
    Answer stopped = interrupted(work, "stopped", plan);
    assertEquals(130, stopped.code(), stopped.err());
    assertTrue(stopped.out().contains("Stopped after 7 updates"), stopped.out());
    assertTrue(stopped.out().contains("--resume"), stopped.out());
    assertFalse(Arrays.equals(model(work, "undisturbed"), model(work, "stopped")));
    String run = work.resolve("stopped").toString();
    Answer resumed = Answer.to("train", "--out", run, "--resume").succeeded();
    assertFalse(resumed.err().contains("update       4"), "begun anew: " + resumed.err());
    assertTrue(resumed.err().contains("update       8"), resumed.err());
    assertArrayEquals(model(work, "undisturbed"), model(work, "stopped"));
  }

  @Test
  void aRunWithAllKindsOfDropoutIsResumedWithTheSameBits(@TempDir Path work) {
    String[] plan =
        ("--updates 20 --evaluate-every 4 --layers 2 --dropout 0.2 --variational-dropout"
                + " --input-dropout 0.1 --recurrent-dropout 0.1 --candidate-dropout 0.1"
                + " --zoneout 0.1 --weight-dropout 0.2 --hook "
                + HOOK)
            .split(" ");
    train(work, "undisturbed", plan).succeeded();
    Answer stopped = interrupted(work, "stopped", plan);
    assertEquals(130, stopped.code(), stopped.err());
    String run = work.resolve("stopped").toString();
    Answer.to("train", "--out", run, "--resume", "--zoneout", "0").failed(2, "--zoneout", "0.1");
    Answer.to("train", "--out", run, "--resume").succeeded();
    assertArrayEquals(model(work, "undisturbed"), model(work, "stopped"));
  }

  @Test
  void runStoppedBeforeItsFirstValidationHasAModel(@TempDir Path work) {
    Answer stopped = interrupted(work, "run", "--updates", "20", "--hook", HOOK, "--json", "-");
    assertEquals(130, stopped.code(), stopped.err());
    assertTrue(stopped.json().get("validLoss").isNull());
    Answer.to("sample", work.resolve("run").toString(), "--length", "5").succeeded();
  }

  @Test
  void resumedRunMayGoOnForLonger(@TempDir Path work) {
    train(work, "run", "--updates", "5").succeeded();
    String run = work.resolve("run").toString();
    JsonNode longer =
        Answer.to("train", "--out", run, "--resume", "--updates", "9", "--json", "-")
            .succeeded()
            .json();
    assertEquals(9, longer.get("updates").intValue());
    Answer over = Answer.to("train", "--out", run, "--resume", "--updates", "4").succeeded();
    assertTrue(over.err().contains("nothing is left to train: the run ends after 4 updates"));
    Answer on = Answer.to("train", "--out", run, "--resume", "--updates", "10").succeeded();
    assertFalse(on.err().contains("nothing is left"), on.err());
  }

  @Test
  void resumeRefusesAContradictionAndNamesBothValues(@TempDir Path work) {
    train(work, "run", "--updates", "3").succeeded();
    String run = work.resolve("run").toString();
    Answer.to("train", "--out", run, "--resume", "--units", "16")
        .failed(2, "--units 8", "--units 16");
    Answer.to("train", "--out", run, "--resume", "--hook", "none")
        .failed(2, "expected: --hook non-finite clip-norm:max=1", "found:    --hook non-finite");
    Answer.to("train", "--out", run, "--resume", "--task", "adding").failed(2, "no --task");
    Answer.to("train", "--out", run, "--resume", "--units", "8", "--updates", "4").succeeded();
  }

  @Test
  void resumeRefusesChangedData(@TempDir Path work) {
    train(work, "run", "--updates", "3").succeeded();
    Samples.write(work.resolve("text.txt"), "another text altogether ".repeat(50));
    Answer.to("train", "--out", work.resolve("run").toString(), "--resume")
        .failed(1, "The data has changed");
  }

  @Test
  void aRunGoesOnFromTheCheckpointThatIsAskedFor(@TempDir Path work) throws IOException {
    String[] plan = {"--updates", "9", "--checkpoint-every", "2", "--keep-checkpoints", "4"};
    train(work, "run", plan).succeeded();
    byte[] whole = model(work, "run");
    String run = work.resolve("run").toString();
    Files.delete(work.resolve("run/model.safetensors"));
    Answer answer = Answer.to("train", "--out", run, "--resume-at", "6").succeeded();
    assertTrue(answer.err().contains("after 6 updates"), answer.err());
    assertArrayEquals(whole, model(work, "run"));
    Answer.to("train", "--out", run, "--resume-at", "5")
        .failed(2, "no checkpoint after update 5", "[9, 8, 6, 4]");
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeItUsed(@TempDir Path work) throws IOException {
    train(work, "run", "--updates", "9", "--checkpoint-every", "2").succeeded();
    byte[] whole = model(work, "run");
    Path newest = work.resolve("run/checkpoints/update-9.safetensors");
    byte[] bytes = Samples.bytes(newest);
    bytes[bytes.length - 5] ^= 1;
    Files.write(newest, bytes);
    Answer answer =
        Answer.to("train", "--out", work.resolve("run").toString(), "--resume").succeeded();
    assertTrue(answer.err().contains("after 8 updates"), answer.err());
    assertArrayEquals(whole, model(work, "run"));
    assertTrue(Files.exists(work.resolve("run/checkpoints/update-9.safetensors.damaged")));
  }

  @Test
  void aSecondRunOnTheSameFolderIsRefused(@TempDir Path work) {
    train(work, "run", "--updates", "2").succeeded();
    RunFolder folder = RunFolder.open(work.resolve("run"));
    try (RunLock held = folder.hold()) {
      Answer.to("train", "--out", work.resolve("run").toString(), "--resume")
          .failed(1, "Another run is training into this folder", "process ", "another --out");
      train(work, "run", "--updates", "2")
          .failed(1, "Another run is training into this folder", "process ", "another --out");
    }
    Answer.to("train", "--out", work.resolve("run").toString(), "--resume").succeeded();
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointBeginsAnew(@TempDir Path work) throws IOException {
    train(work, "run", "--updates", "3").succeeded();
    byte[] whole = model(work, "run");
    Path killed = work.resolve("killed");
    HeldRun.begin(killed, RunFile.read(RunFolder.open(work.resolve("run"))).orElseThrow()).close();
    Answer answer = Answer.to("train", "--out", killed.toString(), "--resume").succeeded();
    assertTrue(answer.err().contains("it starts from the beginning"), answer.err());
    assertArrayEquals(whole, model(work, "killed"));
  }

  @Test
  void impossibleCheckpointsAreRefused(@TempDir Path work) {
    train(work, "run", "--keep-checkpoints", "0").failed(2, "at least 1", "--keep-checkpoints 0");
    train(work, "run", "--checkpoint-every", "-1").failed(2, "interval", "-1 updates");
    train(work, "run", "--checkpoint-minutes", "-2").failed(2, "interval", "-2.0 minutes");
    assertFalse(Files.exists(work.resolve("run")));
  }

  /** A step size at which a linear recurrence overflows, and which a few halvings mend. */
  @Test
  void goingBackIsCountedAndTold(@TempDir Path work) {
    Answer answer =
        train(
            work,
            "run",
            "--updates",
            "12",
            "--evaluate-every",
            "3",
            "--optimizer",
            "sgd:lr=1e6",
            "--bptt",
            "60",
            "--cell",
            "rnn:activation=relu,init=identity",
            "--hook",
            "non-finite:policy=roll-back,shrink=1e-6",
            "--json",
            "-");
    answer.succeeded();
    assertTrue(answer.err().contains("not finite: back to update"), answer.err());
    assertTrue(answer.err().contains("went back"), answer.err());
    assertTrue(answer.json().get("rollBacks").intValue() >= 1, answer.out());
    assertTrue(answer.json().get("stepFactor").doubleValue() < 1, answer.out());
    assertEquals(answer.json().get("rollBacks"), answer.json().get("nonFinite"));
  }

  @Test
  void resumeNeedsACheckpoint(@TempDir Path work) {
    Answer.to("train", "--out", work.resolve("none").toString(), "--resume")
        .failed(1, "run folder does not exist");
    Answer.to("train", "--out", work.toString(), "--resume").failed(1, "no checkpoint");
  }

  @Test
  void bidirectionalNetworkMustNotSeeTheAnswer(@TempDir Path work) {
    train(work, "run", "--bidirectional")
        .failed(2, "show the network the answer", "--bidirectional");
    String csv = Samples.table(work).toString();
    String[] forecast = {"--csv", csv, "--target", "wave", "--bidirectional", "--updates", "2"};
    Answer.to(Samples.train(work.resolve("run"), forecast))
        .failed(2, "show the network the answer", "--ahead 0");
    assertFalse(Files.exists(work.resolve("run")));
    Answer.to(concat(Samples.train(work.resolve("same"), forecast), "--ahead", "0")).succeeded();
    String[] windows = concat(forecast, "--window", "5");
    Answer.to(Samples.train(work.resolve("window"), windows)).succeeded();
    Answer.to(Samples.train(work.resolve("idle"), concat(windows, "--bptt", "8")))
        .failed(2, "--bptt has no effect here: errors flow back through the whole of windows.");
  }

  @Test
  void tableIsToldInItsOwnUnits(@TempDir Path work) {
    String csv = Samples.table(work).toString();
    String[] arguments = {"--csv", csv, "--target", "wave,time", "--window", "6", "--updates", "4"};
    Answer answer =
        Answer.to(concat(Samples.train(work.resolve("run"), arguments), "--json", "-")).succeeded();
    assertTrue(answer.json().get("bitsPerSymbol").isNull());
    assertTrue(answer.err().contains("Score     wave: mae "), answer.err());
    JsonNode evaluated =
        Answer.to("evaluate", work.resolve("run").toString(), "--json", "-").succeeded().json();
    assertEquals(answer.json().get("validLoss"), evaluated.get("mse"));
    assertEquals(2, evaluated.get("targets").size());
  }

  @Test
  void taskIsTrainedAndEvaluated(@TempDir Path work) {
    String[] arguments = {"--task", "adding:length=10,sequences=64", "--updates", "3"};
    Answer answer = Answer.to(Samples.train(work.resolve("run"), arguments)).succeeded();
    assertTrue(answer.err().contains("task adding"), answer.err());
    Answer.to("evaluate", work.resolve("run").toString()).succeeded();
    Answer.to("evaluate", work.resolve("run").toString(), "--task", "adding:length=20").succeeded();
    Answer.to("evaluate", work.resolve("run").toString(), "--task", "copying")
        .failed(2, "does not fit the model");
  }

  @Test
  void hooksAreTheUsualOnesUnlessNamed(@TempDir Path work) {
    assertTrue(train(work, "a", "--updates", "1").err().contains("non-finite, clip-norm:max=1"));
    train(work, "c", "--hook", "none", "--hook", "clip-value")
        .failed(2, "--hook none", "none, clip-value");
  }

  @Test
  void theGuardStaysUnlessItIsSwitchedOffByName(@TempDir Path work) {
    assertHooks(work, "a", "non-finite", "none");
    assertHooks(work, "b", "clip-norm:max=5, non-finite", "clip-norm:max=5");
    assertHooks(work, "c", "non-finite:policy=stop, agc", "non-finite:policy=stop", "agc");
    assertHooks(work, "d", "non-finite:policy=off", "none", "non-finite:policy=off");
    assertHooks(work, "e", "agc, non-finite:policy=off", "agc", "non-finite:policy=off");
    train(work, "f", "--hook", "non-finite", "--hook", "non-finite:policy=off")
        .failed(2, "--hook non-finite is given 2 times");
    train(work, "g", "--hook", "non-finite:policy=off,stop-after=3")
        .failed(2, "Option 'stop-after'", "policy=off");
  }

  /** Linear, and a gain that makes a state of 100 steps 8e7 times as large. */
  private static String[] exploding(Path work, String... more) {
    String[] options = {"train", "--out", work.resolve("run").toString(), "--no-progress"};
    String[] network = {"--cell", "rnn:activation=identity,init=orthogonal,gain=1.2"};
    String[] data = {"--task", "adding:length=100,sequences=64", "--units", "8", "--batch", "16"};
    String[] training = {"--optimizer", "sgd:lr=0.05", "--updates", "20"};
    return concat(concat(concat(concat(options, network), data), training), more);
  }

  @Test
  void aRunThatIsNotFiniteFailsAndNamesWhatIsKept(@TempDir Path work) {
    String nothing = "Kept      no model: the run failed before its first validation";
    for (String hook : List.of("none", "clip-value:max=1e30", "non-finite:stop-after=100")) {
      Path own = work.resolve(hook.replace(':', '-'));
      Answer answer = Answer.to(exploding(own, "--hook", hook));
      assertEquals(1, answer.code(), answer.err());
      assertTrue(answer.err().contains(nothing), answer.err());
      assertTrue(answer.err().contains("Cause     carousel replay "), answer.err());
      assertFalse(answer.err().contains("Done"), answer.err());
      assertFalse(Files.exists(own.resolve("run").resolve("model.safetensors")));
      assertFalse(Files.exists(own.resolve("run").resolve("train.json")));
    }
  }

  @Test
  void withoutTheGuardItFailsAtOnceAndKeepsTheLastGoodModel(@TempDir Path work) {
    Answer answer =
        Answer.to(exploding(work, "--hook", "non-finite:policy=off", "--evaluate-every", "1"));
    assertEquals(1, answer.code(), answer.err());
    assertTrue(answer.err().contains("The network is no longer finite"), answer.err());
    assertTrue(answer.err().contains("1 of 2 updates were not finite; the first was update 1"));
    assertTrue(answer.err().contains("the checkpoint of update 1"), answer.err());
    Path checkpoints = work.resolve("run").resolve("checkpoints");
    assertFalse(Files.exists(checkpoints.resolve("update-2.safetensors")));
  }

  @Test
  void aRunThatDivergesFailsThoughItIsFinite(@TempDir Path work) {
    String[] options = {"--optimizer", "sgd:lr=1e6", "--hook", "clip-norm:max=5", "--updates", "9"};
    Answer answer = train(work, "run", options);
    assertEquals(1, answer.code(), answer.err());
    assertTrue(answer.err().contains("The training has diverged"), answer.err());
    assertTrue(answer.out().contains("Diverged: ended after 9 updates"), answer.out());
    Answer saved = Answer.to("diagnose", work.resolve("run").toString(), "--lag", "9").succeeded();
    String told = saved.out().replaceAll("\\s+", " ");
    assertTrue(told.contains("training diverged: its loss is unusable."), told);
    assertFalse(told.contains("vanish"), "the same rule as for a network trained here: " + told);
  }

  @Test
  void aRunOfAnOlderVersionGoesOnWithTheGuard(@TempDir Path work) {
    String[] options = {"--hook", "clip-norm:max=5"};
    train(work, "run", concat(options, "--updates", "2")).succeeded();
    RunFolder folder = new RunFolder(work.resolve("run"));
    CheckpointFile newest = folder.checkpoints().newest().orElseThrow();
    Map<String, String> settings = new LinkedHashMap<>(newest.settings());
    assertEquals("clip-norm:max=5 non-finite", settings.put("hook", "clip-norm:max=5"));
    folder.checkpoints().write(newest.checkpoint(), settings, 1);
    String[] resume = {"train", "--out", folder.path().toString(), "--resume", "--updates", "4"};
    assertTrue(Answer.to(concat(resume, options)).succeeded().err().contains("=5, non-finite"));
  }

  /** As by a plugin's optimizer of another version. */
  @Test
  void aCheckpointWithSlotsOfAnotherOptimizerIsRefused(@TempDir Path work) {
    train(work, "run", "--optimizer", "sgd:momentum=0.9", "--updates", "2").succeeded();
    RunFolder folder = new RunFolder(work.resolve("run"));
    CheckpointFile newest = folder.checkpoints().newest().orElseThrow();
    Map<String, String> settings = new LinkedHashMap<>(newest.settings());
    settings.put("optimizer", "adam");
    folder.checkpoints().write(newest.checkpoint(), settings, 1);
    folder.runFile().toFile().delete();
    Answer.to("train", "--out", folder.path().toString(), "--resume", "--updates", "4")
        .failed(
            1,
            "The checkpoint has other slots than the optimizer.",
            "expected: slots mean, square",
            "found:    slots momentum",
            "where:    " + folder.checkpoints().file(2));
  }

  private static void assertHooks(Path work, String run, String expected, String... hooks) {
    String[] options = Stream.of(hooks).flatMap(h -> Stream.of("--hook", h)).toArray(String[]::new);
    String err = train(work, run, concat(options, "--updates", "1")).succeeded().err();
    assertTrue(err.contains("hooks: " + expected + System.lineSeparator()), err);
    String stored =
        SavedModel.read(work.resolve(run).resolve("model.safetensors")).notes().get("hook");
    assertEquals(expected.replace(", ", " "), stored);
  }

  @Test
  void withoutValidationTheLastModelIsKept(@TempDir Path work) {
    String[] plan = {"--valid", "0", "--evaluate-every", "2"};
    train(work, "four", concat(plan, "--updates", "4")).succeeded();
    train(work, "two", concat(plan, "--updates", "2")).succeeded();
    assertNotEquals(Arrays.hashCode(model(work, "four")), Arrays.hashCode(model(work, "two")));
    Answer.to("evaluate", work.resolve("two").toString()).failed(1, "empty", "--part all");
    Answer.to("evaluate", work.resolve("two").toString(), "--part", "all").succeeded();
  }

  @Test
  void terminalShowsALiveLineThatLeavesNothingBehind(@TempDir Path work) {
    String text = Samples.text(work).toString();
    Answer answer =
        Answer.to(
            new Terminal(true, 60, false),
            Interrupts.none(),
            Samples.train(work.resolve("run"), "--text", text, "--updates", "9"));
    answer.succeeded();
    assertTrue(answer.err().contains("\r"), "no live line");
    assertTrue(answer.err().contains("update       9"), answer.err());
  }
}
