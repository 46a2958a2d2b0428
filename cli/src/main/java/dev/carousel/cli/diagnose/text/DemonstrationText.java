package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The demonstration in plain words. Every claim follows from a figure that was measured just now,
 * so with another seed it may say something else.
 */
public final class DemonstrationText {
  private static final String INDENT = "  ";
  private static final int DECIMALS = 2;
  private static final int NEAR = 10;
  private static final String FORGET_GATE = "forget";

  private final Diagnosis diagnosis;
  private final double blank;
  private final Look look;
  private final Run start;
  private final Run unclipped;
  private final Run clipped;
  private final Run plain;
  private final Run gated;
  private final List<String> lines = new ArrayList<>();

  private DemonstrationText(Diagnosis diagnosis, double blank, Look look) {
    this.diagnosis = diagnosis;
    this.blank = blank;
    this.look = look;
    List<Run> runs = diagnosis.runs();
    start = runs.get(0);
    unclipped = runs.get(1);
    clipped = runs.get(2);
    plain = runs.get(3);
    gated = runs.get(4);
  }

  /**
   * The lines of the demonstration.
   *
   * @param diagnosis of an RNN with large weights, untrained, trained without clipping and with it,
   *     of an ordinary RNN, and of an LSTM
   * @param blank the loss of a network that takes all symbols for equally likely
   */
  public static List<String> of(Diagnosis diagnosis, double blank, Look look) {
    return new DemonstrationText(diagnosis, blank, look).lines();
  }

  private List<String> lines() {
    lines.add(look.bold("Gradient flow through time: a demonstration"));
    tell(diagnosis.data());
    tell(
        "Each network reads the text and learns to predict the next character, in "
            + plain.updates()
            + " updates of plain gradient descent. Then the error of one character is followed "
            + "back through time.");
    title("How much of that error arrives at each step before it");
    List<String> names = RunNames.of(diagnosis.runs());
    List<StateRow> rows = StateRow.of(diagnosis.runs(), names);
    lines.addAll(new GradientText(rows, diagnosis.lag(), look).strips());
    explosion();
    clipping();
    vanishing();
    carousel();
    next();
    return List.copyOf(lines);
  }

  private void explosion() {
    StateFlow state = best(start);
    title("1. Large weights: the gradient " + verdict(start));
    tell(
        start.cell()
            + ", before training: each step back multiplies the gradient by "
            + factor(state)
            + "; "
            + left(state, diagnosis.lag())
            + ".");
    tell(
        "Trained as it is, its largest gradient has the norm "
            + Numbers.ratio(largestNorm(unclipped))
            + ". Its update is as large, and from then on the recurrent matrix can stretch a vector"
            + " by "
            + Numbers.ratio(layer(unclipped).largestSingularValue())
            + " (before: "
            + Numbers.ratio(layer(start).largestSingularValue())
            + "). In the end "
            + loss(unclipped)
            + ". To take all characters for equally likely costs "
            + Numbers.decimals(blank, DECIMALS)
            + "; lower is better.");
  }

  private void clipping() {
    double share = clipped.clipping().map(ClipReport::clippedShare).orElse(0.0);
    title(
        "2. The same network, clipped: "
            + (learns(clipped, Math.min(blank, unclipped.validLoss()))
                ? "it learns"
                : "no cure here"));
    tell(
        "Every gradient with a norm above 1 is scaled down to 1 (--hook clip-norm:max=1), which "
            + "happens in "
            + Math.round(100 * share)
            + " % of the updates. Now "
            + loss(clipped)
            + ".");
  }

  private void vanishing() {
    StateFlow state = best(plain);
    title("3. Ordinary weights: the gradient " + verdict(plain));
    tell(
        plain.cell()
            + ": each step back multiplies the gradient by "
            + factor(state)
            + "; "
            + left(state, NEAR)
            + ", and "
            + left(state, diagnosis.lag())
            + ". Clipping cannot help: there is nothing to cut.");
  }

