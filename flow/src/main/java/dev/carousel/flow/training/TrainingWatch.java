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

  private final Supplier<FlowHistory> flow;
  private Meters meters;
  private @Nullable WatchReport earlier;

  /** What looks on, from the start of a run or from the state that it was sent back to. */
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
   * @param part what to measure gradient flow on
   * @param settings of which lag and seed are taken
   */
  public static TrainingWatch of(
      Network network, Part part, FlowSettings settings, FlowMeter meter) {
    FlowSettings few =
        new FlowSettings(
            settings.lag(), Math.min(ROWS, settings.rows()), 1, settings.seed(), false);
    return new TrainingWatch(() -> new FlowHistory(network, part, few, meter, FLOW_EVERY));
  }

  /** What a trainer is to tell. */
  public TrainingListener listener() {
    return new Guarded();
  }

  /** What has been seen so far, but for what a hook that sends the run back has undone. */
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

  /** One moment at a time, and none while somebody reads. */
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
