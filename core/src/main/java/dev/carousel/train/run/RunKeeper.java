package dev.carousel.train.run;

import dev.carousel.data.DataIdentity;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FailedUpdateFile;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.RunFolder;
import dev.carousel.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of a run to its folder. Use it as the trainer's listener, or call it from your
 * own. {@link HeldRun} starts the folder.
 *
 * <p>A new best model is written before the checkpoint that records it. So a run that is killed
 * between the two writes the same model again when it is resumed. After any kill, the model is at
 * least as new as the newest checkpoint records.
 *
 * <p>Nothing in the model's file depends on time or on the number of threads: the same run gives
 * the same bytes. Used by one thread.
 */
public final class RunKeeper implements TrainingListener {
  private final RunFolder folder;
  private final RunFile file;
  private final NetworkSpec network;
  private final Map<String, String> notes;
  private final int keepCheckpoints;
  private final List<ValidationPoint> history = new ArrayList<>();
  private @Nullable ValidationPoint best;
  private boolean isModelOld;
  private @Nullable Path nonFinite;

  /**
   * A keeper for one session of a run.
   *
   * @param folder locked by the caller
   * @param file the options of the run
   * @param notes for the model, about its training: usually the options that determine its bits
   * @param keepCheckpoints the number of checkpoints to keep, at least 1
   * @param from the checkpoint from which the run continues; null for a new run
   * @throws dev.carousel.error.CarouselException if no plugin provides the network's cell, so that
   *     its model could not be read
   */
  public RunKeeper(
      RunFolder folder,
      RunFile file,
      NetworkSpec network,
      Map<String, String> notes,
      int keepCheckpoints,
      @Nullable Checkpoint from) {
    network.requireSavable();
    this.folder = folder;
    this.file = file;
    this.network = network;
    this.notes = new LinkedHashMap<>(notes);
    this.keepCheckpoints = keepCheckpoints;
    if (from != null) {
      history.addAll(from.history());
      best = Checkpoint.best(from.history()).orElse(null);
      isModelOld = from.best() != null;
    }
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    history.add(point);
    if (isBest) {
      best = point;
      isModelOld = true;
    }
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    NamedTensors parameters = checkpoint.best();
    if (isModelOld && parameters != null) {
      writeModel(parameters);
      isModelOld = false;
    }
    folder.checkpoints().write(checkpoint, file.checkpointSettings(), keepCheckpoints);
  }

  /** Writes an update that is not finite, so that it can be repeated. */
  @Override
  public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    Path kept = folder.nonFinite(failed.update());
    new FailedUpdateFile(failed, cause).write(kept);
    nonFinite = kept;
  }

  /**
   * Writes the model of these parameters, with the best validation in its notes; the last step of a
   * run.
   */
  public void writeModel(NamedTensors parameters) {
    Map<String, String> all = new LinkedHashMap<>(notes);
    all.put(DataIdentity.NOTE, file.data().brief().toJson());
    if (best != null) {
      all.put("bestUpdate", Long.toString(best.update()));
      all.put("trainLoss", Double.toString(best.trainLoss()));
      all.put("validLoss", Double.toString(best.validLoss()));
    }
    new SavedModel(network, file.codec(), all, parameters).write(folder.model());
  }

  /** The file of the first update that was not finite; null if there was none in this session. */
  public @Nullable Path nonFinite() {
    return nonFinite;
  }

  /** The validation at which the model was best; null for none. */
  public @Nullable ValidationPoint best() {
    return best;
  }

  /** All validations, including those of earlier sessions. */
  public List<ValidationPoint> history() {
    return List.copyOf(history);
  }

  /** The folder of the run. */
  public RunFolder folder() {
    return folder;
  }
}
