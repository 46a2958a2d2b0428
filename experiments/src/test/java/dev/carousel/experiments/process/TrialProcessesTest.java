package dev.carousel.experiments.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.TimedTrial;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.CurvePoint;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.model.HeapBudget;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials in processes of their own, each of which does what its settings say. */
@Timeout(value = 600)
class TrialProcessesTest {
  private static final long MIB = 1 << 20;

  /** A child of this test. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      TrialChild.serve(System.in, System.out);
      System.exit(0);
    }
  }

  private record Body() implements TrialBody, Serializable {
    @Override
    public TrialResult run(Trial trial, Path folder, TrialControl control) {
      control.progress(0.25);
      return switch (trial.settings().getOrDefault("do", "")) {
        case "end" -> result(trial, folder);
        case "refuse" -> throw CarouselException.failure("It cannot be trained.").build();
        case "fill" -> fill(trial, folder);
        case "halt" ->
            halt(
                trial.settings().getOrDefault("words", ""),
                Integer.parseInt(trial.settings().getOrDefault("code", "0")));
        case "wait" -> waited(trial, control);
        default -> throw new IllegalStateException(trial.toString());
      };
    }

    private static TrialResult fill(Trial trial, Path folder) {
      List<long[]> all = new ArrayList<>();
      while (all.size() < 1000) {
        all.add(new long[1 << 20]);
      }
      return result(trial, folder);
    }

    private static TrialResult halt(String words, int code) {
      System.err.println("WARNING: Using incubator modules: none");
      words.lines().forEach(System.err::println);
      Runtime.getRuntime().halt(code);
      throw new IllegalStateException();
    }

    private static TrialResult waited(Trial trial, TrialControl control) {
      CountDownLatch asked = new CountDownLatch(1);
      try (StopSignal.Handle listening = control.stop().onAsk(asked::countDown)) {
        asked.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return TrialResult.stopped(trial);
    }

    private static TrialResult result(Trial trial, Path folder) {
      return new TrialResult(
          trial,
          Outcome.DIVERGED,
          Double.NaN,
          Map.of("heapMib", (double) (Runtime.getRuntime().maxMemory() / MIB)),
          List.of(new CurvePoint(3, Double.POSITIVE_INFINITY)),
          7,
          0.5,
          0,
          "00ff",
          folder.getFileName() + ", told in one line\nor two");
    }
  }

  @TempDir private Path work = Path.of("");
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> shares = Collections.synchronizedList(new ArrayList<>());
  private final StopSignal stop = new StopSignal();

  private TrialProcesses processes(Class<?> main) {
    HeapBudget heap = new HeapBudget(192 * MIB).shared(3, true);
    return new TrialProcesses(new Body(), new JavaCommand(main), heap, errors::add);
  }

  private TrialControl control() {
    return new TrialControl() {
      @Override
      public void progress(double share) {
        shares.add(share);
      }

      @Override
      public StopSignal stop() {
        return stop;
      }
    };
  }

  private static Trial trial(String... settings) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new Trial("c1-seed1", all, 1, 0);
  }

  private TrialResult run(String... settings) {
    return processes(Child.class).run(trial(settings), work.resolve("some/folder"), control());
  }

  /**
   * With its numbers that are not finite, the CPU time of the process, and its share of the heap.
   */
  @Test
  void theResultComesBackAsItWas() {
    TrialResult result = run("do", "end");
    assertEquals(trial("do", "end"), result.trial());
    assertEquals(Double.NaN, result.validLoss());
    assertEquals(Double.POSITIVE_INFINITY, result.curve().get(0).loss());
    assertEquals("folder, told in one line\nor two", result.fault());
    assertEquals(List.of(0.25), shares);
    assertTrue(result.cpuSeconds() > 0, result::toString);
    assertEquals(64, result.metrics().getOrDefault("heapMib", 0.0), 4);
    assertEquals(
        result.cpuSeconds(),
        TimedTrial.make((t, f, c) -> result, result.trial(), Path.of(""), control()).cpuSeconds());
  }

