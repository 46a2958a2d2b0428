package dev.carousel.flow.training;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last state of a training whose loss and gradient were finite, so that it can be
 * measured if the training fails. States near the limit of float32 are skipped if there is a better
 * one, since a measurement would overflow. Changes nothing.
 */
public final class LastFinite implements TrainingListener {
  /** The square root of float32's largest number: a product of two such values is finite. */
  private static final double MEASURABLE = 1.8e19;

  private @Nullable NamedTensors kept;
  private boolean isMeasurable;
  private boolean isSpoilt;
  private boolean isAmid;
  private boolean isLossLost;
  private long planned;
  private long updates;
  private long nonFinite;
  private long first = -1;
  private double norm = Double.NaN;

  @Override
  public void gradients(UpdateHook.Update update) {
    updates++;
    double found = update.gradients().norm();
    isAmid = Double.isFinite(found) && Double.isFinite(update.loss());
    if (!isAmid) {
      first = nonFinite++ == 0 ? update.index() : first;
      return;
    }
    norm = found;
    boolean isSafe = found < MEASURABLE && Math.abs(update.loss()) < MEASURABLE;
    if (isSafe || !isMeasurable) {
      keep(update.parameters());
      isMeasurable = isSafe;
    }
  }

  private void keep(NamedTensors parameters) {
    NamedTensors known = kept;
    if (known == null) {
      kept = parameters.copy();
    } else {
      known.assign(parameters);
    }
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    isSpoilt = !parameters.isFinite();
    isAmid &= !isSpoilt;
  }

  @Override
  public void updated(Progress progress) {
    planned = progress.plannedUpdates();
    isAmid = false;
  }

  @Override
  public void validated(Checkpoint.ValidationPoint point, boolean isBest) {
    isLossLost |= point.isMeasured() && !point.isFinite();
  }

  /**
   * Whether a training failed because it was not finite. Failures of a plugin or of the data are
   * not, and neither are failures during an update whose loss and gradient are finite.
   */
  public boolean explains(CarouselException failure) {
    return (hasMetNonFinite() || isLossLost) && !isAmid && failure.getCause() == null;
  }

  /** Whether the last step made parameters non-finite. */
  public boolean isSpoilt() {
    return isSpoilt;
  }

  /** Whether an update or the parameters were not finite. */
  public boolean hasMetNonFinite() {
    return nonFinite > 0 || isSpoilt;
  }

  /** The parameters of that state; empty if no update was finite. They change with the run. */
  public Optional<NamedTensors> parameters() {
    return Optional.ofNullable(kept);
  }

  /** The number of planned updates; the updates seen if only time was the limit. */
  public long planned() {
    return Math.max(planned, updates);
  }

  /** The number of updates seen. */
  public long updates() {
    return updates;
  }

  /** The number of them that were not finite. */
  public long nonFinite() {
    return nonFinite;
  }

  /** The first that was not finite; -1 for none. */
  public long first() {
    return first;
  }

  /** The norm of the last gradient that was finite; NaN if none was. */
  public double norm() {
    return norm;
  }
}
