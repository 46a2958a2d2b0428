package dev.carousel.train;

import dev.carousel.model.Carry;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a run goes on. What is random follows from the seed and the counters.
 *
 * @param counters where the run stands
 * @param parameters of the network
 * @param optimizer what the optimizer remembers
 * @param carry the states between the chunk before and the next one
 * @param hooks what each hook remembers, in order
 * @param best the parameters that validated best; null before the first validation
 * @param history all validations so far
 * @param good what a hook may send the run back to, its own best parameters and validations left
 *     out; null if that is this checkpoint itself, or if no hook of the run goes back
 */
public record Checkpoint(
    Counters counters,
    NamedTensors parameters,
    OptimizerState optimizer,
    Carry carry,
    List<Map<String, double[]>> hooks,
    @Nullable NamedTensors best,
    List<ValidationPoint> history,
    @Nullable Checkpoint good) {

  /**
   * The best of some validations: the first with the least loss; the last one if nothing was held
   * back to validate on. A loss that is not finite is never the best; empty if there is no other.
   */
  public static Optional<ValidationPoint> best(List<ValidationPoint> points) {
    ValidationPoint best = null;
    for (ValidationPoint point : points) {
      boolean isCandidate = point.isFinite() || !point.isMeasured();
      boolean isBetter = best == null || !best.isMeasured() || point.validLoss() < best.validLoss();
      if (isCandidate && isBetter) {
        best = point;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The same, of which nothing changes any more with the run. */
  Checkpoint copy() {
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    optimizer.slots().forEach((name, slot) -> slots.put(name, slot.copy()));
    List<Map<String, double[]>> memories = new ArrayList<>();
    for (Map<String, double[]> memory : hooks) {
      Map<String, double[]> copy = new LinkedHashMap<>();
      memory.forEach((name, values) -> copy.put(name, values.clone()));
      memories.add(copy);
    }
    return new Checkpoint(
        counters,
        parameters.copy(),
        new OptimizerState(optimizer.updates(), slots),
        carry,
        memories,
        best,
        history,
        good);
  }

  /** The same as a state to go back to. */
  Checkpoint withoutBest() {
    return new Checkpoint(counters, parameters, optimizer, carry, hooks, null, List.of(), null);
  }

  Checkpoint with(Counters other) {
    return new Checkpoint(other, parameters, optimizer, carry, hooks, best, history, good);
  }

  /**
   * Where a run stands.
   *
   * @param updates made or skipped so far
   * @param epoch the pass over the data, from 0
   * @param chunk the next chunk of the epoch
   * @param clipped how many updates were clipped
   * @param skipped how many updates were skipped
   * @param symbols how many predictions were trained on
   * @param seconds of training so far, in all sessions
   * @param lossSum the sum of the losses since the last validation
   * @param lossCount the number of predictions in it
   * @param recovery from what was not finite
   */
  public record Counters(
      long updates,
      int epoch,
      int chunk,
      long clipped,
      long skipped,
      long symbols,
      double seconds,
      double lossSum,
      long lossCount,
      Recovery recovery) {
    /** Refuses what no run can have counted. */
    public Counters {
      long least =
          LongStream.of(updates, epoch, chunk, clipped, skipped, symbols, lossCount)
              .min()
              .orElse(0);
      if (least < 0 || clipped > updates || skipped > updates || !(seconds >= 0)) {
        throw new IllegalArgumentException("counters that no run can have");
      }
    }

    static Counters start() {
      return new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, Recovery.NONE);
    }

    /** The share of updates that were clipped. */
    public double clippedShare() {
      return updates == 0 ? 0 : (double) clipped / updates;
    }

    Counters after(
        HookChain.Result result, double lossSumOfChunk, long predictions, boolean isFinite) {
      return new Counters(
          updates + 1,
          epoch,
          chunk + 1,
          clipped + (result.clipped() ? 1 : 0),
          skipped + (result.skipped() ? 1 : 0),
          symbols + predictions,
          seconds,
          result.skipped() ? lossSum : lossSum + lossSumOfChunk,
          result.skipped() ? lossCount : lossCount + predictions,
          recovery.met(isFinite));
    }

    Counters nextEpoch() {
      return new Counters(
          updates, epoch + 1, 0, clipped, skipped, symbols, seconds, lossSum, lossCount, recovery);
    }

    Counters withSeconds(double total) {
      return new Counters(
          updates, epoch, chunk, clipped, skipped, symbols, total, lossSum, lossCount, recovery);
    }

    Counters with(Recovery other) {
      return new Counters(
          updates, epoch, chunk, clipped, skipped, symbols, seconds, lossSum, lossCount, other);
    }

    /**
     * @param isGood whether this is a new state to go back to
     */
    Counters validated(boolean isGood) {
      Recovery next = isGood ? recovery.advanced() : recovery;
      return new Counters(updates, epoch, chunk, clipped, skipped, symbols, seconds, 0, 0, next);
    }
  }

  /**
   * One validation.
   *
   * @param update after how many updates
   * @param trainLoss the mean training loss since the validation before; NaN if every update since
   *     was skipped
   * @param validLoss the mean loss on the validation part; NaN if there is none, and infinite if it
   *     is not finite
   */
  public record ValidationPoint(long update, double trainLoss, double validLoss) {
    /** Whether there was anything to validate on. */
    public boolean isMeasured() {
      return !Double.isNaN(validLoss);
    }

    /** Whether there was, and the loss is finite. */
    public boolean isFinite() {
      return Double.isFinite(validLoss);
    }
  }
}
