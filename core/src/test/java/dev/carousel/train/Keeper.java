package dev.carousel.train;

import dev.carousel.train.Checkpoint.ValidationPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes every checkpoint to one file, and asks for a stop after some update. */
final class Keeper implements TrainingListener {
  final List<ValidationPoint> validations = new ArrayList<>();
  final List<Progress> updates = new ArrayList<>();
  private final Path file;
  private final long stopAfter;
  private @Nullable Trainer trainer;

  /** Asks for no stop if {@code stopAfter} is 0. */
  Keeper(Path file, long stopAfter) {
    this.file = file;
    this.stopAfter = stopAfter;
  }

  /** Trains to the end or to the stop, and closes the engine. */
  TrainingResult run(Setup setup) {
    return go(setup, null);
  }

  /** Goes on from the file. */
  TrainingResult resume(Setup setup) {
    return go(setup, checkpoint());
  }

  private TrainingResult go(Setup setup, @Nullable Checkpoint from) {
    Setup mine = setup.with(this);
    try (var engine = mine.engine()) {
      Trainer made = mine.trainer();
      trainer = from == null ? made : made.resumeFrom(from);
      return made.run();
    }
  }

  /** What was last written. */
  Checkpoint checkpoint() {
    return CheckpointFile.read(file).checkpoint();
  }

  @Override
  public void updated(Progress progress) {
    updates.add(progress);
    if (progress.updates() == stopAfter) {
      Objects.requireNonNull(trainer).stop();
    }
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    validations.add(point);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    new CheckpointFile(checkpoint, Map.of("seed", "7")).write(file);
  }
}
