package dev.carousel.cli.train;

import dev.carousel.cli.options.Session;
import dev.carousel.data.Part;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.flow.dynamics.DynamicsSettings;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerUse;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Subject;
import dev.carousel.interop.tensorboard.EventFile;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run as events for TensorBoard. If they can no longer be written, the run goes on without
 * them.
 */
final class TensorBoardEvents implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardEvents.class);

  /** Updates between two points of a curve. */
  private static final int EVERY = 10;

  /** Updates between the first measurements of gradient flow; later ones lie further apart. */
  private static final int FLOW_EVERY = 20;

  private static final double FLOW_GROWTH = 1.1;
  private static final int LAG = 100;
  private static final int ROWS = 8;

  private final Session session;
  private final Network network;
  private final Part part;
  private final FlowSettings settings;
  private final EventFile file;
  private long nextFlow;
  private boolean isBroken;

  private TensorBoardEvents(
      Session session, Network network, Part part, FlowSettings settings, EventFile file) {
    this.session = session;
    this.network = network;
    this.part = part;
    this.settings = settings;
    this.file = file;
  }

  /**
   * Begins the events of a run.
   *
   * @param from what the run goes on from; null for a new one
   * @throws dev.carousel.error.CarouselException if the folder cannot be written to, or the data is
   *     too short to measure on
   */
  static TensorBoardEvents in(
      Path folder, Session session, RunParts parts, @Nullable Checkpoint from) {
    Part part = Subject.part(parts.data());
    FlowSettings wanted = LagChoice.of(part, LAG, parts.plan().seed()).settings();
    FlowSettings few =
        new FlowSettings(wanted.lag(), Math.min(ROWS, wanted.rows()), 1, wanted.seed(), false);
    EventFile file = EventFile.in(folder, session.clock());
    TensorBoardEvents events = new TensorBoardEvents(session, parts.network(), part, few, file);
    if (from != null) {
      events.goOn(from);
    }
    return events;
  }

  private void goOn(Checkpoint from) {
    long made = from.counters().updates();
    nextFlow = made;
    unlessBroken(() -> file.goOnFrom(made));
  }

  @Override
  public void updated(Progress progress) {
    long update = progress.updates();
    if (update % EVERY == 0 || update == 1) {
      unlessBroken(
          () -> {
            file.scalar("loss/train", update, progress.loss());
            file.scalar("grad/norm", update, progress.gradientNorm());
            file.scalar("grad/clipped-share", update, progress.clippedShare());
            file.scalar("speed/predictions-per-second", update, progress.symbolsPerSecond());
          });
    }
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    unlessBroken(() -> file.scalar("loss/valid", point.update(), point.validLoss()));
  }

  @Override
  public void rolledBack(long update, Checkpoint to) {
    goOn(to);
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    if (update >= nextFlow && !isBroken) {
      long step = update + 1;
      FlowReport flow = session.flow().measure(network, parameters, part, settings);
      DynamicsSettings states = DynamicsSettings.ofSteps(settings.lag() + 1);
      Iterable<LayerUse> uses = Dynamics.uses(network, parameters, part, states);
      unlessBroken(
          () -> {
            flow.layers().forEach(layer -> horizons(layer, step));
            uses.forEach(layer -> histograms(layer, step));
          });
      nextFlow = Math.max(update + FLOW_EVERY, (long) (update * FLOW_GROWTH));
    }
  }

  private void horizons(LayerFlow layer, long step) {
    for (StateFlow state : layer.states()) {
      if (state.growth() != null) {
        String tag = "flow/horizon/" + layer.name() + "." + state.state();
        file.scalar(tag, step, state.growth().horizon());
      }
    }
  }

  private void histograms(LayerUse layer, long step) {
    for (TimeScales scales : layer.timeScales()) {
      file.histogram("time-scale/" + layer.name() + "." + scales.state(), step, scales.steps());
    }
    for (GateUse gate : layer.gates()) {
      file.histogram("gate/" + layer.name() + "." + gate.gate(), step, gate.mean());
    }
  }

  private void unlessBroken(Runnable write) {
    if (isBroken) {
      return;
    }
    try {
      write.run();
    } catch (UncheckedIOException e) {
      isBroken = true;
      LOG.warn("{} The run goes on without them.", e.getMessage(), e.getCause());
    }
  }

  /** Ends the file. */
  void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("The file of events for TensorBoard could not be closed", e);
    }
  }
}
