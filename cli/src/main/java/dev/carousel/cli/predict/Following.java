package dev.carousel.cli.predict;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Words;
import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.predict.Follower;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.source.RowFeeds;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rows of standard input as they come. A thread of its own reads, since no signal can
 * interrupt a read; it only ever stops between two rows.
 */
final class Following {
  private final Console console;
  private final Predictor predictor;
  private final Follower follower;
  private final PredictionRows rows;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  /** Guards the work on a row. */
  private final Object row = new Object();

  private boolean isStopped;
  private boolean hasForgotten;
  private long answered;
  private long predictions;

  Following(Console console, Predictor predictor, Follower follower) {
    this.console = console;
    this.predictor = predictor;
    this.follower = follower;
    this.rows = PredictionRows.following(predictor);
  }

  /** How many rows came. */
  long rows() {
    return answered;
  }

  /** How many predictions were made from them. */
  long predictions() {
    return predictions;
  }

  /**
   * Answers until the input ends, or the user asks to stop.
   *
   * @return the exit code
   * @throws CarouselException if a row is refused
   */
  int run(InputStream in) {
    Thread reader = new Thread(() -> follow(in), "carousel-follow");
    reader.setDaemon(true);
    try (Interrupts.Handle listening = console.interrupts().onInterrupt(this::stop)) {
      reader.start();
      ended.await();
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
    }
    Throwable found = fault.get();
    if (found instanceof RuntimeException known) {
      throw known;
    }
    if (found instanceof Error error) {
      throw error;
    }
    tell();
    return isStopped ? Interrupts.EXIT_CODE : 0;
  }

  private void stop() {
    synchronized (row) {
      isStopped = true;
    }
    ended.countDown();
  }

  private void follow(InputStream in) {
    try (RowFeed feed = RowFeeds.open(SourceInput.of("standard input", in))) {
      follow(feed);
    } catch (IOException e) {
      fault.set(
          CarouselException.failure("Standard input cannot be read.")
              .found(String.valueOf(e.getMessage()))
              .cause(e)
              .build());
    } catch (RuntimeException | Error e) {
      fault.set(e);
    } finally {
      ended.countDown();
    }
  }

  private void follow(RowFeed feed) throws IOException {
    follower.requireColumns("standard input", feed.names());
    feed.choose(follower.columns(), predictor.wanted());
    RowFormat format = feed.isJson() ? RowFormat.JSON_LINES : RowFormat.CSV;
    write(format.header(rows.names()));
    @Nullable Object[] cells = feed.next();
    while (cells != null && answer(cells, feed, format)) {
      cells = feed.next();
    }
  }

  /** Answers a row; returns false if it is to be the last. */
  private boolean answer(@Nullable Object[] cells, RowFeed feed, RowFormat format) {
    synchronized (row) {
      if (isStopped) {
        return false;
      }
      List<Prediction> made = follower.next(cells, feed::where);
      answered++;
      predictions += made.size();
      StringBuilder lines = new StringBuilder();
      for (Prediction each : made) {
        lines.append(format.line(rows.names(), rows.cells(each, answered)));
      }
      if (lines.length() > 0) {
        write(lines.toString());
      }
      warn();
      return true;
    }
  }

  /** Hands text on at once. */
  private void write(String text) {
    console.out().write(text);
    console.flushOut();
  }

  /** Says once that a state is lost. */
  private void warn() {
    if (!hasForgotten && follower.forgotten() > 0) {
      hasForgotten = true;
      note(
          "more than "
              + Words.count(follower.mostGroups(), "group")
              + ": those that were silent for the longest are forgotten, and begin anew if they"
              + " come again (--keep-groups)");
    }
  }

  private void tell() {
    if (follower.forgotten() > 0) {
      note(Words.count(follower.forgotten(), "group") + " forgotten (--keep-groups)");
    }
    if (follower.unseen() > 0) {
      note(Words.count(follower.unseen(), "cell") + " of categories unseen in training");
    }
  }

  private void note(String text) {
    console.err().println("carousel: " + text);
    console.err().flush();
  }
}
