package dev.carousel.train.run;

import dev.carousel.error.CarouselException;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run folder that is held by one run until it is closed or the process ends.
 *
 * <p>A new run starts in this order, so that a kill at any moment leaves a folder that the same
 * command begins anew, or that can be resumed with the same options: the folder is made; it is
 * held; what an earlier run left in it that had made no update is cleared away; {@link RunFile} is
 * written. From then on the run can be resumed. The first checkpoint comes after that.
 *
 * @param folder of the run
 * @param lock that holds it
 */
public record HeldRun(RunFolder folder, RunLock lock) implements AutoCloseable {

  /**
   * Begins a run in a new folder, or in one in which no update was ever made.
   *
   * @throws CarouselException if there is something in the folder, another run holds it, or it
   *     cannot be written to
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
   * Holds the folder of a run to resume it.
   *
   * @throws CarouselException if no run was ever started in it, another run holds it, or it cannot
   *     be written to
   */
  public static HeldRun resume(Path path) {
    RunFolder folder = RunFolder.resume(path);
    return new HeldRun(folder, folder.hold());
  }

  /**
   * What the run was started with.
   *
   * @return empty if the run is of a version that kept no such file
   */
  public Optional<RunFile> file() {
    return RunFile.read(folder);
  }

  /** Lets go of the folder; a second time does nothing. */
  @Override
  public void close() {
    lock.close();
  }
}
