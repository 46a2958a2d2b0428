package dev.carousel.experiments.process;

import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import dev.carousel.model.HeapBudget;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes each trial in a process of its own, with its share of the heap. A process that dies is one
 * trial that failed. All of them end with this one, however it ends. Thread-safe.
 *
 * @param body makes a trial; serializable
 * @param child how to start a process; its class calls {@link TrialChild#serve}
 * @param heap whose shares the processes get
 * @param errors receives the lines that processes write to standard error
 */
public record TrialProcesses(
    TrialBody body, JavaCommand child, HeapBudget heap, Consumer<String> errors)
    implements TrialBody {
  @Override
  public TrialResult run(Trial trial, Path folder, TrialControl control) {
    ChildRequest request = new ChildRequest(body, trial, folder.toString());
    try (ChildProcess process = ChildProcess.start(this, request)) {
      return process.result(control);
    }
  }
}
