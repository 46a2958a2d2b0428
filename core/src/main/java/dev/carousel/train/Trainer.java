package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Loss;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: forward, backward, hooks, optimizer, chunk after chunk.
 *
 * <p>The same seed, data and plan give the same parameters bit for bit, on any number of threads,
 * and also when the run is resumed from a checkpoint (unless time is its limit). An update that a
 * hook skips leaves parameters and optimizer as they are and sets the carried states back to zero,
 * since they may be what is not finite.
 *
 * <p>Used once, by one thread; {@link #stop()} may be called from any.
 */
public final class Trainer {
  private final Network network;
  private final Dataset data;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final HookChain hooks;
  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final Clock clock;
  private final @Nullable Consumer<StateGradient> watcher;
  private final NonFiniteWatch nonFinite;
  private final NormWatch norms;

  private NamedTensors parameters;
  private BoundNetwork bound;
  private OptimizerState memory;
  private Carry carry = Carry.zero();
  private Counters counters = Counters.start();
  private @Nullable NamedTensors best;
  private final List<ValidationPoint> history = new ArrayList<>();
  private long startMillis;
  private long checkpointMillis;
  private long plannedUpdates;
  private volatile boolean stopRequested;

  /** A run from new parameters. */
  public Trainer(
      Network network,
      Dataset data,
      Optimizer optimizer,
      Schedule schedule,
      List<NamedHook> hooks,
      TrainingPlan plan,
      TrainingListener listener,
      Clock clock) {
    this.hooks = new HookChain(hooks);
    this.network = this.hooks.watchesPaths() ? network.apart() : network;
    this.data = data;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.plan = plan;
    this.listener = listener;
    this.clock = clock;
    watcher = this.hooks.watcher();
    nonFinite = new NonFiniteWatch(network, plan.seed(), listener);
    norms = new NormWatch(this.hooks, this.network);
    parameters = network.initialParameters(plan.seed());
    bound = this.network.bind(parameters);
    memory = optimizer.init(parameters);
    if (data.training().symbols() == 0) {
      throw CarouselException.failure("There is nothing to train on.")
          .where(data.description())
          .build();
    }
  }

  /** A run at a constant step size, without hooks, that nobody listens to. */
  public static Trainer of(Network network, Dataset data, Optimizer optimizer, TrainingPlan plan) {
    return new Trainer(
        network,
        data,
        optimizer,
        Schedule.constant(),
        List.of(),
        plan,
        TrainingListener.none(),
        Clock.systemUTC());
  }

  /**
   * Goes on from a checkpoint instead; to be called before {@link #run()}. The checkpoint's
   * optimizer state becomes the run's own and changes with it.
   *
   * @throws CarouselException if its parameters are not the network's
   */
  public Trainer resumeFrom(Checkpoint checkpoint) {
    parameters = network.adopt(checkpoint.parameters());
    bound = network.bind(parameters);
    memory = checkpoint.optimizer();
    carry = checkpoint.carry();
    counters = checkpoint.counters();
    best = checkpoint.best();
    history.addAll(checkpoint.history());
    for (int i = 0; i < hooks.hooks().size() && i < checkpoint.hooks().size(); i++) {
      hooks.hooks().get(i).hook().remember(checkpoint.hooks().get(i));
    }
    return this;
  }

  /** Asks the run to end after the current update. */
  public void stop() {
    stopRequested = true;
  }

  /** Trains until the limit, until patience is out, or until it is stopped. */
  public TrainingResult run() {
    startMillis = clock.millis() - Math.round(counters.seconds() * 1000);
    checkpointMillis = clock.millis();
    Epoch epoch = epoch();
    plannedUpdates = plan.limit().plannedUpdates(epoch.size());
    TrainingResult.Reason reason = endReason();
    while (reason == null) {
      if (counters.chunk() >= epoch.size()) {
        counters = counters.nextEpoch();
        epoch = epoch();
      }
      update(epoch.chunk(counters.chunk()));
      boolean isEpochEnd = counters.chunk() >= epoch.size();
      if (isEpochEnd || counters.updates() % plan.evaluateEvery() == 0) {
        validate();
      } else if (minutesSince(checkpointMillis) >= plan.checkpointMinutes()) {
        saveCheckpoint();
      }
      reason = endReason();
    }
    if (reason == TrainingResult.Reason.STOPPED) {
      // No validation that an undisturbed run would not make: it could choose other parameters.
      saveCheckpoint();
    } else if (counters.lossCount() > 0 || history.isEmpty()) {
      validate();
    }
    return result(reason);
  }

  private Epoch epoch() {
    return data.training().epoch(plan.batch(), plan.bptt(), plan.seed(), counters.epoch());
  }

  private void update(Chunk chunk) {
    NetworkPass pass = bound.forwardTraining(chunk, carry, plan.seed(), counters.updates());
    long index = counters.updates();
    @Nullable Consumer<StateGradient> watching =
        HookChain.watcher(listener.stateGradients(index, chunk), watcher);
    NetworkPass.Gradients gradients = pass.backward(norms.watcher(watching, chunk));
    double norm = gradients.parameters().norm();
    Loss loss = gradients.loss();
    nonFinite.look(parameters, chunk, carry, index, loss.sum(), norm);
    GradientHook.Update update =
        new GradientHook.Update(
            index,
            loss.mean(),
            parameters,
            gradients.parameters(),
            norms.found(parameters, pass, chunk));
    listener.gradients(update);
    HookChain.Result result = hooks.update(update);
    if (result.skipped()) {
      carry = Carry.zero();
    } else {
      listener.hooked(update);
      double factor = schedule.factor(counters.updates(), plannedUpdates);
      optimizer.update(memory, parameters, gradients.parameters(), factor);
      bound.refresh();
      carry = pass.carry();
      listener.stepped(index, parameters);
    }
    pass.release();
    counters =
        counters
            .after(result, loss.sum(), loss.predictions())
            .withSeconds((clock.millis() - startMillis) / 1000.0);
    listener.updated(progress(loss.mean(), norm));
  }

  private Progress progress(double loss, double norm) {
    double seconds = Math.max(1e-3, counters.seconds());
    double fraction = fraction();
    return new Progress(
        counters.updates(),
        plannedUpdates,
        fraction,
        fraction > 0 ? seconds * (1 - fraction) / fraction : Double.NaN,
        loss,
        norm,
        counters.clippedShare(),
        counters.symbols() / seconds);
  }

  private double fraction() {
    double byUpdates = plannedUpdates > 0 ? (double) counters.updates() / plannedUpdates : 0;
    double minutes = plan.limit().minutes();
    double byTime = minutes > 0 ? counters.seconds() / 60 / minutes : 0;
    return Math.min(1, Math.max(byUpdates, byTime));
  }

  private void validate() {
    double trainLoss = counters.lossSum() / counters.lossCount();
    double validLoss = Evaluation.of(bound, data.validation()).mean();
    boolean isBest = isBest(validLoss);
    if (isBest) {
      best = parameters.copy();
    }
    ValidationPoint point = new ValidationPoint(counters.updates(), trainLoss, validLoss);
    history.add(point);
    counters = counters.validated().withSeconds((clock.millis() - startMillis) / 1000.0);
    listener.validated(point, isBest);
    saveCheckpoint();
  }

  /** Without a validation part the latest parameters count as the best. */
  private boolean isBest(double validLoss) {
    return best == null || !hasValidation() || validLoss < bestLoss();
  }

  private boolean hasValidation() {
    return data.validation().symbols() > 0;
  }

  private double bestLoss() {
    double lowest = Double.POSITIVE_INFINITY;
    for (ValidationPoint point : history) {
      lowest = point.validLoss() < lowest ? point.validLoss() : lowest;
    }
    return lowest;
  }

  private void saveCheckpoint() {
    checkpointMillis = clock.millis();
    List<Map<String, double[]>> memories =
        hooks.hooks().stream().map(named -> named.hook().memory()).toList();
    listener.checkpoint(
        new Checkpoint(counters, parameters, memory, carry, memories, best, List.copyOf(history)));
  }

  private TrainingResult.@Nullable Reason endReason() {
    if (stopRequested) {
      return TrainingResult.Reason.STOPPED;
    }
    boolean isPlanDone = plannedUpdates > 0 && counters.updates() >= plannedUpdates;
    double minutes = plan.limit().minutes();
    if (isPlanDone || (minutes > 0 && counters.seconds() >= minutes * 60)) {
      return TrainingResult.Reason.LIMIT;
    }
    boolean isPatient = plan.patience() == 0 || !hasValidation();
    return !isPatient && validationsSinceBest() >= plan.patience()
        ? TrainingResult.Reason.PATIENCE
        : null;
  }

  private int validationsSinceBest() {
    double lowest = Double.POSITIVE_INFINITY;
    int since = 0;
    for (ValidationPoint point : history) {
      boolean isBetter = point.validLoss() < lowest;
      lowest = isBetter ? point.validLoss() : lowest;
      since = isBetter ? 0 : since + 1;
    }
    return since;
  }

  private double minutesSince(long millis) {
    return (clock.millis() - millis) / 60_000.0;
  }

  private TrainingResult result(TrainingResult.Reason reason) {
    double lowest = bestLoss();
    double validLoss = Double.isInfinite(lowest) ? Double.NaN : lowest;
    return new TrainingResult(
        best == null ? parameters : best,
        counters,
        history.isEmpty() ? Double.NaN : history.get(history.size() - 1).trainLoss(),
        validLoss,
        nonFinite.updates(),
        reason);
  }
}
