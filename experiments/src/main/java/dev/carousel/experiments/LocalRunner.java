package dev.carousel.experiments;

import dev.carousel.error.CarouselException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes trials on threads of this process, one trial a thread at a time. Used by one thread at a
 * time.
 */
public final class LocalRunner implements TrialRunner {
  private static final double NANOS = 1e9;

  private final int jobs;

  /**
   * A runner with so many threads.
   *
   * @throws CarouselException if it is less than 1
   */
  public LocalRunner(int jobs) {
    if (jobs < 1) {
      throw CarouselException.usage("--jobs is out of range.")
          .expected("at least 1 trial at a time")
          .found("--jobs " + jobs)
          .build();
    }
    this.jobs = jobs;
  }

  @Override
  public String place() {
    return jobs == 1 ? "1 thread of this machine" : jobs + " threads of this machine";
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
    return folder
        .done(trial)
        .map(
            known -> {
              task.listener().ended(known);
              return known;
            })
        .orElseGet(() -> make(trial, folder, task));
  }

  private static TrialResult make(Trial trial, TrialFolder folder, TrialTask task) {
    if (task.stop().isAsked()) {
      return TrialResult.stopped(trial);
    }
    task.listener().began(trial);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    TrialResult result =
        body(trial, folder, task).timed((threads.getCurrentThreadCpuTime() - began) / NANOS);
    if (result.outcome() == TrialResult.Outcome.STOPPED) {
      return result;
    }
    folder.write(result);
    task.listener().ended(result);
    if (task.isFailFast() && result.outcome() == TrialResult.Outcome.FAILED) {
      task.stop().ask();
    }
    return result;
  }

  private static TrialResult body(Trial trial, TrialFolder folder, TrialTask task) {
    try {
      return task.body().run(trial, folder.create().run(), new Control(trial, task));
    } catch (CarouselException known) {
      return TrialResult.failed(trial, String.valueOf(known.getMessage()));
    } catch (OutOfMemoryError full) {
      return TrialResult.failed(
          trial, "Not enough memory.\n  try:      fewer --jobs, or a larger heap");
    }
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
