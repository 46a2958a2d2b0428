package dev.carousel.experiments.process;

import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.TimedTrial;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialControl;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the trial that its parent asks for on standard input, in a process of its own. The process
 * ends at once if standard input does, because then its parent is gone. Used by one thread.
 */
public final class TrialChild {
  /** The code of a child whose parent is gone. */
  static final int ORPHAN = 4;

  private static final long MILLIS_BETWEEN = 50;

  private final ObjectInputStream requests;
  private final PrintWriter answers;
  private final StopSignal stop = new StopSignal();

  private TrialChild(ObjectInputStream requests, PrintWriter answers) {
    this.requests = requests;
    this.answers = answers;
  }

  /**
   * Makes one trial.
   *
   * @param in the request, and later perhaps that it is to stop
   * @param out how far it is, and how it ended
   * @throws IOException if there is no request
   */
  public static void serve(InputStream in, OutputStream out) throws IOException {
    ObjectInputStream requests = new ObjectInputStream(in); // not closed: a thread reads of it
    PrintWriter answers = new PrintWriter(out, false, StandardCharsets.UTF_8);
    try {
      new TrialChild(requests, answers).answer((ChildRequest) requests.readObject());
    } catch (ClassNotFoundException other) {
      throw new IllegalStateException("the parent has other classes", other);
    }
  }

  private void answer(ChildRequest request) {
    Thread ears = new Thread(this::listen, "parent");
    ears.setDaemon(true);
    ears.start();
    Trial trial = request.trial();
    say(
        ChildLine.result(
            TimedTrial.make(request.body(), trial, Path.of(request.folder()), new Control())));
  }

  private void listen() {
    try {
      int word;
      while ((word = requests.read()) >= 0) {
        if (word == ChildRequest.STOP) {
          stop.ask();
        }
      }
    } catch (EOFException gone) {
      // as if it had ended in order
    } catch (IOException broken) {
      // the same
    }
    Runtime.getRuntime().halt(ORPHAN);
  }

  private synchronized void say(ChildLine line) {
    answers.println(line.text());
    answers.flush();
  }

  private final class Control implements TrialControl {
    private final AtomicLong saidAt = new AtomicLong(Long.MIN_VALUE);

    @Override
    public void progress(double share) {
      long now = System.nanoTime() / 1_000_000;
      if (now - MILLIS_BETWEEN >= saidAt.get()) {
        saidAt.set(now);
        say(ChildLine.progress(share));
      }
    }

    @Override
    public StopSignal stop() {
      return stop;
    }
  }
}
