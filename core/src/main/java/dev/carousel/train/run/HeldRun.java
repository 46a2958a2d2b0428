package dev.carousel.train.run;

import dev.carousel.error.CarouselException;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run folder that is locked by one run until it is closed or the process ends.
 *
 * <p>A new run starts in this order: create the folder, lock it, remove the files of an earlier run
 * without updates, write the {@link RunFile}. After that, the run can be resumed; the first
 * checkpoint comes later. So a kill at any moment leaves a folder in which the same command can
 * start again, or which can be resumed with the same options.
 *
 * @param folder of the run
 * @param lock on the folder
 */
public record HeldRun(RunFolder folder, RunLock lock) implements AutoCloseable {

  /**
   * Starts a run in a new folder, or in one in which no update was ever made.
   *
   * @throws CarouselException if the folder is not empty, another run holds it, or it cannot be
   *     written to
   */
  public static HeldRun begin(Path path, RunFile file) {
    RunFolder folder = RunFolder.create(path);
    HeldRun held = new HeldRun(folder, folder.hold());
    try {
      RunFolder.create(path); // another run may have come and gone between
      folder.clear();
      file.write(folder);
      return held;
    } catch (Throwable e) {
      held.close();
      throw e;
    }
  }

  /**
   * Locks the folder of a run to resume it.
   *
   * @throws CarouselException if no run was ever started in it, another run holds it, or it cannot
   *     be written to
   */
  public static HeldRun resume(Path path) {
    RunFolder folder = RunFolder.resume(path);
    return new HeldRun(folder, folder.hold());
  }

  /**
   * The options of the run.
   *
   * @return empty if the run comes from a version that kept no such file
   */
  public Optional<RunFile> file() {
    return RunFile.read(folder);
  }

  /** Releases the folder; a second call does nothing. */
  @Override
  public void close() {
    lock.close();
  }
}
