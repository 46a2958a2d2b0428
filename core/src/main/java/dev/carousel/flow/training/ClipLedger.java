package dev.carousel.flow.training;

import dev.carousel.data.Chunk;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of clipping while a network trains: the norm of every update's gradient before
 * and after the hooks, and now and then how far they turned it, which tensor its norm is made of,
 * and at which time step the gradient of the states is largest. Changes nothing.
 */
public final class ClipLedger implements TrainingListener {
  /** A gradient that a hook scaled by less than this was not clipped. */
  private static final double UNCHANGED = 1e-4;

  private final int every;
  private final List<ClipReport.Entry> entries = new ArrayList<>();
  private final Map<String, Double> shares = new TreeMap<>();
  private final List<ClipReport.StepShare> steps = new ArrayList<>();
  private int samples;
  private double before;
  private @Nullable NamedTensors copy;
  private @Nullable StepSquares squares;

  /**
   * @param every how many updates lie between two whose direction and tensors are looked at
   */
  public ClipLedger(int every) {
    this.every = every;
  }

  @Override
  public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    squares = update % every == 0 ? new StepSquares(chunk.steps(), chunk.rows()) : null;
    return squares;
  }

  @Override
  public void gradients(GradientHook.Update update) {
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
  public void hooked(GradientHook.Update update) {
    double after = update.gradients().norm();
    NamedTensors known = copy;
    double cosine = known == null ? Double.NaN : known.cosine(update.gradients());
    boolean isClipped = after < before * (1 - UNCHANGED);
    entries.add(new ClipReport.Entry(update.index(), before, after, cosine, isClipped));
    ClipReport.StepShare largest = squares == null ? null : squares.largest(update.index());
    if (largest != null) {
      steps.add(largest);
    }
  }

  /** What has been found so far. */
  public ClipReport report() {
    List<ClipReport.Share> dominant =
        shares.entrySet().stream()
            .map(share -> new ClipReport.Share(share.getKey(), share.getValue() / samples))
            .sorted((a, b) -> Double.compare(b.share(), a.share()))
            .toList();
    return new ClipReport(List.copyOf(entries), dominant, List.copyOf(steps));
  }
}
