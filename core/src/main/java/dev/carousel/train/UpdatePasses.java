package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.NormPreservation;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Workers;
import dev.carousel.train.Checkpoint.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the chunks of an update forward and backward. The gradient is that of the mean loss over the
 * predictions of all of them, as of one chunk of all their rows; the states that one chunk leaves
 * are those before the next.
 */
final class UpdatePasses {
  /** An odd number with bits everywhere, so that the seeds of chunks have little in common. */
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final TrainingPlan plan;
  private final TrainingChunks chunks;
  private final TrainingListener listener;
  private final @Nullable Consumer<StateGradient> hooks;
  private final NormWatch norms;
  private final NonFiniteWatch nonFinite;
  private final Workers workers;
  private final @Nullable UpdateParts parts;
  private final SpareCarries carries = new SpareCarries();
  private @Nullable NamedTensors sums;

  UpdatePasses(
      TrainingPlan plan,
      TrainingChunks chunks,
      TrainingListener listener,
      @Nullable Consumer<StateGradient> hooks,
      NormWatch norms,
      NonFiniteWatch nonFinite,
      Workers workers,
      @Nullable UpdateParts parts) {
    this.plan = plan;
    this.chunks = chunks;
    this.listener = listener;
    this.hooks = hooks;
    this.norms = norms;
    this.nonFinite = nonFinite;
    this.workers = workers;
    this.parts = parts;
  }

  /**
   * The passes of an update.
   *
   * @param update for the hooks; its gradients are valid until {@link #release}
   * @param loss over all chunks
   * @param carry the states after the last chunk
   * @param chunks how many
   * @param norm of the gradients before any hook
   * @param isFinite whether every loss and norm is
   * @param last the pass to release; null if all are released
   */
  record Found(
      UpdateHook.Update update,
      LossTotal loss,
      Carry carry,
      int chunks,
      double norm,
      boolean isFinite,
      @Nullable NetworkPass last) {

    void release() {
      if (last != null) {
        last.release();
      }
    }
  }

  /** Runs the next update's chunks; the state stays as it is. */
  Found run(RunState state, Epoch epoch) {
    int count = chunks.ofUpdate(epoch, state.counters);
    if (parts != null) {
      return elsewhere(state, count, parts);
    }
    return count == 1 ? single(state, epoch) : several(state, epoch, count);
  }

  private Found single(RunState state, Epoch epoch) {
    Chunk chunk = chunks.chunk(epoch, state.counters);
    Pass pass = pass(state, chunk, state.carry, 0);
    return found(
        state,
        pass.gradients(),
        pass.loss(),
        carries.after(pass.run(), state.carry, state.carry),
        1,
        pass.norm(),
        pass.isFinite(),
        norms.found(state.parameters, pass.run(), chunk),
        pass.run());
  }

  private Found several(RunState state, Epoch epoch, int count) {
    NamedTensors sum = zeros(state.parameters);
    List<NormPreservation> preserved = new ArrayList<>();
    LossTotal loss = LossTotal.none();
    Carry carry = state.carry;
    boolean isFinite = true;
    long predictions = 0;
    for (int i = 0; i < count && isFinite; i++) {
      Chunk chunk = chunks.chunk(epoch, state.counters, i);
      Pass pass = pass(state, chunk, carry, i);
      sum.addScaled(chunk.predictions(), pass.gradients());
      predictions += chunk.predictions();
      loss = loss.plus(pass.loss());
      carry = carries.after(pass.run(), state.carry, carry);
      isFinite = pass.isFinite();
      NormPreservation found = norms.found(state.parameters, pass.run(), chunk);
      if (found != null) {
        preserved.add(found);
      }
      pass.run().release();
    }
    sum.scale(1.0 / Math.max(1, predictions));
    NormPreservation mean = preserved.isEmpty() ? null : NormPreservation.mean(preserved);
    return found(state, sum, loss, carry, count, sum.norm(workers), isFinite, mean, null);
  }

  /** As {@link #single} or {@link #several}; the chunks carry no states on. */
  private Found elsewhere(RunState state, int count, UpdateParts source) {
    Counters counters = state.counters;
    List<UpdateParts.Part> parts =
        source.compute(
            new UpdateParts.Wanted(
                state.parameters, counters.updates(), counters.epoch(), counters.chunk(), count));
    LossTotal loss = LossTotal.none();
    for (UpdateParts.Part part : parts) {
      loss = loss.plus(part.loss());
    }
    NamedTensors mean = count == 1 ? parts.get(0).gradients() : mean(state, parts);
    double norm = mean.norm(workers);
    boolean isFinite = Double.isFinite(loss.sum());
    return found(state, mean, loss, Carry.zero(), count, norm, isFinite, null, null);
  }

  private NamedTensors mean(RunState state, List<UpdateParts.Part> parts) {
    NamedTensors sum = zeros(state.parameters);
    long predictions = 0;
    for (UpdateParts.Part part : parts) {
      sum.addScaled(part.predictions(), part.gradients());
      predictions += part.predictions();
    }
    sum.scale(1.0 / Math.max(1, predictions));
    return sum;
  }

  /** Zeros to add gradients to, kept from update to update. */
  private NamedTensors zeros(NamedTensors parameters) {
    NamedTensors known = sums == null ? parameters.like() : sums;
    sums = known;
    known.forEach((name, tensor) -> tensor.fill(0));
    return known;
  }

  private static Found found(
      RunState state,
      NamedTensors gradients,
      LossTotal loss,
      Carry carry,
      int count,
      double norm,
      boolean isFinite,
      @Nullable NormPreservation preservation,
      @Nullable NetworkPass last) {
    double mean = loss.predictions() == 0 ? 0 : loss.mean(); // chunks whose targets are missing
    UpdateHook.Update update =
        new UpdateHook.Update(
            state.counters.updates(), mean, state.parameters, gradients, preservation, norm);
    boolean isAllFinite = isFinite && Double.isFinite(norm);
    return new Found(update, loss, carry, count, norm, isAllFinite, last);
  }

  /** One chunk, forward and backward. */
  private record Pass(NetworkPass run, NetworkPass.Gradients found, double norm, boolean isFinite) {
    NamedTensors gradients() {
      return found.parameters();
    }

    LossTotal loss() {
      return found.loss();
    }
  }

  /**
   * Runs a chunk.
   *
   * @param part the index of the chunk in its update; each has its own random numbers
   */
  private Pass pass(RunState state, Chunk chunk, Carry carry, int part) {
    long index = state.counters.updates();
    long seed = seed(plan, part);
    NetworkPass run = state.bound.forwardTraining(chunk, carry, seed, index);
    NetworkPass.Gradients found = run.backward(watcher(index, chunk));
    double norm = found.parameters().norm(workers);
    boolean isFinite =
        nonFinite.isFinite(
            state.parameters,
            chunk,
            carry,
            seed,
            index,
            found.loss().sum(),
            norm,
            state.counters.recovery().nonFinite());
    return new Pass(run, found, norm, isFinite);
  }

  /** The seed of what dropout drops in a chunk of an update. */
  static long seed(TrainingPlan plan, int part) {
    return plan.seed() + part * SEED_STEP;
  }

  /** The receiver of a backward pass's state gradients; null if there is none. */
  private @Nullable Consumer<StateGradient> watcher(long index, Chunk chunk) {
    return norms.watcher(HookChain.watcher(listener.stateGradients(index, chunk), hooks), chunk);
  }
}
