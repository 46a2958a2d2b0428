package dev.carousel.cli.options;

import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data that a run reads when it is resumed or evaluated, from the files of its folder.
 *
 * @param run the folder of the run
 * @param places the text files, text folders and tables; empty for a task and the bundled novel
 */
public record RecordedData(Path run, Set<Path> places) {
  /**
   * Reads the folder of a run, or the folder of a run's file. Missing or damaged files are ignored
   * here; the command that reads them reports the fault.
   *
   * @param named a path on the command line; it need not exist
   */
  public static RecordedData of(Path named) {
    Path parent = named.toAbsolutePath().getParent();
    Path run = Files.isRegularFile(named) && parent != null ? parent : named;
    Set<Path> places = new LinkedHashSet<>();
    RunFolder folder = new RunFolder(run);
    if (Files.isDirectory(run)) {
      runFile(folder).map(RunFile::options).ifPresent(options -> add(options, places));
      model(folder).map(SavedModel::notes).ifPresent(notes -> add(notes, places));
    }
    return new RecordedData(run, places);
  }

  /** Whether the folder is known to belong to a run, so that runs that read around it skip it. */
  public boolean isRun() {
    return Files.exists(new RunFolder(run).runFile());
  }

  private static void add(Map<String, String> settings, Set<Path> places) {
    try {
      DataOptions data = RunOptions.ofNotes(settings).data();
      places.addAll(data.paths());
    } catch (CarouselException unknown) {
      // without options there is no place to protect
    }
  }

  private static Optional<RunFile> runFile(RunFolder folder) {
    try {
      return RunFile.read(folder);
    } catch (CarouselException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<SavedModel> model(RunFolder folder) {
    try {
      return Files.exists(folder.model()) ? Optional.of(folder.readModel()) : Optional.empty();
    } catch (CarouselException damaged) {
      return Optional.empty();
    }
  }
}
