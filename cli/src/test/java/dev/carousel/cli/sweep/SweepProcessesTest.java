package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trials in processes of their own. */
@Timeout(value = 600)
class SweepProcessesTest {
  private static final String SMALL =
      "--task adding:length=6 --units 3 --batch 4 --evaluate-every 2 --no-progress ";
  private static final String ENDLESS =
      SMALL
          + "--cell rnn --updates 100000000 --checkpoint-every 50 --seeds 1 --jobs 1"
          + " --workers processes --out @/s";
  private static final String TO_GO_ON =
      SMALL.replace("--evaluate-every 2", "--evaluate-every 2000")
          + "--cell rnn --updates 6000 --checkpoint-every 50 --seeds 1 ";

  @TempDir private Path work = Path.of("");

  private record Ended(int code, String out, String err) {}

  private String[] words(String line) {
    return ("sweep " + line).replace("@", work.toString()).split(" +");
  }

  private Ended run(Interrupts interrupts, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), interrupts);
    int code = Main.run(console, words(line));
    return new Ended(code, out.toString(), err.toString());
  }

  private Ended run(String line) {
    return run(Interrupts.none(), line);
  }

  /** What a sweep gave of each trial, but for its times. */
  private List<String> table(String folder) throws IOException {
    List<String> rows = Files.readAllLines(work.resolve(folder).resolve("trials.csv"));
    List<String> names = Arrays.asList(rows.get(0).split(","));
    List<String> all = new ArrayList<>();
    for (String row : rows) {
      List<String> cells = new ArrayList<>(Arrays.asList(row.split(",", -1)));
      cells.set(names.indexOf("seconds"), "");
      cells.set(names.indexOf("cpuSeconds"), "");
      all.add(String.join(",", cells));
    }
    return all;
  }

  @Test
  void processesGiveTheBytesOfThreads() throws IOException {
    String line = SMALL + "--cell rnn,gru --updates 4 --seeds 2 --jobs 2 ";
    Ended ended = run(line + "--workers processes --out @/processes");
    assertEquals(0, ended.code, ended.err);
    assertTrue(ended.err.contains("on 2 processes of this machine"), ended.err);
    assertFalse(ended.err.contains("WARNING"), ended.err);
    assertEquals(0, run(line + "--workers threads --out @/threads").code);
    assertEquals(5, table("threads").size());
    assertEquals(table("threads"), table("processes"));
  }

  private static void await(BooleanSupplier condition) {
    try {
      while (!condition.getAsBoolean()) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a trial has a checkpoint to go on from. */
  private boolean isTraining(String trial) {
    Path folder = work.resolve("s/trials/" + trial + "/run/checkpoints");
    try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return all.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessHandle> child(ProcessHandle of) {
    return of.children()
        .filter(one -> one.info().command().orElse("").endsWith("java"))
        .findFirst();
  }

  @Test
  void aProcessThatIsKilledIsOneTrialThatFailed() throws Exception {
    CompletableFuture<Ended> sweep =
        CompletableFuture.supplyAsync(
            () -> run(ENDLESS.replace("--updates 100000000", "--updates 100000000,4")));
    await(() -> isTraining("c1-seed1"));
    assertTrue(child(ProcessHandle.current()).orElseThrow().destroyForcibly());
    Ended ended = sweep.get();
    assertEquals(1, ended.code, ended.err);
    assertTrue(ended.err.contains("1 trial failed, the first is c1-seed1."), ended.err);
    assertTrue(
        ended.err.contains("The process of the trial was killed; found: SIGKILL (exit code 137)"),
        ended.err);
    assertTrue(Files.exists(work.resolve("s/trials/c2-seed1/result.json")));
  }

  @Test
  void processesEndWithTheirSweepWhichGoesOnToTheSameBytes() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words(TO_GO_ON + "--workers processes --out @/s")));
    Process parent =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await(() -> isTraining("c1-seed1"));
    ProcessHandle orphan = child(parent.toHandle()).orElseThrow();
    parent.destroyForcibly().waitFor();
    orphan.onExit().get(1, TimeUnit.MINUTES);
    assertFalse(Files.exists(work.resolve("s/trials/c1-seed1/result.json")));

    assertEquals(0, run("--resume --no-progress --workers processes --out @/s").code);
    assertEquals(0, run(TO_GO_ON + "--out @/whole").code);
    assertEquals(table("whole"), table("s"));
  }

  /** The trial is saved after its current update, not killed. */
  @Test
  void ctrlCStopsProcesses() throws Exception {
    CompletableFuture<Runnable> stop = new CompletableFuture<>();
    Interrupts later =
        asked -> {
          stop.complete(asked);
          return () -> {};
        };
    CompletableFuture<Ended> sweep = CompletableFuture.supplyAsync(() -> run(later, ENDLESS));
    await(() -> isTraining("c1-seed1"));
    stop.get().run();
    Ended ended = sweep.get();
    assertEquals(Interrupts.EXIT_CODE, ended.code, ended.err);
    assertTrue(ended.out.contains("Stopped after 0 trials of 1."), ended.out);
    assertTrue(child(ProcessHandle.current()).isEmpty());
  }
}
