package dev.carousel.internal.engine;

import dev.carousel.error.CarouselException;

/** Whether an engine is open: what is asked of it later is refused. Thread-safe. */
public final class LifeSpan {
  private volatile boolean isOver;

  /**
   * Refuses to go on with an engine that was closed.
   *
   * @throws CarouselException if it was
   */
  public void requireOpen() {
    if (isOver) {
      throw CarouselException.failure("The engine is closed.")
          .expected("an engine that stays open while a network runs on it")
          .mend("close it only when all threads are done with its networks")
          .build();
    }
  }

  /** Ends it; a second time does nothing. */
  public void end() {
    isOver = true;
  }
}
