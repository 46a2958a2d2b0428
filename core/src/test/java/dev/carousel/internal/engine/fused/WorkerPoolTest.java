package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that are dealt out to threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {
  private static final int JOBS = 200;

  /**
   * Each task waits for the other, so that none is left to who is first: the caller has the first
   * one, in every job.
   */
  @Test
  void aTaskStaysWithItsThread() {
    WorkerPool pool = new WorkerPool(2);
    CyclicBarrier both = new CyclicBarrier(2);
    Thread[] of = new Thread[2];
    for (int job = 0; job < JOBS; job++) {
      pool.runTogether(
          2,
          task -> {
            of[task] = Thread.currentThread();
            await(both);
          });
      assertSame(Thread.currentThread(), of[0], "job " + job);
    }
    pool.close();
  }

  /** With fewer and more tasks than threads, and numbers that do not divide. */
  @ParameterizedTest
  @CsvSource({"2, 2", "2, 3", "2, 1001", "3, 2", "3, 7", "7, 5", "16, 100"})
  void everyTaskRunsOnce(int threads, int tasks) {
    WorkerPool pool = new WorkerPool(threads);
    int[] once = new int[tasks];
    Arrays.fill(once, 1);
    for (int job = 0; job < JOBS; job++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
      pool.run(tasks, runs::incrementAndGet);
      int[] found = new int[tasks];
      Arrays.setAll(found, runs::get);
      assertArrayEquals(once, found);
    }
    pool.close();
  }

  /**
   * Who is done with its own tasks takes those that another has not begun: the first one waits for
   * all others, three of which were dealt to the same thread.
   */
  @Test
  void whoIsDoneHelpsOthers() {
    WorkerPool pool = new WorkerPool(2);
    CountDownLatch others = new CountDownLatch(7);
    pool.run(
        8,
        task -> {
          if (task == 0) {
            await(others);
          } else {
            others.countDown();
          }
        });
    pool.close();
    assertEquals(0, others.getCount());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
