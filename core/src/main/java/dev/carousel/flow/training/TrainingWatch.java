package dev.carousel.flow.training;

import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.Network;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is watched while a network trains: clipping, the size of updates, gradient flow and
 * losses. Of a run of any length it keeps a bounded number of points.
 *
 * <p>Told by the training thread; {@link #report()} and {@link #newest()} may be asked for by any.
 */
public final class TrainingWatch {
  /** How many updates lie between two that are looked at closely, where nothing else is said. */
  public static final int EVERY = 10;

  /** And between two measurements of gradient flow, which cost more than all else. */
  public static final int FLOW_EVERY = 20;

  /** Fewer rows and places than for a diagnosis: it is done often. */
  private static final int ROWS = 8;

  private final ClipLedger clipping = new ClipLedger(EVERY);
  private final UpdateRatios updates = new UpdateRatios(EVERY);
  private final LossCurve losses = new LossCurve(EVERY);
  private final FlowHistory history;
  private final TrainingListener all;

  private TrainingWatch(FlowHistory history) {
    this.history = history;
    all = TrainingListener.of(List.of(clipping, updates, history, losses));
  }

  /**
   * Watches a network.
   *
   * @param part what to measure gradient flow on
   * @param settings of which lag and seed are taken
   */
  public static TrainingWatch of(
      Network network, Part part, FlowSettings settings, FlowMeter meter) {
    FlowSettings few =
        new FlowSettings(
            settings.lag(), Math.min(ROWS, settings.rows()), 1, settings.seed(), false);
    return new TrainingWatch(new FlowHistory(network, part, few, meter, FLOW_EVERY));
  }

  /** What a trainer is to tell. */
  public TrainingListener listener() {
    return new Guarded();
  }

  /** What has been seen so far. */
  public synchronized WatchReport report() {
    return new WatchReport(clipping.report(), updates.points(), history.points(), losses.losses());
  }

  /** The last measurement of gradient flow; empty before the first update. */
  public synchronized Optional<FlowReport> newest() {
    return history.newest().map(FlowHistory.Point::flow);
  }

  /** One moment at a time, and none while somebody reads. */
  private final class Guarded implements TrainingListener {
    @Override
    public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
      synchronized (TrainingWatch.this) {
        return all.stateGradients(update, chunk);
      }
    }

    @Override
    public void gradients(GradientHook.Update update) {
      synchronized (TrainingWatch.this) {
        all.gradients(update);
      }
    }

    @Override
    public void hooked(GradientHook.Update update) {
      synchronized (TrainingWatch.this) {
        all.hooked(update);
      }
    }

    @Override
    public void stepped(long update, NamedTensors parameters) {
      synchronized (TrainingWatch.this) {
        all.stepped(update, parameters);
      }
    }

    @Override
    public void updated(Progress progress) {
      synchronized (TrainingWatch.this) {
        all.updated(progress);
      }
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      synchronized (TrainingWatch.this) {
        all.validated(point, isBest);
      }
    }
  }
}