  @Test
  void aRefusalIsATrialThatFailed() {
    TrialResult result = run("do", "refuse");
    assertEquals(Outcome.FAILED, result.outcome());
    assertTrue(result.fault().startsWith("It cannot be trained."), result.fault());
  }

  @Test
  void aTrialThatTheHeapIsTooSmallForIsToldSo() {
    Refusal.of(
        () -> run("do", "fill"),
        "The process of the trial had not enough memory.",
        "expected: a trial that fits into its share of the heap, 64.0 MiB",
        "try:      fewer --jobs, or a larger heap: CAROUSEL_OPTS=-Xmx1g");
  }

  @Test
  void aProcessThatEndsIsToldWithItsLastWords() {
    Refusal.of(
        () -> run("do", "halt", "code", "7", "words", "WARN  Slow.\nIt was bound to end so."),
        "The process of the trial ended before the trial did.",
        "found:    exit code 7; its last words were: It was bound to end so.",
        "try:      go on with --resume; if the machine ran out of memory, with fewer --jobs");
    assertEquals(List.of("WARN  Slow.", "It was bound to end so."), errors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WARN  Kernels: scalar. No vectors.               | SIGKILL (exit code 137)",
        "WARNING: an error might follow                   | SIGKILL (exit code 137)",
        "ERROR The disk is full.;WARN  Kernels: scalar.   | 137); its last error was: ERROR The"
            + " disk",
        "java.io.IOException: gone;    at a.B.c(B.java:1) | its last error was:"
            + " java.io.IOException: g",
        "Java error: 1;step 2                             | its last error was: Java error: 1",
        "free(): invalid pointer;INFO  2 of 3             | last words were: free(): invalid"
            + " pointer",
      })
  void aKilledProcessIsToldWithAnErrorAndItsLog(String words, String found) throws IOException {
    String lines = words.strip().replace(";", "\n");
    Path run = work.resolve("run");
    TrialProcesses processes = processes(Child.class);
    Trial halting = trial("do", "halt", "code", "137", "words", lines);
    String fault =
        String.valueOf(
            assertThrows(CarouselException.class, () -> processes.run(halting, run, control()))
                .getMessage());
    assertTrue(fault.contains(found) && fault.contains("SIGKILL"), fault);
    assertTrue(!fault.contains("Kernels") && !fault.contains("might"), fault);
    assertTrue(fault.contains("where:    " + work.resolve("process.log") + ", its log"), fault);
    assertEquals(lines.lines().toList(), Files.readAllLines(work.resolve("process.log")));
    assertEquals(
        Outcome.DIVERGED, processes(Child.class).run(trial("do", "end"), run, control()).outcome());
    assertFalse(Files.exists(work.resolve("process.log")), "it ended well");
  }

  @Test
  void aProcessThatASignalEndsIsToldWithTheSignal() {
    Refusal.of(
        () -> run("do", "halt", "code", "139"),
        "The process of the trial was killed.",
        "found:    SIGSEGV (exit code 139)");
  }

  @Test
  void aClassThatCannotBeStartedIsToldInTheWordsOfJava() {
    Refusal.of(
        () -> processes(Body.class).run(trial("do", "end"), work.resolve("none"), control()),
        "The process of the trial ended before the trial did.",
        "found:    exit code 1; its last error was: Error: ");
  }

  @Test
  void aRequestToStopReachesTheProcess() {
    stop.ask();
    assertEquals(Outcome.STOPPED, run("do", "wait").outcome());
  }

  @Test
  void aProcessEndsWhenItsInputDoes() throws Exception {
    Process process = new JavaCommand(Child.class).with(64 * MIB).start();
    try (ObjectOutputStream out = new ObjectOutputStream(process.getOutputStream())) {
      out.writeObject(new ChildRequest(new Body(), trial("do", "wait"), "none"));
      out.flush();
      assertTrue(process.isAlive());
    }
    assertEquals(TrialChild.ORPHAN, process.waitFor());
  }
}
