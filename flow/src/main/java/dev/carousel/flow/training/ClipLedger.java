package dev.carousel.flow.training;

import dev.carousel.data.Chunk;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.TrainingListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records clipping while a network trains: the norm of every update's gradient before and after the
 * hooks. At intervals, it also records how far the hooks turned the gradient, each tensor's share
 * of its norm, and the time step with the largest state gradient. A long run keeps only some
 * updates, but counts all. Changes nothing.
 */
public final class ClipLedger implements TrainingListener {
  private final int every;
  private final Thinned<ClipReport.Entry> entries = new Thinned<>(1, ClipReport.MOST_ENTRIES);
  private final Map<String, Double> shares = new TreeMap<>();
  private final Thinned<ClipReport.StepShare> steps;
  private int samples;
  private long updates;
  private long clipped;
  private double before;
  private @Nullable NamedTensors copy;
  private @Nullable StepSquares squares;

  /**
   * @param every the number of updates between two whose direction and tensors are recorded
   */
  public ClipLedger(int every) {
    this.every = every;
    steps = new Thinned<>(every, ClipReport.MOST_STEPS);
  }

  @Override
  public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    squares = update % every == 0 ? new StepSquares(chunk.steps(), chunk.rows()) : null;
    return squares;
  }

  @Override
  public void gradients(UpdateHook.Update update) {
    before = update.gradients().norm();
    copy = null;
    if (update.index() % every == 0) {
      copy = update.gradients().copy();
      addShares(update.gradients());
    }
  }

  private void addShares(NamedTensors gradients) {
    double whole = before * before;
    if (whole > 0 && Double.isFinite(whole)) {
      for (Map.Entry<String, Tensor> named : gradients.asMap().entrySet()) {
        shares.merge(named.getKey(), named.getValue().sumOfSquares() / whole, Double::sum);
      }
      samples++;
    }
  }

  @Override
  public void hooked(UpdateHook.Update update) {
    double after = update.gradients().norm();
    NamedTensors known = copy;
    double cosine = known == null ? Double.NaN : known.cosine(update.gradients());
    ClipReport.Entry entry = ClipReport.Entry.of(update.index(), before, after, cosine);
    entries.add(update.index(), entry);
    updates++;
    clipped += entry.clipped() ? 1 : 0;
    ClipReport.StepShare largest = squares == null ? null : squares.largest(update.index());
    if (largest != null) {
      steps.add(update.index(), largest);
    }
  }

  /** The record so far. */
  public ClipReport report() {
    Map<String, Double> means = new TreeMap<>(shares);
    means.replaceAll((parameter, sum) -> sum / samples);
    return new ClipReport(
        updates, clipped, entries.points(), ClipReport.falling(means), steps.points());
  }
}
