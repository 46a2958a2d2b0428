package dev.carousel.spark.rounds;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * When many machines pay, from what was measured before the start.
 *
 * @param updateSeconds an update on the driver, on one thread
 * @param exchangeSeconds a job of one task for each machine that does nothing but send the
 *     parameters there and back
 * @param tasks at the same time
 */
public record Estimate(double updateSeconds, double exchangeSeconds, int tasks) {
  private static final int WARM_UP = 20;
  private static final int COUNTED = 10;
  private static final int JOBS = 3;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  /** Measures some updates of the setup's training, and some jobs without work. */
  public static Estimate measure(
      JavaSparkContext context, TrainingSetup setup, NamedTensors parameters, int tasks) {
    return new Estimate(update(setup), exchange(context, parameters, tasks), tasks);
  }

  private static double update(TrainingSetup setup) {
    Clock clock = new Clock();
    try (Engine engine = Engines.fused(1)) {
      Dataset part = new DataRange(setup.data(), 0, 1);
      setup
          .configure(Trainer.builder(setup.network(engine), part))
          .plan(setup.plan().limit(Limit.ofUpdates(WARM_UP + COUNTED)))
          .listener(clock)
          .run();
    }
    return (clock.last - clock.warm) / NANOS / COUNTED;
  }

  private static final class Clock implements TrainingListener {
    private long warm;
    private long last;

    @Override
    public void stepped(long update, NamedTensors parameters) {
      last = System.nanoTime();
      if (update + 1 == WARM_UP) {
        warm = last;
      }
    }
  }

  private static double exchange(JavaSparkContext context, NamedTensors parameters, int tasks) {
    Parcel parcel = Parcel.of(parameters);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < JOBS; i++) {
      long began = System.nanoTime();
      Broadcast<Parcel> sent = context.broadcast(parcel);
      context.parallelize(Collections.nCopies(tasks, sent), tasks).map(Broadcast::value).collect();
      sent.destroy();
      least = Math.min(least, (System.nanoTime() - began) / NANOS);
    }
    return least;
  }

  /**
   * How many times the data of one machine are seen in the same time.
   *
   * @param updates of each task between two exchanges; 1 for synchronous training, in which the
   *     tasks share the chunks of one update
   */
  public double speedup(long updates) {
    return tasks * updates * updateSeconds / (updates * updateSeconds + exchangeSeconds);
  }

  /** What is to be expected of rounds, and of synchronous training; a sentence each. */
  public List<String> sentences(long updates) {
    return Stream.of(
            String.format(
                Locale.ROOT,
                "An update takes %.1f ms here; to send the parameters to %d tasks and back, %.0f"
                    + " ms.",
                MILLIS * updateSeconds,
                tasks,
                MILLIS * exchangeSeconds),
            told("Rounds of " + updates + " updates", speedup(updates)),
            told("An exchange after each update", speedup(1)))
        .toList();
  }

  private String told(String way, double speedup) {
    return String.format(Locale.ROOT, "%s: %.1f times the data of one machine", way, speedup)
        + (speedup > 1 ? "." : ". One machine is the better choice.");
  }
}
