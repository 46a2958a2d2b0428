package dev.carousel.cli.sweep;

import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.LocalRunner;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.Workers;
import dev.carousel.experiments.process.JavaCommand;
import dev.carousel.experiments.process.TrialProcesses;
import dev.carousel.model.HeapBudget;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This machine as a place for trials.
 *
 * @param workers threads, or a process for each trial
 * @param heap with the number of trials at the same time
 */
record LocalPlace(Workers workers, HeapBudget heap) {
  /**
   * A place for trials.
   *
   * @param wanted how many at the same time; null for as many as there are processors and memory
   *     for
   * @param threads of each trial
   * @param trials of the sweep
   * @param needs the memory that trials need, in bytes; not used if the number is given
   * @throws CarouselException if it cannot have so many
   */
  static LocalPlace of(
      @Nullable Integer wanted, int threads, int trials, Workers workers, List<Long> needs) {
    HeapBudget whole = HeapBudget.ofThisJvm().shared(1, workers == Workers.PROCESSES);
    int jobs = Math.min(trials, wanted == null ? usual(threads, whole, needs) : wanted);
    LocalPlace place = new LocalPlace(workers, whole.shared(Math.max(1, jobs), whole.isApart()));
    if (wanted != null && place.heap.usable() == 0) {
      throw CarouselException.usage("--jobs is too large for the heap: each process needs a share.")
          .expected("at most --jobs " + whole.mostJobs(1))
          .found(
              "--jobs %d, each with %s of the heap's %s"
                  .formatted(
                      wanted, HeapBudget.words(place.heap.share()), HeapBudget.words(whole.heap())))
          .mend(place.heap.largerFor(1))
          .build();
    }
    return place;
  }

  /**
   * As many as there are processors, unless the largest trial that fits at all needs more memory.
   */
  private static int usual(int threads, HeapBudget whole, List<Long> needs) {
    int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
    long largest =
        needs.stream().filter(need -> need <= whole.usable()).mapToLong(n -> n).max().orElse(1);
    return Math.max(1, Math.min(processors, whole.mostJobs(Math.max(1, largest))));
  }

  /** Makes the trials. */
  TrialRunner open() {
    return new LocalRunner(heap.jobs(), workers);
  }

  /**
   * Makes one of the trials.
   *
   * @param training as on a thread of this process, with the whole heap
   * @param errors receives what processes write to standard error
   */
  TrialBody body(TrialTraining training, Consumer<String> errors) {
    TrialTraining shared = training.within(heap);
    return workers == Workers.THREADS
        ? shared
        : new TrialProcesses(shared, new JavaCommand(TrialMain.class), heap, errors);
  }
}
