package dev.carousel.flow.clipping;

import dev.carousel.flow.training.ClipLedger;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records one training in a comparison of clipping methods, with every update. */
public final class ClipBooks implements TrainingListener {
  private static final int PARTS = 10;

  private final ClipLedger ledger = new ClipLedger(1);
  private final List<Double> norms = new ArrayList<>();
  private final List<Double> largest = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private double validLoss = Double.NaN;

  @Override
  public void gradients(UpdateHook.Update update) {
    ledger.gradients(update);
    norms.add(update.gradients().norm());
    largest.add(largest(update.gradients()));
    losses.add(update.loss());
  }

  private static double largest(NamedTensors gradients) {
    double largest = 0;
    for (Tensor tensor : gradients.asMap().values()) {
      for (int i = 0; i < tensor.size(); i++) {
        largest = Math.max(largest, Math.abs(tensor.get(i)));
      }
    }
    return largest;
  }

  @Override
  public void hooked(UpdateHook.Update update) {
    ledger.hooked(update);
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    validLoss = point.validLoss();
  }

  /** The norms of all updates before hooks. */
  double[] norms() {
    return norms.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The largest modulus of an element, of all updates before hooks. */
  double[] largest() {
    return largest.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether it learnt something, and every update was finite. */
  boolean wentWell() {
    return notFinite() == 0 && !losses.isEmpty() && lastLoss() < mean(losses.subList(0, part()));
  }

  /** Whether an update was not finite. */
  boolean isExploded() {
    return notFinite() > 0;
  }

  private long notFinite() {
    return norms.stream().filter(norm -> !Double.isFinite(norm)).count();
  }

  private double lastLoss() {
    return mean(losses.subList(losses.size() - part(), losses.size()));
  }

  /** A tenth of all updates, and one at least if there is any. */
  private int part() {
    return Math.min(losses.size(), Math.max(1, losses.size() / PARTS));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /**
   * The recorded trial.
   *
   * @param clipper the hook, as a user writes it
   * @param stopped why the training stopped early; null if it did not
   */
  ClipTrial trial(String clipper, @Nullable String stopped) {
    ClipReport report = ledger.report();
    double[] cosines =
        report.entries().stream()
            .mapToDouble(ClipReport.Entry::cosine)
            .filter(Double::isFinite)
            .toArray();
    return new ClipTrial(
        clipper,
        stopped == null ? lastLoss() : Double.NaN,
        stopped == null ? validLoss : Double.NaN,
        report.clippedShare(),
        Arrays.stream(cosines).average().orElse(Double.NaN),
        report.entries().stream().mapToDouble(ClipReport.Entry::after).max().orElse(Double.NaN),
        norms.size() - report.entries().size(),
        notFinite(),
        stopped);
  }
}
