package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.error.CarouselException;
import dev.carousel.internal.events.CheckpointEvent;
import dev.carousel.internal.events.UpdateEvent;
import dev.carousel.internal.events.ValidationEvent;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.RollBack;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.TrainingResult.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: forward, backward, hooks, optimizer, chunk after chunk.
 *
 * <p>The same seed, data and plan give the same parameters bit for bit, on any number of threads.
 * This also holds if the run is resumed from any of its checkpoints, unless time is its limit. An
 * update that a hook skips changes neither parameters nor optimizer. It resets the carried states
 * to zero, since they may be the cause of values that are not finite. A hook may also roll the run
 * back to its last validation, or to its start, and make all later steps smaller.
 *
 * <p>A run whose network is not finite fails, whatever its hooks. It fails right after the update
 * that shows this, before the network is validated, written to a checkpoint, or taken as the best.
 * A run also fails if it skipped most of its updates, or all of its last part, because they were
 * not finite; see {@link RunHealth} for the rules.
 *
 * <p>If the data, a hook, the optimizer, the schedule or a listener throws, the run ends with a
 * {@link CarouselException} that names it. The trainer stays usable. After {@link #resumeFrom} with
 * a checkpoint, {@link #run()} continues as if nothing had happened. Without it, the run continues
 * after the last complete update, and hooks may receive that update twice.
 *
 * <p>Used by one thread at a time; {@link #stop()} may be called from any.
 */
public final class Trainer {
  private final Network network;
  private final TrainingChunks chunks;
  private final Dataset data;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final HookChain hooks;
  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final CheckpointWatch checkpoints;
  private final RunTime time;
  private final NonFiniteWatch nonFinite;
  private final UpdatePasses passes;
  private final RunState state;

  private boolean isFresh = true;
  private boolean isTorn;
  private RunProgress progress;
  private volatile boolean stopRequested;

  /**
   * A run from new parameters.
   *
   * @param clock for the run's time; a {@link SteadyClock} is not affected by changes of the
   *     system's clock
   * @param parts computes the chunks; null to compute them here
   */
  Trainer(
      Network network,
      Dataset data,
      Optimizer optimizer,
      Schedule schedule,
      List<NamedHook> hooks,
      TrainingPlan plan,
      TrainingListener listener,
      Clock clock,
      @Nullable UpdateParts parts) {
    this.hooks = new HookChain(hooks);
    if (parts != null) {
      this.hooks.requireNoneWatches();
    }
    this.network = this.hooks.needsPathsApart() ? network.apart() : network;
    this.data = data;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.plan = plan;
    this.checkpoints = new CheckpointWatch(plan.checkpoints());
    chunks = new TrainingChunks(data, plan);
    progress = new RunProgress(plan, data, 0);
    this.listener = new NamedListener(listener);
    time = new RunTime(clock);
    nonFinite = new NonFiniteWatch(network, this.listener);
    passes =
        new UpdatePasses(
            plan,
            chunks,
            this.listener,
            this.hooks.watcher(),
            new NormWatch(this.hooks, network),
            nonFinite,
            this.network.engine().workers(),
            parts);
    state = new RunState(this.network, optimizer, this.hooks, plan.seed());
    if (data.training().symbols() == 0) {
      throw CarouselException.failure("There is nothing to train on.")
          .where(data.description())
          .build();
    }
    Validations.requireFor(schedule, data);
  }

  /** A builder with the default settings for this network and data. */
  public static TrainerBuilder builder(Network network, Dataset data) {
    return new TrainerBuilder(network, data, new SteadyClock());
  }

  /**
   * Continues from a checkpoint; call it before {@link #run()}. The run takes over the checkpoint's
   * optimizer state and changes it.
   *
   * @throws CarouselException if its parameters are not the network's, or its slots not those that
   *     {@link Optimizer#init} makes
   */
  public Trainer resumeFrom(Checkpoint checkpoint) {
    return resumeFrom(checkpoint, "update " + checkpoint.counters().updates());
  }

  /**
   * The same with a checkpoint of a file.
   *
   * @param origin the file, for a refusal of the optimizer's slots
   */
  public Trainer resumeFrom(Checkpoint checkpoint, String origin) {
    state.resume(checkpoint, origin);
    isFresh = false;
    isTorn = false;
    return this;
  }

  /**
   * Refuses a run that would fail at its first update in any case; call it before anything of the
   * run is stored.
   *
   * @throws CarouselException if the data has no chunks, or the schedule gives no step size
   */
  public Trainer check() {
    progress = progress.withChunks(chunks.epoch(state.counters.epoch()).size());
    factor(state.counters.updates());
    return this;
  }

  /** Requests that the run end after the current update, or before its first. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Trains until the limit, until patience ends, or until it is stopped: by {@link #stop()}, or by
   * an interrupt of the thread, whose interrupt flag stays set.
   *
   * @throws CarouselException if the data, a hook or another given part fails, or the network is no
   *     longer finite; the last checkpoint has the last good state
   */
  public TrainingResult run() {
    if (isTorn) {
      throw CarouselException.failure("The optimizer failed during an update.")
          .expected("complete parameters to continue with")
          .where("update " + state.counters.updates())
          .mend("call resumeFrom with the last checkpoint before run")
          .build();
    }
    try {
      Reason reason = train();
      if (reason != Reason.STOPPED) {
        health().failure().ifPresent(Trainer::fail);
      }
      return result(reason);
    } finally {
      stopRequested = false;
    }
  }

  private Reason train() {
    time.goOn(state.counters.seconds());
    noteCheckpoint();
    int number = state.counters.epoch();
    Epoch epoch = chunks.epoch(number);
    progress = progress.withChunks(epoch.size());
    if (isFresh) {
      isFresh = false;
      saveCheckpoint();
    }
    chunks.requireFit(epoch, state.counters, state.carry.rows());
    Reason reason = endReason();
    while (reason == null) {
      if (state.counters.chunk() >= epoch.size()) {
        state.counters = state.counters.nextEpoch();
      }
      if (state.counters.epoch() != number) {
        number = state.counters.epoch();
        epoch = chunks.epoch(number);
      }
      update(epoch);
      afterUpdate(epoch);
      reason = endReason();
    }
    end(reason);
    return reason;
  }

  private static void fail(CarouselException failure) {
    throw failure;
  }

  private RunHealth health() {
    return new RunHealth(state.counters, state.validations.points(), nonFinite.first());
  }

  /** Refuses parameters that are not finite before they are used. */
  private void requireFiniteParameters() {
    state
        .parameters
        .firstNonFinite()
        .ifPresent(
            blemish -> {
              throw health().ofParameters(blemish);
            });
  }

  private void afterUpdate(Epoch epoch) {
    if (hooks.rollsBack() && endReason() == null && !state.parameters.isFinite()) {
      return; // the next update sends the run back, to what was good
    }
    long updates = state.counters.updates();
    boolean isTime = state.counters.chunk() >= epoch.size() || updates % plan.evaluateEvery() == 0;
    boolean validates = isTime && updates > 0 && state.validations.last() != updates;
    if (validates) {
      validate();
    }
    if (checkpoints.isDue(updates, time.seconds(), validates)) {
      saveCheckpoint();
    }
  }

  /**
   * Ends the run. After a stop, there is no validation that an uninterrupted run would not make,
   * since it could change the choice of the best parameters.
   */
  private void end(Reason reason) {
    boolean isUnvalidated = state.counters.lossCount() > 0 || state.validations.isEmpty();
    if (isUnvalidated && reason != Reason.STOPPED) {
      validate();
    }
    if (isUnvalidated || checkpoints.isBehind(state.counters.updates())) {
      saveCheckpoint();
    }
  }

  private void update(Epoch epoch) {
    UpdateEvent event = UpdateEvent.begun();
    UpdatePasses.Found found = passes.run(state, epoch);
    UpdateHook.Update update = found.update();
    listener.gradients(update);
    HookChain.Result result = hooks.update(update);
    follow(result, found);
    found.release();
    state.counters = state.counters.withSeconds(time.seconds());
    if (!found.isFinite() && !hooks.rollsBack()) {
      requireFiniteParameters();
    }
    if (!result.skipped()) {
      listener.stepped(update.index(), state.parameters);
    }
    UpdateEvent.made(event, update.index(), update.loss(), found.norm(), result.skipped());
    listener.updated(progress.after(state.counters, update.loss(), found.norm()));
  }

  /** Makes an update, skips it or rolls back, as the hooks decided. */
  private void follow(HookChain.Result result, UpdatePasses.Found found) {
    if (result.rollBack() != null) {
      rollBack(found.update().index(), result.rollBack(), found.isFinite());
      return;
    }
    if (result.skipped()) {
      state.carry = Carry.zero();
    } else {
      step(found.update());
      state.carry = found.carry();
    }
    LossTotal loss = found.loss();
    state.counters =
        state.counters.after(
            result, found.chunks(), loss.sum(), loss.predictions(), found.isFinite());
  }

  /**
   * Makes a step. If the optimizer fails, the parameters may mix two updates, so the run cannot
   * continue from them.
   */
  private void step(UpdateHook.Update update) {
    listener.hooked(update);
    double factor = factor(update.index()) * state.counters.recovery().stepFactor();
    isTorn = true;
    Failures.naming(
        "The optimizer " + optimizer.getClass().getName(),
        optimizer,
        () -> "update " + update.index(),
        () -> optimizer.update(state.memory, state.parameters, update.gradients(), factor));
    state.bound.refresh();
    isTorn = false;
  }

  private double factor(long update) {
    String culprit = "The schedule " + schedule.getClass().getName();
    double factor =
        Failures.naming(
            culprit,
            schedule,
            () -> "update " + update,
            () -> schedule.factor(update, progress.plannedUpdates(), state.validations.losses()));
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw CarouselException.failure(culprit + " returned an invalid factor.")
          .expected("a factor of at least 0")
          .found(factor)
          .where("update " + update)
          .build();
    }
    return factor;
  }

  private void rollBack(long index, RollBack how, boolean isFinite) {
    Checkpoint good = Objects.requireNonNull(state.good());
    if (good.counters().recovery().tries() >= how.most()) {
      throw CarouselException.failure("Rolling back no longer helps.")
          .expected("a finite update " + index + " after at most " + how.most() + " roll-backs")
          .found("steps of " + state.counters.recovery().stepFactor() + " times their size")
          .where("update " + index + ", from update " + good.counters().updates() + " on")
          .mend(
              "check the data for NaN, use clipping (--hook clip-norm:max=1), or take smaller "
                  + "steps")
          .build();
    }
    listener.rolledBack(index, state.rollBack(how, good, isFinite));
  }

  private void validate() {
    requireFiniteParameters();
    ValidationEvent event = ValidationEvent.begun();
    double trainLoss = state.counters.lossSum() / state.counters.lossCount();
    BoundNetwork evaluated = state.boundForEvaluation();
    double validLoss =
        Failures.naming(
            "The validation",
            null,
            () -> "after " + state.counters.updates() + " updates, " + data.description(),
            () -> Evaluation.of(evaluated, data.validation()).mean());
    boolean isMeasured = data.validation().symbols() > 0;
    ValidationPoint point =
        new ValidationPoint(
            state.counters.updates(),
            trainLoss,
            isMeasured && !Double.isFinite(validLoss) ? Double.POSITIVE_INFINITY : validLoss);
    state.counters = state.counters.withSeconds(time.seconds());
    boolean isBest = state.validated(point);
    ValidationEvent.made(event, point.update(), point.trainLoss(), point.validLoss(), isBest);
    listener.validated(point, isBest);
  }

  private void saveCheckpoint() {
    requireFiniteParameters();
    noteCheckpoint();
    CheckpointEvent event = CheckpointEvent.begun();
    listener.checkpoint(state.checkpoint());
    CheckpointEvent.made(event, state.counters.updates());
  }

  private void noteCheckpoint() {
    checkpoints.note(state.counters.updates(), time.seconds());
  }

  private @Nullable Reason endReason() {
    if (stopRequested || Thread.currentThread().isInterrupted()) {
      return Reason.STOPPED;
    }
    return progress.endReason(state.counters, state.validations);
  }

  private TrainingResult result(Reason reason) {
    return new TrainingResult(
        state.bestParameters(),
        state.counters,
        state.validations.trainLoss(),
        state.validations.validLoss(),
        reason);
  }
}
