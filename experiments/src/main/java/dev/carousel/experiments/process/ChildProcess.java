package dev.carousel.experiments.process;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A process that makes a trial, seen from its parent. It must be closed. Used by one thread. */
final class ChildProcess implements AutoCloseable {
  /** Java says this of the vector kernels, and nothing can keep it from doing so. */
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  private final TrialProcesses kind;
  private final Process process;
  private final Thread errors;
  private @Nullable ObjectOutputStream requests;
  private final ChildLog log = new ChildLog();
  private final Path run;

  private ChildProcess(TrialProcesses kind, Process process, Path run) {
    this.kind = kind;
    this.run = run;
    this.process = process;
    this.errors = new Thread(this::passOn, "errors of process " + process.pid());
  }

  /**
   * Starts a process.
   *
   * @throws CarouselException if there can be none
   */
  static ChildProcess start(TrialProcesses kind, ChildRequest request) {
    ChildProcess child;
    try {
      child =
          new ChildProcess(
              kind, kind.child().with(kind.heap().share()).start(), Path.of(request.folder()));
    } catch (IOException e) {
      throw CarouselException.failure("A process for the trial cannot be started.")
          .found(e)
          .mend("fewer --jobs, or --workers threads")
          .cause(e)
          .build();
    }
    child.errors.setDaemon(true);
    child.errors.start();
    child.send(request);
    return child;
  }

  private synchronized void send(ChildRequest request) {
    try {
      requests = new ObjectOutputStream(process.getOutputStream());
      requests.writeObject(request);
      requests.flush();
    } catch (IOException dead) {
      // it died, which its exit code tells
    }
  }

  private synchronized void stop() {
    try {
      if (requests != null) {
        requests.write(ChildRequest.STOP);
        requests.flush();
      }
    } catch (IOException dead) {
      // it has ended already
    }
  }

  /** Waits until the trial has ended; a process that died first is a trial that failed. */
  TrialResult result(TrialControl control) {
    TrialResult result = null;
    try (StopSignal.Handle listening = control.stop().onAsk(this::stop);
        BufferedReader lines = reader(process.getInputStream())) {
      String text;
      while ((text = lines.readLine()) != null) {
        ChildLine line = new ChildLine(text);
        if (line.isAnswer()) {
          line.progress().ifPresent(control::progress);
          result = line.result().orElse(result);
        } else {
          log.add(text);
        }
      }
    } catch (IOException cut) {
      // it died, which its exit code tells
    }
    int code = exit();
    if (result == null) {
      throw ChildDeath.of(code, log, run, kind.heap());
    }
    ChildLog.forget(run);
    return result;
  }

  private int exit() {
    try {
      int code = process.waitFor();
      errors.join();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a trial is made", e);
    }
  }

  private void passOn() {
    try (BufferedReader lines = reader(process.getErrorStream())) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!line.startsWith(INCUBATOR)) {
          log.add(line);
          kind.errors().accept(line);
        }
      }
    } catch (IOException cut) {
      // it died, which its exit code tells
    }
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** Ends the process, if it has not ended by itself. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
