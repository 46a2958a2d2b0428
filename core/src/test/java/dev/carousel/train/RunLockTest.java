package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  private static final String HELD = "held";

  @TempDir Path folder;

  private RunFolder run() {
    return new RunFolder(folder);
  }

  @Test
  void aSecondRunOfTheSameProcessIsRefusedUntilTheFirstEnds() {
    String me = "process " + ProcessHandle.current().pid();
    RunLock first = run().hold();
    Refusal.of(run()::hold, "Another run", me, folder.toString(), "another --out");
    Refusal.of(run()::hold, "Another run");
    first.close();
    first.close();
    run().hold().close();
    assertFalse(Files.exists(folder.resolve(".run.owner")));
  }

  /** A run that trains is named before the files that it has written. */
  @Test
  void aFolderIntoWhichARunTrainsIsNotNew() throws IOException {
    RunLock first = run().hold();
    Files.createFile(folder.resolve("model.safetensors"));
    Refusal.of(run()::requireNew, "Another run is training into this folder", "another --out");
    first.close();
    Refusal.of(run()::requireNew, "The run folder is not empty", "--resume");
  }

  @Test
  void aRunOfAnotherProcessHoldsTheFolderUntilItIsKilled() throws Exception {
    Process other = other();
    try (BufferedReader says = reader(other)) {
      assertEquals(HELD, says.readLine());
      Refusal.of(run()::hold, "Another run", "process " + other.pid(), "running since");
    } finally {
      other.destroyForcibly();
      assertTrue(other.waitFor(30, TimeUnit.SECONDS));
    }
    assertTrue(Files.exists(folder.resolve(".run.owner")), "it had no time to take it away");
    run().hold().close();
  }

  @Test
  void thisProcessHoldsTheFolderAgainstOthersEvenAfterARefusalOfItsOwn() throws Exception {
    try (RunLock held = run().hold()) {
      Refusal.of(run()::hold, "Another run");
      Process other = other();
      try (BufferedReader says = reader(other)) {
        String line = String.valueOf(says.readLine());
        assertTrue(line.contains("Another run"), line);
      } finally {
        other.destroyForcibly();
        assertTrue(other.waitFor(30, TimeUnit.SECONDS));
      }
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private Process other() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Holds a folder until it is killed, or says why not. */
  public static final class Holder {
    private Holder() {}

    /** The folder is the only argument. */
    public static void main(String[] args) throws InterruptedException {
      try {
        RunLock lock = new RunFolder(Path.of(args[0])).hold();
        System.out.println(HELD);
        Thread.sleep(60_000);
        lock.close();
      } catch (RuntimeException refused) {
        System.out.println(String.valueOf(refused.getMessage()).replace('\n', ' '));
      }
    }
  }
}
