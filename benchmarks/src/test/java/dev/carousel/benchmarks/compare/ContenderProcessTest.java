package dev.carousel.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.worker.CarouselWorkload;
import dev.carousel.benchmarks.worker.Job;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the contenders here are shell scripts")
class ContenderProcessTest {
  private static final Job JOB = new Job("x", "p", 1, 1, 1, 1e-4, List.of());

  @TempDir private Path folder = Path.of("");

  @Test
  void measurementIsRead() {
    Outcome outcome =
        run("echo noise; echo '{\"medianMillis\": '$ANSWER', \"leastMillis\": 1, \"runs\": 3}'");
    assertEquals(42, assertInstanceOf(Outcome.Timed.class, outcome).measurement().medianMillis());
  }

  @Test
  void contenderThatDiesIsToldWithItsLastWords() {
    assertFailed("exit code 3, it hurts", run("echo first >&2; echo 'it  hurts' >&2; exit 3"));
    assertFailed("exit code 4, it printed nothing", run("exit 4"));
  }

  @Test
  void contenderThatSaysWhyIsBelieved() {
    assertFailed("not timed: wrong", run("echo '{\"failed\": \"not timed: wrong\"}'"));
  }

  @Test
  void contenderThatHangsIsEnded() {
    Contender sleeper = new Samples.Command("x", List.of("sleep", "600"));
    assertFailed("no result after 1 s", new ContenderProcess(folder, 1).run(sleeper, JOB));
  }

  @Test
  void longReasonIsCut() {
    String reason = reason(run("printf '%400s' x | tr ' ' y >&2; exit 1"));
    assertTrue(reason.length() < 200 && reason.endsWith("y..."), reason);
  }

  @Test
  void missingPythonIsToldWithItsRemedy() {
    Contender torch = new TorchContender("torch", "no-such-python", folder);
    String reason = reason(new ContenderProcess(folder, 10).run(torch, JOB));
    assertTrue(reason.contains("no-such-python"), reason);
    assertTrue(reason.endsWith("; name a Python that can import torch by --python"), reason);
  }

  @Test
  void pythonWithoutTorchIsToldWithItsRemedy() {
    Contender torch = new TorchContender("torch", "python3", folder);
    assertTrue(
        torch
            .remedy("exit code 1, ModuleNotFoundError: No module named 'torch'")
            .contains("--python"));
    assertEquals("", torch.remedy("exit code 1, out of memory"));
  }

  @Test
  void onlyCarouselAndFusedTorchTakeWholeRuns() {
    assertTrue(new JvmContender(new CarouselWorkload(), folder).refusal(Samples.RUN).isEmpty());
    assertTrue(new TorchContender("torch", "python3", folder).refusal(Samples.RUN).isEmpty());
    assertEquals(
        "layers alone",
        new TorchContender("torch-eager", "python3", folder).refusal(Samples.RUN).orElse(""));
    assertEquals(
        "layers alone",
        new JvmContender(new Samples.Peer(), folder).refusal(Samples.RUN).orElse(""));
  }

  @Test
  void commandOfAJvmStaysShort() {
    Contender contender = new JvmContender(new CarouselWorkload(), folder);
    int length = contender.command(JOB).stream().mapToInt(String::length).sum();
    assertTrue(length < 2048, () -> contender.command(JOB).toString());
    assertEquals(
        System.getProperty("java.class.path"), contender.environment(JOB).get("CLASSPATH"));
  }

  private Outcome run(String script) {
    Contender contender = new Samples.Command("x", List.of("sh", "-c", script));
    return new ContenderProcess(folder, 60).run(contender, JOB);
  }

  private static void assertFailed(String expected, Outcome outcome) {
    assertEquals(expected, reason(outcome));
  }

  private static String reason(Outcome outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).reason();
  }
}
