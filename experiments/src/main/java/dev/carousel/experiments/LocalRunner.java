package dev.carousel.experiments;

import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes trials on this machine, one a thread at a time. Where each is made in a process of its own,
 * the thread waits for it. Used by one thread at a time.
 */
public final class LocalRunner implements TrialRunner {
  private final int jobs;
  private final Workers workers;

  /**
   * A runner with so many threads.
   *
   * @throws CarouselException if it is less than 1
   */
  public LocalRunner(int jobs) {
    this(jobs, Workers.THREADS);
  }

  /**
   * A runner that makes so many trials at the same time.
   *
   * @param workers what the body of the trials makes them in
   * @throws CarouselException if it is less than 1
   */
  public LocalRunner(int jobs, Workers workers) {
    check(jobs);
    this.jobs = jobs;
    this.workers = workers;
  }

  /**
   * Refuses a number of trials at the same time that there cannot be.
   *
   * @throws CarouselException if it is less than 1
   */
  public static void check(int jobs) {
    if (jobs < 1) {
      throw CarouselException.usage("--jobs is out of range.")
          .expected("at least 1 trial at a time")
          .found("--jobs " + jobs)
          .build();
    }
  }

  @Override
  public String place() {
    return workers.count(jobs) + " of this machine";
  }

  @Override
  public List<TrialResult> run(List<Trial> trials, TrialTask task) {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(jobs, trials.size())),
            work -> new Thread(work, "trial-" + number.incrementAndGet()));
    try {
      List<Future<TrialResult>> all = new ArrayList<>();
      for (Trial trial : trials) {
        all.add(threads.submit(() -> made(trial, task)));
      }
      List<TrialResult> results = new ArrayList<>();
      for (Future<TrialResult> one : all) {
        TrialResult result = value(one);
        if (result.outcome() != TrialResult.Outcome.STOPPED) {
          results.add(result);
        }
      }
      return List.copyOf(results);
    } finally {
      threads.shutdown();
    }
  }

  private static TrialResult made(Trial trial, TrialTask task) {
    TrialFolder folder = task.folder().trial(trial.id());
    try {
      Optional<TrialResult> known = folder.done(trial);
      if (known.isPresent()) {
        task.listener().ended(known.get());
        return known.get();
      }
      return make(trial, folder, task);
    } catch (CarouselException unusable) { // a fault of this trial's folder alone
      return ended(TrialResult.failed(trial, String.valueOf(unusable.getMessage())), task);
    }
  }

  private static TrialResult make(Trial trial, TrialFolder folder, TrialTask task) {
    if (task.stop().isAsked()) {
      return TrialResult.stopped(trial);
    }
    task.listener().began(trial);
    Path run = folder.create().run();
    TrialResult result = TimedTrial.make(task.body(), trial, run, new Control(trial, task));
    if (result.outcome() == TrialResult.Outcome.STOPPED) {
      return result;
    }
    folder.write(result);
    return ended(result, task);
  }

  private static TrialResult ended(TrialResult result, TrialTask task) {
    task.listener().ended(result);
    if (task.isFailFast() && result.outcome() == TrialResult.Outcome.FAILED) {
      task.stop().ask();
    }
    return result;
  }

  private static TrialResult value(Future<TrialResult> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trials are made", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }

  private record Control(Trial trial, TrialTask task) implements TrialControl {
    @Override
    public void progress(double share) {
      task.listener().progressed(trial, share);
    }

    @Override
    public StopSignal stop() {
      return task.stop();
    }
  }
}
