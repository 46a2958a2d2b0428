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
 * Where a run reads its data when it is resumed or evaluated, as the files of its folder say.
 *
 * @param run the folder of the run
 * @param places the text files, text folders and tables; empty for a task and the bundled novel
 */
public record RecordedData(Path run, Set<Path> places) {
  /**
   * What the folder of a run says, or the folder that a file of a run lies in. A file that is
   * missing or damaged says nothing here: the command that reads it reports the fault.
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

  /** Whether the folder is known as a run's, which is no text to the runs that read around it. */
  public boolean isRun() {
    return Files.exists(new RunFolder(run).runFile());
  }

  private static void add(Map<String, String> settings, Set<Path> places) {
    try {
      DataOptions data = RunOptions.ofNotes(settings).data();
      Optional.ofNullable(data.path()).ifPresent(places::add);
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
