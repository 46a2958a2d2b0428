package dev.carousel.flow.training;

import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.Network;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a training: clipping, the size of updates, gradient flow and losses. It keeps a bounded
 * number of points for runs of any length.
 *
 * <p>Notified by the training thread; any thread may call {@link #report()} and {@link #newest()}.
 */
public final class TrainingWatch {
  /** The default number of updates between two that are examined closely. */
  public static final int EVERY = 10;

  /**
   * The default number of updates between two measurements of gradient flow, which are the most
   * expensive.
   */
  public static final int FLOW_EVERY = 20;

  /** The number of rows, fewer than for a diagnosis because this is measured often. */
  private static final int ROWS = 8;

  private final Supplier<FlowHistory> flow;
  private Meters meters;
  private @Nullable WatchReport earlier;

  /** The meters since the start of a run, or since a roll-back. */
  private record Meters(
      ClipLedger clipping,
      UpdateRatios updates,
      FlowHistory history,
      LossCurve losses,
      TrainingListener all) {

    static Meters of(FlowHistory history) {
      ClipLedger clipping = new ClipLedger(EVERY);
      UpdateRatios updates = new UpdateRatios(EVERY);
      LossCurve losses = new LossCurve(EVERY);
      List<TrainingListener> all = List.of(clipping, updates, history, losses);
      return new Meters(clipping, updates, history, losses, TrainingListener.of(all));
    }

    WatchReport report() {
      return new WatchReport(
          clipping.report(), updates.points(), history.points(), losses.losses());
    }
  }

  private TrainingWatch(Supplier<FlowHistory> flow) {
    this.flow = flow;
    meters = Meters.of(flow.get());
  }

  /**
   * Watches a network.
   *
   * @param part the data for gradient flow
   * @param settings of which only lag and seed are used
   */
  public static TrainingWatch of(
      Network network, Part part, FlowSettings settings, FlowMeter meter) {
    FlowSettings few =
        new FlowSettings(
            settings.lag(), Math.min(ROWS, settings.rows()), 1, settings.seed(), false);
    return new TrainingWatch(() -> new FlowHistory(network, part, few, meter, FLOW_EVERY));
  }

  /** The listener for the trainer. */
  public TrainingListener listener() {
    return new Guarded();
  }

  /** The report so far, without updates that a roll-back has undone. */
  public synchronized WatchReport report() {
    WatchReport known = earlier;
    WatchReport since = meters.report();
    return known == null ? since : known.then(since);
  }

  /** The last measurement of gradient flow; empty before the first update. */
  public synchronized Optional<FlowReport> newest() {
    List<FlowHistory.Point> known = earlier == null ? List.of() : earlier.history();
    return meters
        .history()
        .newest()
        .or(() -> known.stream().reduce((before, last) -> last))
        .map(FlowHistory.Point::flow);
  }

  /** A listener that excludes concurrent reads. */
  private final class Guarded implements TrainingListener {
    @Override
    public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
      synchronized (TrainingWatch.this) {
        return meters.all().stateGradients(update, chunk);
      }
    }

    @Override
    public void gradients(UpdateHook.Update update) {
      synchronized (TrainingWatch.this) {
        meters.all().gradients(update);
      }
    }

    @Override
    public void hooked(UpdateHook.Update update) {
      synchronized (TrainingWatch.this) {
        meters.all().hooked(update);
      }
    }

    @Override
    public void stepped(long update, NamedTensors parameters) {
      synchronized (TrainingWatch.this) {
        meters.all().stepped(update, parameters);
      }
    }

    @Override
    public void updated(Progress progress) {
      synchronized (TrainingWatch.this) {
        meters.all().updated(progress);
      }
    }

    @Override
    public void rolledBack(long update, Checkpoint to) {
      synchronized (TrainingWatch.this) {
        earlier = report().before(to.counters().updates());
        meters = Meters.of(flow.get());
      }
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      synchronized (TrainingWatch.this) {
        meters.all().validated(point, isBest);
      }
    }
  }
}
