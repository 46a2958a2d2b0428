package dev.carousel.benchmarks.runs;

import dev.carousel.train.Progress;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.commons.math3.util.ResizableDoubleArray;

/**
 * Keeps the losses of the first updates, and the time of each update after a warm-up. Used by one
 * thread.
 */
public final class UpdateWatch implements TrainingListener {
  private final double[] losses;
  private final double warmUp;
  private final double seconds;
  private final LongSupplier clock;
  private final ResizableDoubleArray nanos = new ResizableDoubleArray();
  private int updates;
  private long start;
  private long last;
  private Runnable stop = () -> {};

  /**
   * A watch over a run.
   *
   * @param checked the number of updates whose losses are kept, before the warm-up
   * @param warmUp seconds
   * @param seconds after the warm-up until the run is stopped; at least one update is timed
   */
  public UpdateWatch(int checked, double warmUp, double seconds) {
    this(checked, warmUp, seconds, System::nanoTime);
  }

  /**
   * A watch over a run, by another clock.
   *
   * @param clock nanoseconds
   */
  UpdateWatch(int checked, double warmUp, double seconds, LongSupplier clock) {
    this.clock = clock;
    losses = new double[checked];
    this.warmUp = warmUp;
    this.seconds = seconds;
  }

  /** Runs this trainer until the time is over. */
  public void run(Trainer trainer) {
    stop = trainer::stop;
    trainer.run();
  }

  @Override
  public void updated(Progress progress) {
    long now = clock.getAsLong();
    if (updates < losses.length) {
      losses[updates] = progress.loss();
      start = now;
    } else if (last - start >= warmUp * 1e9) {
      nanos.addElement(now - last);
    }
    updates++;
    last = now;
    if (updates > losses.length && isOver(now)) {
      stop.run();
    }
  }

  private boolean isOver(long now) {
    return nanos.getNumElements() > 0 && now - start >= (warmUp + seconds) * 1e9;
  }

  /** The mean losses of the first updates. */
  public double[] losses() {
    return losses.clone();
  }

  /** The number of updates that were timed. */
  public int timed() {
    return nanos.getNumElements();
  }

  /** The mean time of an update. */
  public double meanMillis() {
    return Arrays.stream(nanos.getElements()).average().orElse(Double.NaN) / 1e6;
  }

  /** The shortest update. */
  public double leastMillis() {
    return Arrays.stream(nanos.getElements()).min().orElse(Double.NaN) / 1e6;
  }
}
