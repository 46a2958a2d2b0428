package dev.carousel.internal.engine.fused;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one job on the caller's thread and on its own, without making an object. Its
 * threads look out for the next job for a short while before they go to sleep: waking one takes as
 * long as a shard of a small layer.
 *
 * <p>One job at a time: a caller who finds the pool at work does all of its tasks itself.
 */
final class WorkerPool {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** How often a thread looks for work before it sleeps: about 0.1 ms. */
  private static final int LOOKS = PROCESSORS > 1 ? 4000 : 1;

  /** The most tasks of one job. */
  private static final int MOST = 0xFFFF;

  private final Thread[] workers;
  private final ReentrantLock owner = new ReentrantLock();

  /**
   * Of the job at hand: its number in the upper half, then in 16 bits each how many tasks it has
   * and which one is next. In one word, so that who takes a ticket of a job cannot mistake the next
   * job's tasks for its own.
   */
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger open = new AtomicInteger();
  private volatile IntConsumer tasks = i -> {};
  private volatile @Nullable Thread caller;
  private volatile @Nullable Throwable failure;
  private volatile boolean isClosed;
  private volatile boolean isTogether;

  /**
   * @param threads the caller's included
   */
  WorkerPool(int threads) {
    workers = new Thread[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(this::work, "carousel-engine-" + (i + 1));
      workers[i].setDaemon(true);
      workers[i].start();
    }
  }

  /**
   * Runs tasks 0 to n - 1 and waits for all, come what may: none may go on writing after this
   * returns. The first failure is thrown on.
   */
  void run(int n, IntConsumer job) {
    boolean isAlone = n <= 1 || n > MOST || workers.length == 0;
    if (isAlone || owner.isHeldByCurrentThread() || !owner.tryLock()) {
      for (int i = 0; i < n; i++) {
        job.accept(i);
      }
      return;
    }
    try {
      share(n, Math.min(n, Math.max(2, PROCESSORS)), job);
    } finally {
      owner.unlock();
    }
  }

  /**
   * Runs tasks 0 to n - 1 at the same time, each on a thread of its own, so that they can wait for
   * each other; or none, if there are not so many threads, or they are at work.
   *
   * @return whether they ran
   */
  boolean runTogether(int n, IntConsumer job) {
    boolean isPossible = n <= workers.length + 1 && !owner.isHeldByCurrentThread();
    if (!isPossible || !owner.tryLock()) {
      return false;
    }
    try {
      isTogether = true; // from now on no thread ends; one that has ended cannot come
      if (isClosed) {
        return false;
      }
      share(n, n, job);
      return true;
    } finally {
      isTogether = false;
      if (isClosed) {
        wake(workers.length);
      }
      owner.unlock();
    }
  }

  /** Threads without a processor or a task are let sleep: they would take one from the others. */
  private void wake(int count) {
    for (int i = 0; i < Math.min(count, workers.length); i++) {
      LockSupport.unpark(workers[i]);
    }
  }

  /**
   * @param threads how many should work, the caller's included
   */
  private void share(int n, int threads, IntConsumer job) {
    tasks = job;
    failure = null;
    caller = Thread.currentThread();
    open.set(n);
    long mine = (ticket.get() >>> 32) + 1;
    ticket.set(mine << 32 | (long) n << 16);
    wake(threads - 1);
    help(mine);
    awaitOthers();
    rethrow(failure);
  }

  /** Who is interrupted waits all the same: it would not sleep, so the sign is put by meanwhile. */
  private void awaitOthers() {
    boolean isInterrupted = false;
    for (int looks = 0; open.get() > 0; looks++) {
      lookOrSleep(looks);
      isInterrupted |= Thread.interrupted();
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOrSleep(int looks) {
    if (looks < LOOKS) {
      Thread.onSpinWait();
    } else {
      LockSupport.park(this);
    }
  }

  /** Takes tasks of a job until there is none left. */
  private void help(long job) {
    while (true) {
      long now = ticket.get();
      int next = (int) now & MOST;
      if (now >>> 32 != job || next >= ((int) now >>> 16)) {
        return;
      }
      if (ticket.compareAndSet(now, now + 1)) {
        runTask(next);
      }
    }
  }

  private void runTask(int index) {
    try {
      tasks.accept(index);
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
    } finally {
      if (open.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void work() {
    long seen = 0;
    int looks = 0;
    while (!isClosed || isTogether) {
      long job = ticket.get() >>> 32;
      if (job != seen) {
        seen = job;
        looks = 0;
        help(job);
      } else {
        lookOrSleep(looks++);
        Thread.interrupted(); // nobody's to interrupt; a thread with the sign set would not sleep
      }
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  /** The ids of its own threads. */
  long[] threadIds() {
    return Arrays.stream(workers).mapToLong(Thread::getId).toArray();
  }

  /**
   * Ends its threads once they have finished what they do, and waits for that; not if the caller is
   * one of them or is interrupted.
   */
  void close() {
    isClosed = true;
    wake(workers.length);
    if (!Arrays.asList(workers).contains(Thread.currentThread())) {
      try {
        for (Thread worker : workers) {
          worker.join();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
