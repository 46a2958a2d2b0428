package dev.carousel.internal.engine.fused;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one job on the caller's thread and on its own, without making an object. Its
 * threads look out for the next job for a short while before they go to sleep: waking one takes as
 * long as a shard of a small layer.
 *
 * <p>The tasks are dealt out evenly and in order, and the caller always has the first ones. A
 * thread does its own before it helps others. So a shard stays with one thread from job to job, and
 * its memory in the cache of one core.
 *
 * <p>One job at a time: a caller who finds the pool at work does all of its tasks itself.
 */
final class WorkerPool {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** How often a thread looks for work before it sleeps: about 0.1 ms. */
  private static final int LOOKS = PROCESSORS > 1 ? 4000 : 1;

  /** The most tasks of one job. */
  private static final int MOST = 0xFFFF;

  /** From one thread's word to the next: a line of the cache each. */
  private static final int LINE = 8;

  private final Thread[] workers;
  private final ReentrantLock owner = new ReentrantLock();

  /**
   * For each thread, of the tasks that it was dealt: the number of their job in the upper half,
   * then in 16 bits each where they end and which one is next. In one word, so that who takes a
   * task of a job cannot mistake the next job's for its own.
   */
  private final AtomicLongArray dealt;

  private final AtomicInteger open = new AtomicInteger();

  /** The number of the job at hand. */
  private volatile int current;

  /** To how many threads its tasks were dealt. */
  private volatile int dealtTo = 1;

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
    dealt = new AtomicLongArray(threads * LINE);
    for (int i = 0; i < workers.length; i++) {
      int place = i + 1;
      workers[i] = new Thread(() -> work(place), "carousel-engine-" + place);
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
      share(n, Math.min(n, atWork()), job);
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

  /**
   * How many threads work at once, the caller's included: one without a processor would take that
   * of another.
   */
  private int atWork() {
    return Math.min(workers.length + 1, Math.max(2, PROCESSORS));
  }

  /** The other threads go on sleeping. */
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
    int mine = current + 1;
    for (int place = 0; place < threads; place++) {
      long from = (long) n * place / threads;
      long end = (long) n * (place + 1) / threads;
      dealt.set(place * LINE, (long) mine << 32 | end << 16 | from);
    }
    dealtTo = threads;
    current = mine;
    wake(threads - 1);
    help(mine, 0, threads);
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

  /** Does the tasks of a job that were dealt to a thread, then those that others have left. */
  private void help(int number, int place, int threads) {
    for (int i = 0; i < threads; i++) {
      takeFrom((place + i) % threads * LINE, number);
    }
  }

  private void takeFrom(int word, int number) {
    while (true) {
      long now = dealt.get(word);
      int next = (int) now & MOST;
      if ((int) (now >>> 32) != number || next >= ((int) now >>> 16)) {
        return;
      }
      if (dealt.compareAndSet(word, now, now + 1)) {
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

  private void work(int place) {
    int seen = 0;
    int looks = 0;
    while (!isClosed || isTogether) {
      int number = current;
      if (number != seen) {
        seen = number;
        looks = 0;
        help(number, place, dealtTo);
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
