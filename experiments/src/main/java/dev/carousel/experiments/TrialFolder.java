package dev.carousel.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one trial: its run folder {@code run}, and its result, which is written when the
 * trial has ended or paused, as a whole or not at all. Immutable and thread-safe.
 *
 * @param path of the folder
 */
public record TrialFolder(Path path) {
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

  /** The result, if the trial was made before; one that failed or was stopped does not count. */
  public Optional<TrialResult> done(Trial trial) {
    return read(trial).filter(known -> !known.outcome().isOpen());
  }

  /** The result that was written here for a trial, however it ended. */
  public Optional<TrialResult> read(Trial trial) {
    Path file = result(trial.pauseAt());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      TrialResult known = ExperimentJson.read(Files.readString(file), TrialResult.class);
      return Optional.of(known).filter(one -> one.trial().equals(trial));
    } catch (JsonProcessingException e) {
      throw damaged(file, ExperimentJson.fault(e), e);
    } catch (IOException e) {
      throw damaged(file, e.toString(), e);
    }
  }

  private static CarouselException damaged(Path file, String found, IOException cause) {
    return CarouselException.failure("The result of a trial cannot be read.")
        .expected("what 'carousel sweep' wrote")
        .found(found)
        .where(file)
        .mend("remove the file: the trial is then read from its run folder, or made again")
        .cause(cause)
        .build();
  }

  void write(TrialResult result) {
    AtomicFiles.writeString(result(result.trial().pauseAt()), ExperimentJson.write(result) + "\n");
  }
}
