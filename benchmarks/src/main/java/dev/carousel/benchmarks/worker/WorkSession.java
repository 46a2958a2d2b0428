package dev.carousel.benchmarks.worker;

/** A framework with its problem in memory. */
public interface WorkSession extends AutoCloseable {
  /** The framework's name and version. */
  String version();

  /** Runs once as {@link #run} does, but for the problem's check gradient. */
  Answer answer();

  /** What is timed: all of the case, with the results in the framework's own memory. */
  void run();

  /** From the cell to a layer ready to run, in seconds; NaN if there is no such moment. */
  default double compileSeconds() {
    return Double.NaN;
  }

  @Override
  void close();
}
