package dev.carousel.spark.sweep;

import dev.carousel.Version;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.LocalRunner;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepListener;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialFolder;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/** What a task does: it makes its trial as this machine alone would, in a folder of its own. */
final class TrialWork {
  private TrialWork() {}

  /**
   * Makes the trial.
   *
   * @param cores of the task
   */
  static TrialAnswer answer(TrialRequest request, int cores) {
    try {
      requireSameVersion(request.version(), Version.current());
      request.files().value().forEach(SentFile::place);
      return TrialAnswer.of(folder(request, cores));
    } catch (CarouselException refusal) {
      return TrialAnswer.refused(refusal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses another version, whose trials could end with other bits.
   *
   * @throws CarouselException naming both
   */
  static void requireSameVersion(String driver, String own) {
    if (!own.equals(driver)) {
      throw CarouselException.failure("A machine of the cluster has another version of Carousel.")
          .expected(driver + ", as the driver")
          .found(own)
          .mend("remove Carousel's jars from the cluster's class path: they are sent along")
          .build();
    }
  }

  private static byte[] folder(TrialRequest request, int cores) throws IOException {
    Path folder = Files.createTempDirectory("carousel-trial");
    try {
      SweepFolder sweep = new SweepFolder(folder);
      Trial trial = request.trial();
      Path own = sweep.trial(trial.id()).path();
      if (request.begun().length > 0) {
        FolderBytes.unpack(request.begun(), own);
      }
      TrialBody body = request.body().within(new ExecutorHeap(cores).share(request.slots()));
      TrialTask task =
          new TrialTask(body, sweep, new SweepListener() {}, new StopSignal(), false, List.of());
      List<TrialResult> results;
      try (LocalRunner runner = new LocalRunner(1)) {
        results = runner.run(List.of(trial), task);
      }
      requireWritten(results, sweep.trial(trial.id()), trial);
      return FolderBytes.pack(own);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private static void requireWritten(List<TrialResult> results, TrialFolder folder, Trial trial) {
    if (folder.read(trial).isEmpty()) {
      throw CarouselException.failure("A machine of the cluster cannot keep the result of a trial.")
          .expected("a folder for temporary files with space left")
          .found(results.stream().map(TrialResult::fault).collect(Collectors.joining()))
          .mend("free some space there, and go on: --resume")
          .build();
    }
  }
}
