package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose thread is interrupted or cancelled: it ends as if asked to stop. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
  private static final long AT = 5;

  @TempDir private Path folder;

  @AfterEach
  void putTheSignBy() {
    Thread.interrupted();
  }

  /** Calls something after an update, and keeps checkpoints. */
  private record At(Keeper keeper, Consumer<Long> action) implements TrainingListener {
    @Override
    public void updated(Progress progress) {
      action.accept(progress.updates());
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      keeper.checkpoint(checkpoint);
    }
  }

  private Keeper keeper(String name) {
    return new Keeper(folder.resolve(name), 0);
  }

  @Test
  void anInterruptedRunEndsAfterTheUpdateAndKeepsItsCheckpointAndTheSign() {
    Keeper keeper = keeper("interrupted");
    At atFive =
        new At(
            keeper,
            update -> {
              if (update == AT) {
                Thread.currentThread().interrupt();
              }
            });
    TrainingResult result = Setup.ofUpdates(11).with(atFive).run();
    assertTrue(Thread.interrupted(), "the sign is set again for who called");
    assertEquals(TrainingResult.Reason.STOPPED, result.reason());
    assertEquals(AT, result.counters().updates());
    assertEquals(AT, keeper.checkpoint().counters().updates());
    TrainingResult resumed = keeper.resume(Setup.ofUpdates(11));
    assertSameBits(Setup.ofUpdates(11).run().parameters(), resumed.parameters());
  }

  @Test
  void whoIsInterruptedBeforehandTrainsNothing() {
    Thread.currentThread().interrupt();
    TrainingResult result = Setup.ofUpdates(11).run();
    assertTrue(Thread.interrupted());
    assertEquals(0, result.counters().updates());
  }

  @Test
  void aCancelledTaskLosesNoCheckpoint() throws InterruptedException {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Keeper keeper = keeper("cancelled");
    AtomicReference<Future<TrainingResult>> task = new AtomicReference<>();
    try {
      At atFive =
          new At(
              keeper,
              update -> {
                if (update == AT) {
                  cancel(task);
                }
              });
      task.set(threads.submit(() -> Setup.ofUpdates(1_000_000).with(atFive).run()));
    } finally {
      threads.shutdown();
    }
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS), "the run goes on");
    assertEquals(AT, keeper.checkpoint().counters().updates());
  }

  private static void cancel(AtomicReference<Future<TrainingResult>> task) {
    Future<TrainingResult> known = task.get();
    while (known == null) {
      known = task.get();
    }
    assertTrue(known.cancel(true));
  }

  @Test
  void shuttingAnExecutorDownEndsItsRuns() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Keeper keeper = keeper("shut");
    At atFive =
        new At(
            keeper,
            update -> {
              if (update == AT) {
                threads.shutdownNow();
              }
            });
    Future<TrainingResult> run =
        threads.submit(() -> Setup.ofUpdates(1_000_000).with(atFive).run());
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS), "the run goes on");
    assertFalse(run.isCancelled());
    assertEquals(AT, keeper.checkpoint().counters().updates());
  }
}
