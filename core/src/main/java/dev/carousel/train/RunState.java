package dev.carousel.train;

import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.UpdateHook.RollBack;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes while a network is trained, and so everything that a checkpoint holds.
 * The trainer reads the fields; methods change several of them together.
 */
final class RunState {
  private final Network network;
  private final Optimizer optimizer;
  private final HookChain hooks;
  private final boolean rollsBack;
  private @Nullable Checkpoint good;
  private @Nullable NamedTensors best;

  NamedTensors parameters;
  BoundNetwork bound;
  OptimizerState memory;
  Carry carry = Carry.zero();
  Counters counters = Counters.start();
  Validations validations = new Validations(List.of());

  RunState(Network network, Optimizer optimizer, HookChain hooks, long seed) {
    this.network = network;
    this.optimizer = optimizer;
    this.hooks = hooks;
    rollsBack = hooks.rollsBack();
    parameters = network.initialParameters(seed);
    bound = network.bind(parameters);
    memory =
        Failures.naming(
            "The optimizer " + optimizer.getClass().getName(),
            optimizer,
            () -> "before the first update",
            () -> optimizer.init(parameters));
    memory.lend(network.engine().workers());
    keepGood();
  }

  /**
   * Restores the state of a checkpoint.
   *
   * @param where it comes from, for a refusal
   */
  void resume(Checkpoint from, String where) {
    Checkpoint earlier = from.good();
    requireSlots(from, where);
    if (earlier != null) {
      requireSlots(earlier, where);
    }
    adopt(from);
    best = from.best();
    validations = new Validations(from.history());
    good = rollsBack ? (earlier == null ? from.withoutBest() : earlier).copy() : null;
  }

  private void requireSlots(Checkpoint from, String where) {
    new OptimizerSlots(memory.slots()).require(from.optimizer(), where);
  }

  private void adopt(Checkpoint from) {
    parameters = network.adopt(from.parameters());
    bound = network.bind(parameters);
    memory = from.optimizer();
    memory.lend(network.engine().workers());
    carry = network.adopt(from.carry());
    counters = from.counters();
    hooks.remember(from.hooks());
  }

  /** Rolls back to the last good state; what was seen and counted since then is kept. */
  Checkpoint rollBack(RollBack how, Checkpoint to, boolean isFinite) {
    Recovery recovery = counters.recovery().met(isFinite).rolledBack(how);
    Checkpoint from = to.with(to.counters().with(recovery).withSeconds(counters.seconds()));
    adopt(from.copy());
    good = from;
    return from;
  }

  /** The state to roll back to; null if no hook rolls back. */
  @Nullable Checkpoint good() {
    return good;
  }

  /**
   * Records a validation and returns whether it is the best so far. A state without a finite
   * validation loss is no state to roll back to.
   */
  boolean validated(ValidationPoint point) {
    boolean isBest = validations.add(point);
    if (isBest) {
      best = evaluated().copy();
    }
    boolean isGood = point.isFinite() || !point.isMeasured();
    counters = counters.validated(isGood);
    if (isGood) {
      keepGood();
    }
    return isBest;
  }

  private void keepGood() {
    good = rollsBack ? checkpoint().withoutBest().copy() : null;
  }

  /** The parameters to evaluate; live. */
  NamedTensors evaluated() {
    return Failures.naming(
        "The optimizer " + optimizer.getClass().getName(),
        optimizer,
        () -> "giving the parameters to evaluate",
        () -> optimizer.evaluated(memory, parameters));
  }

  /** The network with the parameters to evaluate; valid until the next update. */
  BoundNetwork boundForEvaluation() {
    NamedTensors evaluated = evaluated();
    return evaluated == parameters ? bound : network.bind(evaluated);
  }

  /** The evaluated parameters with the best validation; the latest before the first validation. */
  NamedTensors bestParameters() {
    return best == null ? evaluated() : best;
  }

  /** The current state; live. */
  Checkpoint checkpoint() {
    boolean isGood = good != null && good.counters().updates() == counters.updates();
    return new Checkpoint(
        counters,
        parameters,
        memory,
        carry,
        hooks.memories(),
        best,
        validations.points(),
        isGood ? null : good);
  }
}
