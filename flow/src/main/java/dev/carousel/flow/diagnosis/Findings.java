package dev.carousel.flow.diagnosis;

import dev.carousel.flow.dynamics.LayerDynamics;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what is wrong with a network's gradient through time.
 *
 * <p>A lag matters if the data rewards it ({@link dev.carousel.flow.context.Need}), or if it was
 * said to. Where that could not be measured, no gradient is found to vanish. The rules:
 *
 * <ul>
 *   <li>{@link Rule#NON_FINITE}: an update of the training was not finite; this one comes from who
 *       trained ({@link BrokenTraining}).
 *   <li>{@link Rule#DIVERGED}: the training stayed finite and ended with a loss beyond use; this
 *       one too comes from who trained ({@link DivergedTraining}).
 *   <li>{@link Rule#EXPLODING}: some state's {@link Grade} is exploding.
 *   <li>{@link Rule#VANISHING}: the data rewards a lag at which the grade of the layer's best state
 *       is vanishing, the network was not seen to use so long a context all the same, and no state
 *       explodes.
 *   <li>{@link Rule#SHORT_TIME_SCALES}: why a gradient vanishes, where a state has a path without
 *       matrix products: by its longest time-scale, too, less than 1 % of an error arrives from the
 *       lag that the data rewards, the network was not seen to use it, and no state of the layer
 *       brings more.
 *   <li>{@link Rule#SATURATION}: more than half of a gate's units are below 0.1 at nine steps of
 *       ten, or more than half of a bounded state's units are beyond -0.9 or 0.9. (A gate that is
 *       open throughout is no fault: so are the forget gates of an LSTM that remembers.)
 *   <li>{@link Rule#DEAD_UNITS}: units that move by less than 1e-6.
 *   <li>{@link Rule#DRIFT}: a state whose norm still grows by more than 1 % a step in the later
 *       half of the sequence.
 *   <li>{@link Rule#CLIPPING_AS_LEARNING_RATE}: more than half of at least 20 updates were clipped.
 *   <li>{@link Rule#SHORT_TRUNCATION}: the gradient in chunks as long as in training has a cosine
 *       of less than 0.9 with the full one, and the chunks are not known to hold all that the data
 *       rewards.
 * </ul>
 */
public final class Findings {
  private Findings() {}

  /**
   * Applies all rules.
   *
   * @return what was found, what concerns the whole gradient first; empty if nothing is wrong
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
   * What is found of a network whose training failed. Weights that were thrown far away saturate
   * units, shut gates and let gradients vanish. That follows from the failure and is no fault of
   * its own, so it is left out. Where the gradient explodes, states may grow for the same reason,
   * and that is kept.
   *
   * @param failure {@link Rule#NON_FINITE} or {@link Rule#DIVERGED}
   * @param others what was found of the weights that were measured
   * @return the failure first
   */
  public static List<Finding> afterFailure(Finding failure, List<Finding> others) {
    boolean explodes = others.stream().anyMatch(finding -> finding.rule() == Rule.EXPLODING);
    List<Finding> all = new ArrayList<>(List.of(failure));
    others.stream().filter(finding -> isKept(finding.rule(), explodes)).forEach(all::add);
    return List.copyOf(all);
  }

  private static boolean isKept(Rule rule, boolean explodes) {
    return switch (rule) {
      case VANISHING, SHORT_TIME_SCALES -> false;
      case SATURATION, DEAD_UNITS, DRIFT -> explodes;
      case NON_FINITE, DIVERGED, EXPLODING, CLIPPING_AS_LEARNING_RATE, SHORT_TRUNCATION -> true;
    };
  }
}
