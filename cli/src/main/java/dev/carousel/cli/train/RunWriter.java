package dev.carousel.cli.train;

import dev.carousel.cli.options.ChangedData;
import dev.carousel.model.SavedModel;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FailedUpdateFile;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run in its folder. Nothing in the model's file depends on time or on the number of
 * threads: the same run gives the same bytes.
 */
final class RunWriter {
  private final RunFolder folder;
  private final RunParts parts;
  private final Map<String, String> checkpointSettings;
  private final @Nullable RunWatch watch;
  private final List<ValidationPoint> history = new ArrayList<>();
  private @Nullable ValidationPoint best;
  private boolean isModelOld;
  private @Nullable Path nonFinite;

  /**
   * A writer for one run.
   *
   * @param from what the run goes on from; null for a new one
   * @param watch what is seen while it trains; null if nobody watches
   */
  RunWriter(RunFolder folder, RunParts parts, @Nullable Checkpoint from, @Nullable RunWatch watch) {
    this.folder = folder;
    this.parts = parts;
    this.watch = watch;
    this.checkpointSettings = Resumption.settings(parts);
    if (from != null) {
      history.addAll(from.history());
      best = Checkpoint.best(from.history()).orElse(null);
      isModelOld = from.best() != null;
    }
  }

  void validated(ValidationPoint point, boolean isBest) {
    history.add(point);
    if (isBest) {
      best = point;
      isModelOld = true;
    }
  }

  /**
   * The model first: a run that is killed between the two writes it once more. What was seen before
   * that: of too much of it a run that goes on leaves out the rest.
   */
  void checkpoint(Checkpoint checkpoint) {
    if (watch != null) {
      watch.keep(folder);
    }
    NamedTensors parameters = checkpoint.best();
    if (isModelOld && parameters != null) {
      writeModel(parameters);
      isModelOld = false;
    }
    folder.checkpoints().write(checkpoint, checkpointSettings, parts.keepCheckpoints());
  }

  /** Keeps an update that is not finite, to be run again; the file. */
  Path nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    Path file = folder.nonFinite(failed.update());
    new FailedUpdateFile(failed, cause).write(file);
    nonFinite = file;
    return file;
  }

  /** The first update that was not finite; null if there was none in this session. */
  @Nullable Path nonFinite() {
    return nonFinite;
  }

  /** Where the run is kept. */
  RunFolder folder() {
    return folder;
  }

  /** Keeps what was seen of the run, which has ended, and the page of it. */
  void keepWatch() {
    if (watch != null) {
      watch.keepAll(folder);
    }
  }

  /** Writes the model of these parameters. */
  void writeModel(NamedTensors parameters) {
    Map<String, String> notes = new LinkedHashMap<>(parts.options().settings());
    notes.put(ChangedData.NOTE, parts.data().identity().brief().toJson());
    if (best != null) {
      notes.put("bestUpdate", Long.toString(best.update()));
      notes.put("trainLoss", Double.toString(best.trainLoss()));
      notes.put("validLoss", Double.toString(best.validLoss()));
    }
    new SavedModel(parts.network().spec(), parts.data().codec(), notes, parameters)
        .write(folder.model());
  }

  /** The validation at which the model was best; null for none. */
  @Nullable ValidationPoint best() {
    return best;
  }

  /** All validations. */
  List<ValidationPoint> history() {
    return List.copyOf(history);
  }
}
