package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.flow.words.Numbers;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss with a cliff, and gradient clipping (Pascanu, Mikolov and Bengio, 2013, "On the difficulty
 * of training recurrent neural networks"): {@code x_t = w sigmoid(x_(t-1)) + b}, whose loss is
 * {@code (x_50 - 0.7)^2}.
 */
final class ClippingChapter {
  static final int STEPS = 50;
  static final double START = 0.5;
  static final double TARGET = 0.7;
  static final double W = 5;
  static final double RATE = 0.01;
  static final double THRESHOLD = 1;
  static final int UPDATES = 40;
  private static final double LEAST_BIAS = -2.9;
  private static final double MOST_BIAS = -2.3;
  private static final int PLACES = 121;

  private ClippingChapter() {}

  /**
   * A place of the loss.
   *
   * @param dw the derivative with respect to w
   * @param db the derivative with respect to b
   */
  record Point(double w, double b, double loss, double dw, double db) {
    double norm() {
      return Math.hypot(dw, db);
    }
  }

  /**
   * What is measured.
   *
   * @param profile along b, at w = {@value #W}
   * @param start just beside the cliff
   * @param plain one step of gradient descent from there
   * @param clipped the same with the gradient's norm limited to {@value #THRESHOLD}
   * @param plainLosses of {@value #UPDATES} updates, from the start on
   * @param clippedLosses of the same with clipping
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(
      List<Point> profile,
      Point start,
      Point plain,
      Point clipped,
      double[] plainLosses,
      double[] clippedLosses) {
    Point steepest() {
      return profile.stream().reduce((a, b) -> b.norm() > a.norm() ? b : a).orElseThrow();
    }
  }

  private static final class CliffCell implements Cell {
    @Override
    public void step(Step s) {
      s.next(
          "x",
          s.vector("w", 1, Initializers.zeros())
              .times(s.state("x", 1).sigmoid())
              .plus(s.vector("b", 1, Initializers.zeros())));
      s.output(s.state("x", 1));
    }
  }

  static Measured measure(Engine engine) {
    LayerProgram layer = Unrolled.layer(engine, new CliffCell(), 1);
    List<Point> profile = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      double b = LEAST_BIAS + (MOST_BIAS - LEAST_BIAS) * i / (PLACES - 1);
      profile.add(at(layer, W, b));
    }
    Point start = beside(layer, profile);
    profile.add(start);
    profile.sort(Comparator.comparingDouble(Point::b));
    return new Measured(
        List.copyOf(profile),
        start,
        step(layer, start, false),
        step(layer, start, true),
        descent(layer, start, false),
        descent(layer, start, true));
  }

  /** The place on the edge of the cliff: the steepest of the profile, searched more finely. */
  private static Point beside(LayerProgram layer, List<Point> profile) {
    double middle =
        profile.stream().reduce((a, b) -> b.norm() > a.norm() ? b : a).orElseThrow().b();
    double width = (MOST_BIAS - LEAST_BIAS) / (PLACES - 1);
    Point best = at(layer, W, middle);
    for (int round = 0; round < 3; round++) {
      for (int i = -10; i <= 10; i++) {
        Point point = at(layer, W, middle + width * i / 10);
        best = point.norm() > best.norm() ? point : best;
      }
      middle = best.b();
      width /= 10;
    }
    return best;
  }

  private static Point at(LayerProgram layer, double w, double b) {
    Unrolled run =
        Unrolled.run(
            layer,
            Map.of("w", new double[] {w}, "b", new double[] {b}),
            Map.of("x", new double[] {START}),
            new double[STEPS]);
    double error = run.state("x", 0)[STEPS - 1] - TARGET;
    NamedTensors gradients = run.parameterGradients("x", 2 * error);
    return new Point(w, b, error * error, gradients.get("w").get(0), gradients.get("b").get(0));
  }

  /** One step of gradient descent, of {@value #RATE} times the gradient. */
  private static Point step(LayerProgram layer, Point from, boolean clip) {
    double norm = from.norm();
    double factor = clip && norm > THRESHOLD ? THRESHOLD / norm : 1;
    return at(layer, from.w() - RATE * factor * from.dw(), from.b() - RATE * factor * from.db());
  }

  private static double[] descent(LayerProgram layer, Point start, boolean clip) {
    double[] losses = new double[UPDATES + 1];
    Point here = start;
    losses[0] = here.loss();
    for (int i = 1; i <= UPDATES; i++) {
      here = step(layer, here, clip);
      losses[i] = here.loss();
    }
    return losses;
  }

  static Chapter tell(Measured m) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("gradientNormAtTheCliff", m.start().norm());
    numbers.put("lossAtStart", m.start().loss());
    numbers.put("lossAfterPlainStep", m.plain().loss());
    numbers.put("lossAfterClippedStep", m.clipped().loss());
    numbers.put("plainLossAtEnd", m.plainLosses()[UPDATES]);
    numbers.put("clippedLossAtEnd", m.clippedLosses()[UPDATES]);
    return Chapter.of(Subject.CLIPPING, parts(m), numbers, question(m));
  }

  private static double length(Point from, Point to) {
    return Math.hypot(to.w() - from.w(), to.b() - from.b());
  }

  private static List<Part> parts(Measured m) {
    double[] places = m.profile().stream().mapToDouble(Point::b).toArray();
    double[] losses = m.profile().stream().mapToDouble(Point::loss).toArray();
    double[] norms = m.profile().stream().mapToDouble(Point::norm).toArray();
    Grid table =
        Grid.of(
                "One step of gradient descent from the cliff, step size 0.01",
                "step",
                "gradient norm",
                "moves by",
                "w after",
                "b after",
                "loss after")
            .row(row("plain", m.start().norm(), m.start(), m.plain()))
            .row(
                row("clipped to 1", Math.min(THRESHOLD, m.start().norm()), m.start(), m.clipped()));
    return List.of(
        Part.say(
            "An exploding gradient makes a cliff. This is the example of Pascanu, Mikolov and"
                + " Bengio (2013): one unit, x' = w sigmoid(x) + b, from x = 0.5. The loss is"
                + " (x - 0.7)^2 after 50 steps."),
        Part.draw(
            new Plot(
                "cliff",
                "The loss along b, at w = 5",
                "The loss after 50 steps. To the left of the cliff the unit ends low, to its right"
                    + " it ends high.",
                "b",
                "loss",
                false,
                List.of(new Curve("loss", places, losses)))),
        Part.draw(
            new Plot(
                "cliff-gradient",
                "The norm of the gradient along b",
                "The same places on a logarithmic scale: the gradient is large only on the cliff.",
                "b",
                "gradient norm",
                true,
                List.of(new Curve("gradient norm", places, norms)))),
        Part.say(
            "On the edge, at b = "
                + Numbers.decimals(m.start().b(), 4)
                + ", the gradient has a norm of "
                + Say.number(m.start().norm())
                + ". The step is the gradient times the step size, "
                + RATE
                + ", so it leaves the map. Clipping keeps the direction and"
                + " limits the length: if the norm is above a threshold, the gradient is scaled"
                + " down to it."),
        Part.list(table),
        Part.draw(
            new Plot(
                "descent",
                "40 updates from the cliff",
                "The loss after each update, on a logarithmic scale.",
                "update",
                "loss",
                true,
                List.of(
                    Curve.of("plain", m.plainLosses()), Curve.of("clipped", m.clippedLosses())))),
        Part.say(
            "After 40 updates the loss is "
                + Say.number(m.plainLosses()[UPDATES])
                + " without clipping and "
                + Say.number(m.clippedLosses()[UPDATES])
                + " with it. Clipping cures what is too long. It cannot lengthen a gradient that"
                + " has vanished."));
  }

  private static String[] row(String name, double norm, Point from, Point to) {
    return new String[] {
      name,
      Say.number(norm),
      Say.number(length(from, to)),
      place(to.w()),
      place(to.b()),
      Say.number(to.loss())
    };
  }

  /** With the digits that a short step changes. */
  private static String place(double value) {
    return Math.abs(value) < 100 ? Numbers.decimals(value, 4) : Say.number(value);
  }

  private static Question question(Measured m) {
    return new Question(
        "What would a threshold of 10 change in the table?",
        "The clipped step would be ten times as long, 0.1 in place of 0.01, in the same direction."
            + " Any threshold above "
            + Say.number(m.start().norm())
            + " would change nothing.",
        List.of(
            "plugins hooks clip-norm",
            "train --task adding:length=50 --cell rnn --hook clip-norm:max=1 --updates 200 --out"
                + " clipped-run"));
  }
}
