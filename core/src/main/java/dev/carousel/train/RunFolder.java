package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.model.SavedModel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: the best model so far, the checkpoints, and a summary.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  private static final Pattern FAILED = Pattern.compile("nonfinite-\\d{1,18}\\.safetensors");

  private static final String CHECKPOINTS = "checkpoints";
  private static final String RUN_FILE = "run.json";
  private static final String CONFIG = "config.yaml";

  /**
   * The file that version 0.1.0 left if it was killed while it tested whether the folder is
   * writable.
   */
  private static final String OLD_PROBE = ".writable";

  /** The file with the options of the run. */
  public Path runFile() {
    return path.resolve(RUN_FILE);
  }

  /** The same options as the command line takes them; written by the command line. */
  public Path config() {
    return path.resolve(CONFIG);
  }

  /** The best model so far. */
  public Path model() {
    return path.resolve("model.safetensors");
  }

  /** The checkpoints of the run. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve(CHECKPOINTS));
  }

  /** The file of the first update that was not finite. */
  public Path nonFinite(long update) {
    return path.resolve("nonfinite-" + update + ".safetensors");
  }

  /** The figures of the run, as JSON. */
  public Path summary() {
    return path.resolve("train.json");
  }

  /** The record of a watched training, as JSON; present if the run was watched. */
  public Path flow() {
    return path.resolve("flow.json");
  }

  /** The record of a watched training, as a page for a browser. */
  public Path flowPage() {
    return path.resolve("flow.html");
  }

  /**
   * A folder for a new run: created, or existing without anything to lose. The files of a run that
   * ended before its first update do not count.
   *
   * @throws CarouselException if it is not empty, if a run is training into it, or if it cannot be
   *     created
   */
  public static RunFolder create(Path path) {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw notAFolder(path, e);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    RunFolder folder = new RunFolder(path);
    folder.requireNew();
    return folder;
  }

  /**
   * Refuses a folder that {@link #create} would refuse, and creates nothing; call it before reading
   * data, which may take a while.
   *
   * @throws CarouselException if it is not empty, or a run is training into it
   */
  public void requireNew() {
    AtomicFiles.nameFault(path)
        .ifPresent(
            fault -> {
              throw CarouselException.usage("The run folder has an invalid name.")
                  .found(fault)
                  .where(path)
                  .mend("choose another --out")
                  .build();
            });
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw notAFolder(path, null);
    }
    if (Files.exists(path) && !isEmpty()) {
      RunLock.requireFree(path, RunLock.Purpose.RUN);
      throw notEmpty();
    }
  }

  /** The same for the holder of its lock. */
  private void requireStillNew() {
    if (!isEmpty()) {
      throw notEmpty();
    }
  }

  private CarouselException notEmpty() {
    return CarouselException.usage("The run folder is not empty.")
        .expected("a new or empty folder")
        .where(path)
        .mend("choose another --out, or continue the run in it with 'carousel train --resume'")
        .build();
  }

  private boolean isEmpty() {
    try (Stream<Path> entries = Files.list(path)) {
      boolean hasNone = !hasUpdates();
      return entries.allMatch(
          entry ->
              RunLock.isOwn(entry)
                  || AtomicFiles.isUnfinished(entry)
                  || entry.endsWith(RUN_FILE)
                  || entry.endsWith(CONFIG)
                  || entry.endsWith(OLD_PROBE)
                  || (hasNone && entry.endsWith(CHECKPOINTS)));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * The file of the first update that was not finite, if the run has not ended since: it failed, or
   * is still running. Empty if it has ended, or all updates were finite.
   */
  public Optional<Path> failedUpdate() {
    if (Files.exists(summary())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> FAILED.matcher(file.getFileName().toString()).matches())
          .min(Comparator.comparingLong(RunFolder::update));
    } catch (IOException e) {
      return Optional.empty(); // the folder is read elsewhere, with a better message
    }
  }

  private static long update(Path file) {
    return Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
  }

  /** Whether there is a checkpoint after the start. */
  private boolean hasUpdates() {
    return checkpoints().updates().stream().anyMatch(updates -> updates > 0);
  }

  /**
   * Removes the checkpoint of a run without updates, before another run file is written: it must
   * never be in the same folder as the file of another run. Only the holder of a folder that is
   * started again may call it.
   *
   * @throws CarouselException if the folder holds more than that, or it cannot be removed
   */
  public void clear() {
    requireStillNew();
    try {
      AtomicFiles.delete(checkpoints().file(0));
      Files.deleteIfExists(path.resolve(OLD_PROBE));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * Locks the folder for one run, and removes the unfinished files of a killed run.
   *
   * @throws CarouselException if another run holds it, or it cannot be written to
   */
  public RunLock hold() {
    RunLock lock = RunLock.hold(path);
    try {
      AtomicFiles.removeUnfinished(path);
      checkpoints().prepare();
      return lock;
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Locks a folder whose runs have folders of their own, such as that of a sweep, and removes the
   * unfinished files of a killed process. Makes the folder if it is not there.
   *
   * @param purpose what is made in the folder
   * @throws CarouselException if another process holds it, or it cannot be written to
   */
  public static RunLock holdAround(Path folder, RunLock.Purpose purpose) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    RunLock lock = RunLock.hold(folder, purpose);
    try {
      AtomicFiles.removeUnfinished(folder);
      return lock;
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Refuses a folder that {@link #holdAround} would refuse because another process holds it, and
   * changes nothing; call it before reading data, which may take a while.
   *
   * @throws CarouselException if another process holds it
   */
  public static void requireFreeAround(Path folder, RunLock.Purpose purpose) {
    RunLock.requireFree(folder, purpose);
  }

  /**
   * Makes a folder for a new run, and writes into it what is no training, such as a model of
   * another program. While that goes on, no other run can begin there.
   *
   * @throws CarouselException if the folder is not empty, another run holds it, or it cannot be
   *     written to
   */
  public static void fill(Path path, Consumer<RunFolder> content) {
    RunFolder folder = create(path);
    try (RunLock held = RunLock.hold(path)) {
      folder.requireStillNew(); // another may have come and gone between
      content.accept(folder);
    }
  }

  /**
   * The folder of a run to resume: with a checkpoint, or only with the run file if the run ended
   * before its first checkpoint.
   *
   * @throws CarouselException if it does not exist, or no run was ever started in it
   */
  public static RunFolder resume(Path path) {
    RunFolder folder = open(path);
    if (folder.checkpoints().updates().isEmpty() && !Files.exists(folder.runFile())) {
      throw CarouselException.failure(
              "There is no checkpoint to resume from: no run was started in this folder.")
          .expected(RUN_FILE + ", or " + CHECKPOINTS + "/update-N.safetensors")
          .where(path)
          .mend(
              folder.isEmpty()
                  ? "give all options of the run, and leave out --resume"
                  : "train without --resume into a new folder")
          .build();
    }
    return folder;
  }

  /**
   * The folder of a finished or running run.
   *
   * @throws CarouselException if it is not there
   */
  public static RunFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw CarouselException.failure("The run folder does not exist.")
          .expected("the folder that 'carousel train --out' wrote")
          .found(Files.exists(path) ? "a file" : "nothing")
          .where(path)
          .build();
    }
    return new RunFolder(path);
  }

  /** The best model. */
  public SavedModel readModel() {
    if (!Files.exists(model())) {
      throw CarouselException.failure("The run folder holds no model.")
          .expected(model().getFileName())
          .where(path)
          .mend("let the run reach its first validation, or train again")
          .build();
    }
    return SavedModel.read(model());
  }

  private static CarouselException notAFolder(Path path, @Nullable IOException cause) {
    return CarouselException.failure("The run folder cannot be created: a file has its name.")
        .where(path)
        .mend("choose another --out")
        .cause(cause)
        .build();
  }

  static CarouselException unwritable(Path path, IOException cause) {
    return CarouselException.failure("The run folder cannot be written to.")
        .expected("a folder in which files may be created")
        .found(cause)
        .where(path)
        .mend("choose another --out, or correct the permissions")
        .cause(cause)
        .build();
  }
}
