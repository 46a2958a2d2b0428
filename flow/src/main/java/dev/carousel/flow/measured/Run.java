package dev.carousel.flow.measured;

import dev.carousel.data.Dataset;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.DivergedTraining;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.train.Divergence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network and how its gradient flows.
 *
 * @param cell as a user writes it: {@code lstm:forget-bias=1}
 * @param parameters the number of all its parameters
 * @param updates that it was trained for; 0 for none, {@link #UNKNOWN} if that is not known
 * @param validLoss its mean loss on the validation part; NaN if it was not trained or nothing is
 *     held back; infinite if its training failed because it was not finite
 * @param report what was measured
 * @param recipe what it was trained with; null if it was not, or that is not known
 * @param watch what was seen while it trained; null if nobody watched
 * @param findings what is wrong with it
 * @param need how much of the past the data rewards
 * @param bptt how many steps an error travelled back in training; 0 if it was not truncated or that
 *     is not known
 */
public record Run(
    String cell,
    long parameters,
    long updates,
    double validLoss,
    LabReport report,
    @Nullable Recipe recipe,
    @Nullable WatchReport watch,
    List<Finding> findings,
    Need need,
    int bptt) {
  /** In place of updates that nobody noted: weights from elsewhere. */
  public static final long UNKNOWN = -1;

  public Run {
    findings = List.copyOf(findings);
  }

  /** Where it was not measured what the data rewards: all lags that were measured matter. */
  public Run(
      String cell,
      long parameters,
      long updates,
      double validLoss,
      LabReport report,
      @Nullable Recipe recipe,
      @Nullable WatchReport watch,
      List<Finding> findings) {
    this(
        cell,
        parameters,
        updates,
        validLoss,
        report,
        recipe,
        watch,
        findings,
        Need.assumed(report.flow().lag()),
        0);
  }

  /**
   * The grade of one of its states. After a training that failed only an explosion counts: what
   * else a gradient does in weights that were thrown far away says nothing of the network.
   */
  public Grade grade(StateFlow state) {
    Grade grade = Grade.of(state, need, bptt);
    boolean counts = !hasFailed() || grade.word() == Grade.Word.EXPLODING;
    return counts ? grade : new Grade(Grade.Word.UNMEASURED, grade.lag(), Double.NaN);
  }

  /** The way one of its states goes; after a training that failed only that it explodes. */
  public Verdict verdict(StateFlow state) {
    boolean counts = !hasFailed() || state.verdict() == Verdict.EXPLODING;
    return counts ? state.verdict() : Verdict.UNMEASURED;
  }

  /**
   * The state of a layer that carries the gradient in place of one in which it vanishes: such a
   * state is no fault. Empty where the state does not vanish, or no other of the layer does better.
   */
  public Optional<StateFlow> carrier(LayerFlow layer, StateFlow state) {
    return grade(state).word() != Grade.Word.VANISHING
        ? Optional.empty()
        : layer.states().stream()
            .filter(other -> grade(other).word() != Grade.Word.VANISHING)
            .filter(other -> !Double.isNaN(grade(other).left()))
            .max(Comparator.comparingDouble(other -> grade(other).left()));
  }

  /** Whether it is a fault that so little is left in a layer, as was found. */
  public boolean isFaulty(LayerFlow layer) {
    return findings.stream()
        .filter(f -> f.rule() == Rule.VANISHING || f.rule() == Rule.EXPLODING)
        .anyMatch(finding -> layer.name().equals(finding.layer()));
  }

  /** The same of a training that failed in that way. */
  public Run failedBy(Finding failure) {
    List<Finding> all = Findings.afterFailure(failure, findings);
    return new Run(cell, parameters, updates, validLoss, report, recipe, watch, all, need, bptt);
  }

  /**
   * The same, as one whose training failed if its validation loss says so: of a network that was
   * trained just now and of a saved one by the one rule of {@link Divergence}.
   *
   * @param data that it was trained or measured on
   */
  public Run checkedFor(Dataset data) {
    return Divergence.of(validLoss, data)
        .map(divergence -> failedBy(DivergedTraining.finding(divergence)))
        .orElse(this);
  }

  /** Whether its training ended because it was not finite. */
  public boolean isBroken() {
    return validLoss == Double.POSITIVE_INFINITY;
  }

  /** The same, read as one that needs so much of the past; its findings stay. */
  public Run needing(Need other) {
    return new Run(
        cell, parameters, updates, validLoss, report, recipe, watch, findings, other, bptt);
  }

  /** Whether its training ended because it was not finite, or with a loss beyond use. */
  public boolean hasFailed() {
    return isBroken() || findings.stream().anyMatch(found -> found.rule() == Rule.DIVERGED);
  }

  /** Whether its weights are others than it started from, as far as is known. */
  public boolean trained() {
    return updates != 0;
  }

  /** The books of clipping, of a network that was trained here. */
  public Optional<ClipReport> clipping() {
    return Optional.ofNullable(watch).map(seen -> seen.clipping());
  }

  public FlowReport flow() {
    return report.flow();
  }
}
