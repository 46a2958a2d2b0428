package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of parameters, averages, accumulated gradients, and optimizers with an average. */
class OptimizationOptionsTest {
  @TempDir Path work;

  private Answer train(String run, String... more) {
    List<String> line =
        new ArrayList<>(List.of("train", "--out", work.resolve(run).toString(), "--text"));
    line.add(Samples.text(work).toString());
    line.addAll(
        List.of("--units", "4", "--batch", "4", "--bptt", "8", "--evaluate-every", "3", "--json"));
    line.add("-");
    line.addAll(List.of(more));
    return Answer.to(line.toArray(new String[0]));
  }

  private void assertRefused(String[] options, String... told) {
    train("run", options).failed(2, told);
    assertFalse(Files.exists(work.resolve("run")), "before anything is written");
  }

  @Test
  void aPatternOfNoParameterIsRefusedBeforeTheRunStarts() {
    assertRefused(
        new String[] {"--parameter-group", "*.B:weight-decay=0"},
        "A group of parameters is empty.",
        "'*.B'",
        "group *.B:weight-decay=0",
        "*.b");
  }

  @Test
  void anUnknownOptionOfAGroupIsRefusedWithTheNearest() {
    assertRefused(
        new String[] {"--parameter-group", "*.b:weight-decai=0"},
        "no option 'weight-decai' for a group",
        "weight-decay");
    assertRefused(new String[] {"--parameter-group", "*.b"}, "malformed", "no options");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused(new String[] {"--ema", "1"}, "moving average", "below 1", "1.0");
    assertRefused(new String[] {"--accumulate", "0"}, "accumulate", "at least 1");
    assertRefused(new String[] {"--accumulate", "x"}, "--accumulate", "x");
  }

  @Test
  void plateauNeedsValidations() {
    assertRefused(
        new String[] {"--schedule", "plateau", "--valid", "0"}, "needs validations", "--valid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ema 0.9 --accumulate 2 --parameter-group *.b:beta1=0.5,lr-factor=0.5"
            + " --parameter-group head/*:weight-decay=0.1",
        "--optimizer schedule-free --schedule plateau:patience=0,gamma=0.5",
        "--optimizer muon --parameter-group layer0/*:momentum=0.5 --hook adagc:warmup=3",
        "--optimizer nadam --schedule one-cycle:updates=9 --dropout 0.3 --accumulate 3"
      })
  void aResumedRunHasTheBitsOfAnUndisturbedOne(String options) throws IOException {
    String[] words = options.split(" ");
    train("whole", with(words, "--updates", "9")).succeeded();
    train("halves", with(words, "--updates", "5")).succeeded();
    String run = work.resolve("halves").toString();
    Answer.to("train", "--out", run, "--resume", "--updates", "9").succeeded();
    Path whole = work.resolve("whole");
    assertArrayEquals(model(whole), model(work.resolve("halves")), options);
  }

  private static byte[] model(Path run) {
    return Samples.bytes(run.resolve("model.safetensors"));
  }

  private static String[] with(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void anotherAverageThanTheRunsOwnIsRefused() {
    train("run", "--updates", "3", "--ema", "0.9").succeeded();
    String run = work.resolve("run").toString();
    Answer.to("train", "--out", run, "--resume", "--updates", "4", "--ema", "0.5")
        .failed(2, "--ema differs from the run's own.", "--ema 0.9", "--ema 0.5");
    Answer.to("train", "--out", run, "--resume", "--updates", "4", "--accumulate", "2")
        .failed(2, "--accumulate differs", "--accumulate 1");
    Answer.to("train", "--out", run, "--resume", "--updates", "4", "--parameter-group", "*:beta1=0")
        .failed(2, "--parameter-group differs", "no --parameter-group");
  }

  /** The validation loss of the run is that of the model which it saved. */
  @ParameterizedTest
  @ValueSource(strings = {"--ema 0.5", "--optimizer schedule-free:lr=0.01"})
  void theSavedModelIsTheOneThatWasValidated(String options) {
    double validated =
        train("run", with(options.split(" "), "--updates", "12"))
            .succeeded()
            .json()
            .get("validLoss")
            .doubleValue();
    double evaluated =
        Answer.to("evaluate", work.resolve("run").toString(), "--json", "-")
            .succeeded()
            .json()
            .get("loss")
            .doubleValue();
    assertEquals(validated, evaluated, 1e-9);
  }

  @Test
  void theReportNamesThem() {
    String said =
        train(
                "run",
                "--updates",
                "3",
                "--accumulate",
                "2",
                "--ema",
                "0.9",
                "--parameter-group",
                "*.b:lr-factor=0")
            .succeeded()
            .err();
    assertTrue(said.contains("adam:lr=0.002, *.b:lr-factor=0, ema 0.9, schedule"), said);
    assertTrue(said.contains("2 batches an update"), said);
  }
}