  private void carousel() {
    StateFlow state = best(gated);
    title("4. An LSTM with open forget gates: the gradient " + verdict(gated));
    tell(
        gated.cell()
            + ": in its state "
            + state.state()
            + ", "
            + left(state, diagnosis.lag())
            + ". The next state is f * c + i * g: an error goes back through it by a product with "
            + "the forget gate f alone, and meets no matrix."
            + gate()
            + " The path without any matrix carries "
            + Math.round(100 * state.lastCarouselShare())
            + " % of what arrives there.");
    tell(
        "A gradient that reaches far back is not yet a lower loss: "
            + loss(gated)
            + ", that of "
            + plain.cell()
            + " "
            + Numbers.decimals(plain.validLoss(), DECIMALS)
            + "."
            + reward());
  }

  private String gate() {
    return gated.report().dynamics().get(0).gates().stream()
        .filter(gate -> gate.gate().equals(FORGET_GATE))
        .findFirst()
        .map(gate -> " On average f is " + mean(gate) + " (0 is shut, 1 is open).")
        .orElse("");
  }

  private static String mean(GateUse gate) {
    return Numbers.decimals(StatUtils.mean(gate.mean()), 3);
  }

  /** What the text itself rewards, where that is known. */
  private String reward() {
    Dependence data = gated.need().data();
    return data == null
        ? ""
        : " By itself, this text shows a reward for " + data.rewarded() + " steps of context.";
  }

  private void next() {
    title("Next");
    TextTable table = new TextTable(Align.LEFT, Align.LEFT);
    table.row("carousel tour", "why this is so, in seven short chapters");
    table.row("carousel diagnose --full --html flow.html", "all figures, and a page of them");
    table.row("carousel train --out run", "a network to keep; then: carousel diagnose run");
    lines.addAll(table.lines());
  }

  private static boolean learns(Run run, double than) {
    return run.validLoss() < than;
  }

  /** A loss that is not finite has no number. */
  private static String loss(Run run) {
    return run.isBroken()
        ? "the training ended because it was not finite"
        : "its validation loss is " + Numbers.decimals(run.validLoss(), DECIMALS);
  }

  private static double largestNorm(Run run) {
    return run.clipping().map(report -> StatUtils.max(report.normsBefore())).orElse(Double.NaN);
  }

  private static LayerFlow layer(Run run) {
    return run.flow().layers().get(0);
  }

  /** The state that keeps most at the last lag. */
  private static StateFlow best(Run run) {
    return layer(run).states().stream()
        .max(Comparator.comparingDouble(DemonstrationText::last))
        .orElseThrow();
  }

  private static double last(StateFlow state) {
    double left = state.gradient()[state.gradient().length - 1];
    return Double.isNaN(left) ? 0 : left;
  }

  private static String verdict(Run run) {
    return switch (run.verdict(best(run))) {
      case EXPLODING -> "explodes";
      case VANISHING -> "vanishes";
      case STEADY -> "is carried";
      case UNMEASURED -> "could not be measured";
    };
  }

  private static String factor(StateFlow state) {
    Growth growth = state.growth();
    return growth == null
        ? "so little that it could not be measured"
        : Numbers.decimals(Math.exp(growth.perStep()), DECIMALS) + " on average";
  }

  private static String left(StateFlow state, int lag) {
    double[] gradient = state.gradient();
    int at = Math.min(lag, gradient.length - 1);
    double left = gradient[at];
    if (Double.isNaN(left)) {
      return "less than can be measured is left after " + at + " steps";
    }
    return left < 1
        ? Numbers.ratio(left) + " of it is left after " + at + " steps"
        : "it is " + Numbers.ratio(left) + " times as large after " + at + " steps";
  }

  private void tell(String text) {
    lines.addAll(Paragraph.hanging(INDENT, text, look.width()));
  }

  private void title(String title) {
    lines.add("");
    lines.add(look.bold(title));
  }
}
