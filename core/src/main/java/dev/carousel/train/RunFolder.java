package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.model.SavedModel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of one run: the best model so far, the checkpoints to go on from, and a summary.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  private static final String CHECKPOINTS = "checkpoints";

  /** The best model so far. */
  public Path model() {
    return path.resolve("model.safetensors");
  }

  /** What the run goes on from. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve(CHECKPOINTS));
  }

  /** What the first update of a run was made of that is not finite. */
  public Path nonFinite(long update) {
    return path.resolve("nonfinite-" + update + ".safetensors");
  }

  /** The figures of the run, as JSON. */
  public Path summary() {
    return path.resolve("train.json");
  }

  /** What was seen while the run trained, as JSON; there if it was watched. */
  public Path flow() {
    return path.resolve("flow.json");
  }

  /** The same as a page for a browser. */
  public Path flowPage() {
    return path.resolve("flow.html");
  }

  /**
   * A folder for a new run: created, or there and empty.
   *
   * @throws CarouselException if something is in it already, or if it cannot be written to
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
    folder.requireEmpty();
    folder.requireWritable();
    return folder;
  }

  /** What a run that was killed before its first checkpoint has left does not count. */
  private void requireEmpty() {
    if (!isEmpty()) {
      throw CarouselException.usage("The run folder is not empty.")
          .expected("a new or empty folder")
          .where(path)
          .mend("give --resume to go on with that run, or choose another --out")
          .build();
    }
  }

  private boolean isEmpty() {
    try (Stream<Path> entries = Files.list(path)) {
      boolean hasNone = checkpoints().updates().isEmpty();
      return entries.allMatch(
          entry ->
              RunLock.isOwn(entry)
                  || AtomicFiles.isUnfinished(entry)
                  || (hasNone && entry.endsWith(CHECKPOINTS)));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * Holds the folder for one run, and clears away what a killed run left unfinished.
   *
   * @throws CarouselException if another run holds it, or it cannot be written to
   */
  public RunLock hold() {
    RunLock lock = RunLock.hold(path);
    try {
      AtomicFiles.removeUnfinished(path);
      checkpoints().prepare();
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * The folder of a run to go on with; without a checkpoint if it was killed before it had one.
   *
   * @throws CarouselException if it is not there, or no run was ever begun in it
   */
  public static RunFolder resume(Path path) {
    RunFolder folder = open(path);
    boolean isBegun = RunLock.wasHeld(path) && folder.isEmpty();
    if (folder.checkpoints().updates().isEmpty() && !isBegun) {
      throw CarouselException.failure("There is no checkpoint to go on from.")
          .expected(CHECKPOINTS + "/update-N.safetensors")
          .where(path)
          .mend("train without --resume into a new folder")
          .build();
    }
    folder.requireWritable();
    return folder;
  }

  /**
   * The folder of a finished or running run.
   *
   * @throws CarouselException if it is not there
   */
  public static RunFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw CarouselException.failure("There is no run folder of this name.")
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

  /** Fails before hours of training, not after. */
  private void requireWritable() {
    Path probe = path.resolve(".writable");
    AtomicFiles.writeString(probe, "");
    try {
      Files.deleteIfExists(probe);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static CarouselException notAFolder(Path path, IOException cause) {
    return CarouselException.failure("The run folder cannot be made: a file has its name.")
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
        .mend("choose another --out, or mend the permissions")
        .cause(cause)
        .build();
  }
}
