package dev.carousel.cli.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a page is open, so that it receives the last report. */
final class Readers {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  /** The time without a request after which a page counts as closed. */
  private static final Duration OPEN = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch told = new CountDownLatch(1);
  private long askedNanos;
  private boolean isAsked;
  private boolean isEnded;

  /** Called before a report is made for an answer; whether it will be the last. */
  synchronized boolean asked() {
    isAsked = true;
    askedNanos = System.nanoTime();
    return isEnded;
  }

  /** Called when the last report has gone out. */
  void told() {
    told.countDown();
  }

  /** Called when the report no longer changes. */
  synchronized void end() {
    isEnded = true;
  }

  private synchronized boolean isAnybodyThere() {
    return isAsked && System.nanoTime() - askedNanos < OPEN.toNanos();
  }

  /** Waits until a page that is open has the last report, but not for long. */
  void sayGoodbye() {
    end();
    if (!isAnybodyThere()) {
      return;
    }
    try {
      if (!told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("No page has asked for the last report");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
