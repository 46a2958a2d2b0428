package dev.carousel.flow.measured;

import dev.carousel.data.Dataset;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.DivergedTraining;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.diagnosis.UselessNetwork;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.model.HeadLoss;
import dev.carousel.train.BlankPrediction;
import dev.carousel.train.ConstantPrediction;
import dev.carousel.train.Divergence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network with its measurements and findings.
 *
 * @param cell as a user writes it: {@code lstm:forget-bias=1}
 * @param parameters the number of all its parameters
 * @param updates of its training; 0 for none, {@link #UNKNOWN} if unknown
 * @param validLoss its mean loss on the validation part; NaN if it was not trained or there is no
 *     validation part; infinite if its training failed because it was not finite
 * @param report the measurements
 * @param recipe the settings of its training; null if it was not trained, or they are unknown
 * @param watch the record of its training; null if it was not watched
 * @param findings the findings about it
 * @param need how much of the past the data rewards
 * @param bptt the number of steps that errors flowed back in training; 0 if it was not truncated or
 *     is unknown
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
  /** The number of updates of weights from elsewhere. */
  public static final long UNKNOWN = -1;

  public Run {
    findings = List.copyOf(findings);
  }

  /** A run without a measured need: all measured lags matter. */
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
   * The grade of one of its states. After a failed training only an explosion counts, over all
   * measured lags: with extreme weights, other properties of the gradient say nothing about the
   * network.
   */
  public Grade grade(StateFlow state) {
    Grade grade = Grade.of(state, need, hasFailed() ? 0 : bptt);
    boolean counts = !hasFailed() || grade.word() == Grade.Word.EXPLODING;
    return counts ? grade : new Grade(Grade.Word.UNMEASURED, grade.lag(), Double.NaN);
  }

  /** The verdict on one of its states; after a failed training, only whether it explodes. */
  public Verdict verdict(StateFlow state) {
    boolean counts = !hasFailed() || state.verdict() == Verdict.EXPLODING;
    return counts ? state.verdict() : Verdict.UNMEASURED;
  }

  /**
   * The state of a layer that carries the gradient instead of one in which it vanishes, so that the
   * latter is no fault. Empty if the state does not vanish, or if no other state of the layer is
   * better.
   */
  public Optional<StateFlow> carrier(LayerFlow layer, StateFlow state) {
    return grade(state).word() != Grade.Word.VANISHING
        ? Optional.empty()
        : layer.states().stream()
            .filter(other -> grade(other).word() != Grade.Word.VANISHING)
            .filter(other -> !Double.isNaN(grade(other).left()))
            .max(Comparator.comparingDouble(other -> grade(other).left()));
  }

  /** Whether there is a finding that too little is left in a layer. */
  public boolean isFaulty(LayerFlow layer) {
    return findings.stream()
        .filter(f -> f.rule() == Rule.VANISHING || f.rule() == Rule.EXPLODING)
        .anyMatch(finding -> layer.name().equals(finding.layer()));
  }

  /** The same run, of a training that failed in that way. */
  public Run failedBy(Finding failure) {
    Evidence evidence = new Evidence(report, clipping().orElse(null), bptt, need);
    List<Finding> all = Findings.afterFailure(failure, findings, evidence);
    return new Run(cell, parameters, updates, validLoss, report, recipe, watch, all, need, bptt);
  }

  /**
   * The same run, marked as failed if its validation loss shows a divergence. The rule of {@link
   * Divergence} is the same for a network that was just trained and for a saved one.
   *
   * @param data of its training or measurement
   * @param loss of its network
   */
  public Run checkedFor(Dataset data, HeadLoss loss) {
    return Divergence.of(validLoss, data, loss)
        .map(divergence -> failedBy(DivergedTraining.finding(divergence)))
        .orElse(this);
  }

  /**
   * The same run, marked as failed if training left it worse than always predicting the same. See
   * {@link UselessNetwork#afterTraining}.
   *
   * @param data of its training, which decides what a constant prediction costs
   * @param loss of its network
   */
  public Run checkedForUse(Dataset data, HeadLoss loss) {
    if (updates <= 0 || hasFailed() || !Double.isFinite(validLoss)) {
      return this;
    }
    double constant = ConstantPrediction.loss(data.validation(), loss);
    return validLoss > constant
        ? UselessNetwork.afterTraining(validLoss, constant, BlankPrediction.loss(data, loss))
            .map(this::failedBy)
            .orElse(this)
        : this;
  }

  /** Whether its training ended because it was not finite. */
  public boolean isBroken() {
    return validLoss == Double.POSITIVE_INFINITY;
  }

  /** The same run with another need; its findings are kept. */
  public Run needing(Need other) {
    return new Run(
        cell, parameters, updates, validLoss, report, recipe, watch, findings, other, bptt);
  }

  /** Whether training left it worse than always predicting the same. */
  public boolean isUseless() {
    return updates > 0 && isFound(Rule.WORSE_THAN_CONSTANT);
  }

  /** Whether its training ended because it was not finite, or with an unusable loss. */
  public boolean hasFailed() {
    return isBroken() || isFound(Rule.DIVERGED) || isUseless();
  }

  private boolean isFound(Rule rule) {
    return findings.stream().anyMatch(found -> found.rule() == rule);
  }

  /** Whether its weights differ from the initial ones, as far as is known. */
  public boolean trained() {
    return updates != 0;
  }

  /** The clipping record, of a network that was trained here. */
  public Optional<ClipReport> clipping() {
    return Optional.ofNullable(watch).map(seen -> seen.clipping());
  }

  public FlowReport flow() {
    return report.flow();
  }
}
