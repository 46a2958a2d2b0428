package dev.carousel.flow.diagnosis;

import dev.carousel.flow.dynamics.LayerDynamics;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is wrong with a network's gradient through time.
 *
 * <p>A lag matters if the data rewards it ({@link dev.carousel.flow.context.Need}), or if that is
 * assumed. If this could not be measured, there is no finding of a vanishing gradient. The rules:
 *
 * <ul>
 *   <li>{@link Rule#NON_FINITE}: an update of the training was not finite; this finding comes from
 *       the trainer ({@link BrokenTraining}).
 *   <li>{@link Rule#DIVERGED}: the training stayed finite but ended with an unusable loss; this
 *       finding also comes from the trainer ({@link DivergedTraining}).
 *   <li>{@link Rule#WORSE_THAN_CONSTANT}: the loss is more than 5 % above that of the best constant
 *       prediction. Either the network came without a record of its training, or its training
 *       failed: then the loss is also more than 5 % above that of outputs that are all zero ({@link
 *       UselessNetwork}).
 *   <li>{@link Rule#EXPLODING}: some state's {@link Grade} is exploding.
 *   <li>{@link Rule#VANISHING}: the data rewards a lag at which the grade of the layer's best state
 *       is vanishing; the network does not use that context nevertheless, and no state explodes.
 *   <li>{@link Rule#SHORT_TIME_SCALES}: why a gradient vanishes in a state with a path without
 *       matrix products. By its longest time-scale, too, less than 1 % of an error arrives from the
 *       lag that the data rewards. The network does not use that lag, and no state of the layer
 *       brings more.
 *   <li>{@link Rule#SATURATION}: more than half of a gate's units are below 0.1 at nine steps of
 *       ten, or more than half of a bounded state's units are beyond -0.9 or 0.9. A gate that is
 *       always open is no fault: an LSTM that remembers has such forget gates.
 *   <li>{@link Rule#DEAD_UNITS}: units whose value changes by less than 1e-6.
 *   <li>{@link Rule#DRIFT}: a state whose norm still grows by more than 1 % per step in the later
 *       half of the sequence.
 *   <li>{@link Rule#CLIPPING_AS_LEARNING_RATE}: more than half of at least 20 updates were clipped.
 *   <li>{@link Rule#SHORT_TRUNCATION}: the gradient in chunks as long as in training has a cosine
 *       of less than 0.9 with the full gradient. The chunks may also be shorter than the context
 *       that the data rewards.
 * </ul>
 */
public final class Findings {
  private Findings() {}

  /**
   * Applies all rules.
   *
   * @return the findings, those about the whole gradient first; empty if nothing is wrong
   */
  public static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>(FlowRules.of(evidence));
    for (LayerDynamics layer : evidence.report().dynamics()) {
      findings.addAll(StateRules.of(layer, evidence));
    }
    findings.addAll(TrainingRules.of(evidence));
    return List.copyOf(findings);
  }

  /**
   * The findings of a network whose training failed. Extreme weights saturate units, close gates
   * and let gradients vanish. This follows from the failure and is no fault of its own, so it is
   * left out. If the gradient explodes, states may grow for the same reason, and that finding is
   * kept. Whether it explodes is judged over all lags that were measured: states are carried from
   * chunk to chunk, so what made them grow is not bounded by the length of a chunk.
   *
   * @param failure {@link Rule#NON_FINITE}, {@link Rule#DIVERGED} or {@link
   *     Rule#WORSE_THAN_CONSTANT}
   * @param others the findings from the measured weights
   * @param evidence about the measured weights
   * @return the findings, the failure first
   */
  public static List<Finding> afterFailure(
      Finding failure, List<Finding> others, Evidence evidence) {
    List<Finding> found = exploding(others);
    List<Finding> exploding =
        found.isEmpty() ? exploding(FlowRules.of(evidence.overAllLags())) : found;
    List<Finding> all = new ArrayList<>(List.of(failure));
    all.addAll(exploding);
    others.stream()
        .filter(finding -> isKept(finding.rule(), !exploding.isEmpty()))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static List<Finding> exploding(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.rule() == Rule.EXPLODING).toList();
  }

  private static boolean isKept(Rule rule, boolean explodes) {
    return switch (rule) {
      case VANISHING, SHORT_TIME_SCALES, EXPLODING -> false;
      case SATURATION, DEAD_UNITS, DRIFT -> explodes;
      case NON_FINITE, DIVERGED, WORSE_THAN_CONSTANT, CLIPPING_AS_LEARNING_RATE, SHORT_TRUNCATION ->
          true;
    };
  }
}
