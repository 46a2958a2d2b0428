package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Cells;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interruption, failure and end: what an engine does then, and what it leaves behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineLifeTest {
  private static final int THREADS = 3;
  private static final int SHARDS = 4;

  /** A layer of four shards on an engine of three threads. */
  private static final class Given {
    final FusedEngine engine =
        new FusedEngine(new ScalarKernels(), EngineSettings.threads(THREADS));
    final LayerProgram program = engine.compile("layer", Cells.lstm(), 5, 12);
    final LayerProblem problem =
        LayerProblem.random(program, 5, 20, SHARDS * 32, 1).in(Precision.FLOAT32);
    final BoundLayer layer = program.bind(problem.parameters());

    List<double[]> train(@Nullable Consumer<StateGradient> watcher) {
      ForwardPass pass = layer.forward(problem.layerInput(), problem.context());
      try {
        LayerGradients found =
            pass.backward(problem.outputWeights(), problem.finalWeights(), watcher);
        return doubles(found.parameters());
      } finally {
        pass.release();
      }
    }
  }

  private static List<double[]> doubles(NamedTensors tensors) {
    return tensors.asMap().values().stream().map(t -> t.toDoubles()).toList();
  }

  private static void assertSameBits(List<double[]> expected, List<double[]> found) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i));
    }
  }

  private static List<Thread> threads(FusedEngine engine) {
    List<Long> ids = Arrays.stream(engine.threadIds()).boxed().toList();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> ids.contains(thread.getId()))
        .toList();
  }

  @Test
  void closingLeavesNoThreadAndMayBeRepeated() {
    Given given = new Given();
    given.train(null);
    List<Thread> threads = threads(given.engine);
    assertEquals(THREADS - 1, threads.size());
    given.engine.close();
    threads.forEach(thread -> assertFalse(thread.isAlive(), thread::getName));
    given.engine.close();
  }

  @Test
  void closingWaitsForWhatWorkersStillDo() throws InterruptedException {
    Given given = new Given();
    List<Thread> workers = threads(given.engine);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread computer =
        new Thread(
            () ->
                assertThrows(
                    CarouselException.class,
                    () ->
                        given.train(
                            gradient -> {
                              if (workers.contains(Thread.currentThread())) {
                                busy.countDown();
                                await(release);
                              } else {
                                await(busy); // leaves the workers something to do
                              }
                            })));
    computer.start();
    await(busy);
    Thread closer = new Thread(given.engine::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      assertTrue(closer.getState() != Thread.State.TERMINATED, "closed while a worker was busy");
      Thread.onSpinWait();
    }
    release.countDown();
    closer.join();
    workers.forEach(thread -> assertFalse(thread.isAlive(), thread::getName));
    computer.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsAskedOfAClosedEngineIsRefused(boolean isFused) {
    Engine engine = isFused ? Engines.scalar(2) : Engines.reference();
    LayerProgram program = engine.compile("layer", Cells.lstm(), 5, 3);
    LayerProblem problem = LayerProblem.random(program, 5, 2, 3, 1).in(engine.precision());
    ForwardPass pass = problem.forward(program);
    engine.close();
    String[] said = {
      "The engine is closed.", "stays open while a network runs on it", "close it only when"
    };
    Refusal.of(() -> problem.forward(program), said);
    Refusal.of(() -> engine.compile("layer", Cells.lstm(), 5, 3), said);
    Refusal.of(() -> engine.softmaxCrossEntropy(pass.outputs(), new int[6], 1), said);
    engine.close();
  }

  @Test
  void closingWhileAnotherThreadComputesEndsItWithAClearError() throws InterruptedException {
    Given given = new Given();
    List<Thread> threads = threads(given.engine);
    List<String> ends = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch computing = new CountDownLatch(5);
    Thread computer =
        new Thread(
            () -> {
              try {
                while (true) {
                  given.train(null);
                  computing.countDown();
                }
              } catch (CarouselException closed) {
                ends.add(String.valueOf(closed.getMessage()));
              }
            });
    computer.start();
    assertTrue(computing.await(30, TimeUnit.SECONDS));
    given.engine.close();
    threads.forEach(thread -> assertFalse(thread.isAlive(), thread::getName));
    computer.join();
    assertEquals(1, ends.size());
    assertTrue(ends.get(0).startsWith("The engine is closed."), ends.get(0));
  }

  @Test
  void aWatcherMayCloseTheEngineThatItIsCalledBy() {
    Given given = new Given();
    assertThrows(CarouselException.class, () -> given.train(gradient -> given.engine.close()));
    given.engine.close();
  }

  @Test
  void whoIsInterruptedComputesTheSameAndStaysInterrupted() {
    Given given = new Given();
    try (FusedEngine engine = given.engine) {
      assertEquals(THREADS, engine.threads());
      List<double[]> expected = given.train(null);
      Thread caller = Thread.currentThread();
      caller.interrupt();
      List<double[]> found =
          given.train(
              gradient -> {
                if (Thread.currentThread() != caller) {
                  LockSupport.parkNanos(1_000_000); // so that the caller has to wait
                }
              });
      assertTrue(Thread.interrupted(), "the sign is still set");
      assertSameBits(expected, found);
    }
  }

  @Test
  void interruptedWorkersGoOnAndStillSleep() throws InterruptedException {
    Given given = new Given();
    try (FusedEngine engine = given.engine) {
      List<double[]> expected = given.train(null);
      threads(engine).forEach(Thread::interrupt);
      assertSameBits(expected, given.train(null));
      for (Thread worker : threads(engine)) {
        while (worker.isInterrupted() || worker.getState() != Thread.State.WAITING) {
          Thread.sleep(1); // ends in the time-out if it keeps the sign, or never sleeps again
        }
      }
    }
  }

  @Test
  void whatAWatcherThrowsOnAWorkerReachesTheCallerAndSpoilsNothing() {
    Given given = new Given();
    try (FusedEngine engine = given.engine) {
      assertEquals(THREADS, engine.threads());
      List<double[]> expected = given.train(null);
      Thread caller = Thread.currentThread();
      IllegalStateException thrown = new IllegalStateException("of a worker");
      boolean wasOnWorker = false;
      for (int round = 0; round < 1000 && !wasOnWorker; round++) {
        try {
          given.train(
              gradient -> {
                if (Thread.currentThread() != caller) {
                  throw thrown;
                }
              });
        } catch (IllegalStateException reached) {
          assertSame(thrown, reached);
          wasOnWorker = true;
        }
      }
      assertTrue(wasOnWorker, "no shard ran on a worker");
      assertSameBits(expected, given.train(null));
      List<String> shown = Collections.synchronizedList(new ArrayList<>());
      given.train(gradient -> shown.add(gradient.state()));
      assertEquals(2 * 20 * SHARDS, shown.size(), "two states, 20 steps, each shard");
    }
  }
}
