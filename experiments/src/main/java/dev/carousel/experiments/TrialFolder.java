package dev.carousel.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one trial: its run folder {@code run}, and its result, which is written when the
 * trial has ended or paused, as a whole or not at all. Immutable and thread-safe.
 *
 * @param path of the folder
 */
public record TrialFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(TrialFolder.class);
  private static final String DAMAGED = ".damaged";

  /** Makes the folder if it is not there. */
  TrialFolder create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw CarouselException.failure("The folder of a trial cannot be made.")
          .found(e)
          .where(path)
          .cause(e)
          .build();
    }
    return this;
  }

  /** Where it is trained. */
  public Path run() {
    return path.resolve("run");
  }

  private Path result(long pauseAt) {
    return path.resolve(pauseAt == 0 ? "result.json" : "result-" + pauseAt + ".json");
  }

  /**
   * The result, if the trial was made before; one that failed or was stopped does not count. A file
   * that cannot be read is set aside, and the log says so: the trial is to be made again.
   *
   * @throws CarouselException if it cannot be set aside
   */
  public Optional<TrialResult> done(Trial trial) {
    return read(trial).filter(known -> !known.outcome().isOpen());
  }

  /** The result that was written here for a trial, however it ended; otherwise as {@link #done}. */
  public Optional<TrialResult> read(Trial trial) {
    Path file = result(trial.pauseAt());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      TrialResult known = ExperimentJson.read(Files.readString(file), TrialResult.class);
      return Optional.of(known).filter(one -> one.trial().equals(trial));
    } catch (JsonProcessingException e) {
      setAside(file, ExperimentJson.fault(e));
    } catch (CharacterCodingException e) {
      setAside(file, "bytes that are not UTF-8");
    } catch (IOException e) {
      setAside(file, InputFiles.fault(file, e));
    }
    return Optional.empty();
  }

  private static void setAside(Path file, String found) {
    Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CarouselException.failure("The damaged result of a trial cannot be set aside.")
          .expected("a name that is free, or a file that may be replaced: " + aside.getFileName())
          .found(e)
          .where(file)
          .mend("remove the file: the trial is then read from its run folder, or made again")
          .cause(e)
          .build();
    }
    LOG.warn(
        "The damaged result of a trial is set aside: {} ({}). The trial goes on from its run"
            + " folder; the file is kept as {}.",
        file,
        found,
        aside.getFileName());
  }

  void write(TrialResult result) {
    AtomicFiles.writeString(result(result.trial().pauseAt()), ExperimentJson.write(result) + "\n");
  }
}
