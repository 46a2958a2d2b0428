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
 * Everything that determines how a run continues. Random numbers follow from the seed and the
 * counters.
 *
 * @param counters the progress of the run
 * @param parameters of the network, as trained; the optimizer may {@linkplain
 *     dev.carousel.spi.Optimizer#evaluated evaluate} others
 * @param optimizer the optimizer's state
 * @param carry the states between the previous chunk and the next
 * @param hooks the state of each hook, in order
 * @param best the evaluated parameters with the best validation; null before the first validation
 * @param history all validations so far
 * @param good the state to which a hook may roll the run back, without best parameters and
 *     validations; null if that is this checkpoint, or if no hook rolls back
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
   * The best of some validations: the first with the smallest loss, or the last one if there is no
   * validation part. A loss that is not finite is never the best; empty if there is no other.
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

  /** A copy that does not change with the run. */
  Checkpoint copy() {
    List<Map<String, double[]>> memories = new ArrayList<>();
    for (Map<String, double[]> memory : hooks) {
      Map<String, double[]> copy = new LinkedHashMap<>();
      memory.forEach((name, values) -> copy.put(name, values.clone()));
      memories.add(copy);
    }
    return new Checkpoint(
        counters, parameters.copy(), optimizer.copy(), carry.copy(), memories, best, history, good);
  }

  /** This checkpoint as a state to roll back to. */
  Checkpoint withoutBest() {
    return new Checkpoint(counters, parameters, optimizer, carry, hooks, null, List.of(), null);
  }

  Checkpoint with(Counters other) {
    return new Checkpoint(other, parameters, optimizer, carry, hooks, best, history, good);
  }

  /**
   * The progress of a run.
   *
   * @param updates the number of updates made or skipped so far
   * @param epoch the pass over the data, from 0
   * @param chunk the next chunk of the epoch
   * @param clipped the number of clipped updates
   * @param skipped the number of skipped updates
   * @param symbols the number of predictions trained on
   * @param seconds of training so far, in all sessions
   * @param lossSum the sum of the losses since the last validation
   * @param lossCount the number of predictions in it
   * @param recovery from updates that were not finite
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
    /** Refuses impossible counts. */
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

    /**
     * @param chunks of the update
     * @param lossSumOfUpdate over all predictions of these chunks
     */
    Counters after(
        HookChain.Result result,
        int chunks,
        double lossSumOfUpdate,
        long predictions,
        boolean isFinite) {
      return new Counters(
          updates + 1,
          epoch,
          chunk + chunks,
          clipped + (result.clipped() ? 1 : 0),
          skipped + (result.skipped() ? 1 : 0),
          symbols + predictions,
          seconds,
          result.skipped() ? lossSum : lossSum + lossSumOfUpdate,
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
     * @param isGood whether this is a new state to roll back to
     */
    Counters validated(boolean isGood) {
      Recovery next = isGood ? recovery.advanced() : recovery;
      return new Counters(updates, epoch, chunk, clipped, skipped, symbols, seconds, 0, 0, next);
    }
  }

  /**
   * One validation.
   *
   * @param update the number of updates before it
   * @param trainLoss the mean training loss since the previous validation; NaN if every update
   *     since then was skipped
   * @param validLoss the mean loss on the validation part; NaN if there is none, and infinite if it
   *     is not finite
   */
  public record ValidationPoint(long update, double trainLoss, double validLoss) {
    /** Whether there was a validation part. */
    public boolean isMeasured() {
      return !Double.isNaN(validLoss);
    }

    /** Whether there was a validation part and the loss is finite. */
    public boolean isFinite() {
      return Double.isFinite(validLoss);
    }
  }
}
