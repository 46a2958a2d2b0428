package dev.carousel.experiments;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A request to stop, which is made once and reaches all who listen. Thread-safe. */
public final class StopSignal {
  private final Set<Runnable> listeners = new LinkedHashSet<>();
  private boolean isAsked;

  /** Makes the request; those who listen are told on this thread. */
  public void ask() {
    List<Runnable> told;
    synchronized (this) {
      isAsked = true;
      told = new ArrayList<>(listeners);
      listeners.clear();
    }
    told.forEach(Runnable::run);
  }

  /** Whether the request was made. */
  public synchronized boolean isAsked() {
    return isAsked;
  }

  /**
   * Calls {@code stop} at the request, at once if it was made before.
   *
   * @return ends the listening
   */
  public Handle onAsk(Runnable stop) {
    synchronized (this) {
      if (!isAsked) {
        listeners.add(stop);
        return () -> forget(stop);
      }
    }
    stop.run();
    return () -> {};
  }

  private synchronized void forget(Runnable stop) {
    listeners.remove(stop);
  }

  /** Ends the listening. */
  @FunctionalInterface
  public interface Handle extends AutoCloseable {
    @Override
    void close();
  }
}
