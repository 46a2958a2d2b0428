package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One set of weights for all steps: {@code h' = tanh(w h + u x)}, on two sequences that differ only
 * in their first input.
 */
final class StateChapter {
  static final double W = 0.9;
  static final double U = 1;
  static final int STEPS = 20;
  private static final double LATER_INPUT = 0.2;

  private StateChapter() {}

  /**
   * What is measured.
   *
   * @param up the state after each step if the first input is 1
   * @param down the state after each step if the first input is -1
   * @param parameters the number of weights
   * @param gradient the engine's gradient of the last state with respect to w
   * @param shares what each step adds to that gradient, from the states and their gradients
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(double[] up, double[] down, long parameters, double gradient, double[] shares) {
    double lastDifference() {
      return up[STEPS - 1] - down[STEPS - 1];
    }

    double sumOfShares() {
      return Arrays.stream(shares).sum();
    }

    /** How much of the gradient the last steps add. */
    double shareOfLast(int steps) {
      return Arrays.stream(shares, STEPS - steps, STEPS).sum() / sumOfShares();
    }
  }

  /** A unit with a weight for its state and one for its input. */
  private static final class UnitCell implements Cell {
    @Override
    public void step(Step s) {
      s.next(
          "h",
          s.vector("w", 1, (tensor, random) -> tensor.fill(W))
              .times(s.state("h", 1))
              .plus(s.vector("u", 1, (tensor, random) -> tensor.fill(U)).times(s.input()))
              .tanh());
    }
  }

  static double[] inputs(double first) {
    double[] inputs = new double[STEPS];
    Arrays.fill(inputs, LATER_INPUT);
    inputs[0] = first;
    return inputs;
  }

  static Measured measure(Engine engine) {
    LayerProgram layer = Unrolled.layer(engine, new UnitCell(), 1);
    Map<String, double[]> weights = Map.of("w", new double[] {W}, "u", new double[] {U});
    Unrolled up = Unrolled.run(layer, weights, Map.of(), inputs(1));
    Unrolled down = Unrolled.run(layer, weights, Map.of(), inputs(-1));
    double[] states = up.state("h", 0);
    double[][] back = up.gradients("h", 1);
    double[] shares = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      double before = t == 0 ? 0 : states[t - 1];
      shares[t] = back[STEPS - 1 - t][0] * (1 - states[t] * states[t]) * before;
    }
    double gradient = up.parameterGradients("h", 1).get("w").get(0);
    return new Measured(states, down.state("h", 0), up.parameters(), gradient, shares);
  }

  static Chapter tell(Measured m) {
    List<Part> parts =
        List.of(
            Part.say(
                "A recurrent network reads a sequence step by step. Its state h is all that it"
                    + " keeps of the past. At each step it computes the next state from the state"
                    + " and the input: h' = tanh(w h + u x). The weights w and u are the same at"
                    + " every step. The smallest such network is one unit. It has "
                    + m.parameters()
                    + " weights, whether it reads 20 steps or 2,000."),
            Part.draw(
                new Plot(
                    "state",
                    "Two pasts, one present",
                    "The state of one unit (w = 0.9, u = 1). The first input is 1 or -1; all later"
                        + " inputs are 0.2.",
                    "step",
                    "state h",
                    false,
                    List.of(
                        Curve.from(1, "first +1", m.up()), Curve.from(1, "first -1", m.down())))),
            Part.say(
                "The two states differ by "
                    + Say.number(m.up()[0] - m.down()[0])
                    + " after the first step and by "
                    + Say.number(m.lastDifference())
                    + " after step 20. By then the unit can no longer tell the two pasts apart."),
            Part.say(
                "Training asks: how does the last state change if w changes a little? That"
                    + " number is the gradient of w. As w is used at every step, the gradient is a"
                    + " sum over steps. Each step's share has"
                    + " travelled back through all later steps."),
            Part.draw(
                new Plot(
                    "shares",
                    "What each step adds to the gradient of w",
                    "The share of each step in the derivative of the last state with respect to w.",
                    "step",
                    "share",
                    false,
                    List.of(Curve.from(1, "share", m.shares())))),
            Part.say(
                "The shares sum to "
                    + Say.number(m.sumOfShares())
                    + ", and the gradient that Carousel computes is "
                    + Say.number(m.gradient())
                    + ": the same number. The last 3 steps add "
                    + Math.round(100 * m.shareOfLast(3))
                    + " % of it. The gradient hardly notices the early steps."));
    return Chapter.of(
        Subject.STATE,
        parts,
        Map.of(
            "gradientOfW", m.gradient(),
            "sumOfShares", m.sumOfShares(),
            "shareOfLast3", m.shareOfLast(3),
            "lastDifference", m.lastDifference()),
        new Question(
            "Could this unit learn to report its first input after 20 steps?",
            "Hardly. The early steps add almost nothing to the gradient of w, so training gets no"
                + " sign of what to change for them. Chapter 2 shows how fast this happens.",
            List.of(
                "diagnose --untrained --cell rnn --units 8 --lag 20 --task adding:length=100")));
  }
}
