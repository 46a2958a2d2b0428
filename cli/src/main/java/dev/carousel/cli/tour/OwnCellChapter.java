package dev.carousel.cli.tour;

import dev.carousel.engine.Engine;
import dev.carousel.flow.words.Numbers;
import dev.carousel.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A cell of one's own: its equations, its gradient check, and its gradient by lag. */
final class OwnCellChapter {
  static final int STEPS = 30;
  private static final int UNITS = 8;

  /** The equations of {@link LeakyCell}, as its source has them. */
  static final String SOURCE =
      """
      public void step(Step s) {
        Expr x = s.input();
        Expr h = s.state("h");
        Expr z = sigmoid(s.affine("z", x, h));
        s.next("h", oneMinus(z).times(h).plus(z.times(tanh(s.affine("g", x, h)))));
      }\
      """;

  private OwnCellChapter() {}

  /**
   * What is measured.
   *
   * @param check of all gradients against finite differences
   * @param gradient by lag, before any training, relative to lag 0
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(GradientCheck.Report check, double[] gradient) {}

  static Measured measure(Engine engine, long seed) {
    double[] inputs = new double[STEPS];
    Arrays.setAll(inputs, step -> Math.sin(step));
    double[] loss = new double[UNITS];
    Arrays.fill(loss, 1 / Math.sqrt(UNITS));
    Unrolled run = Unrolled.initial(Unrolled.layer(engine, new LeakyCell(), UNITS), seed, inputs);
    return new Measured(
        GradientCheck.of(engine, "leaky", new LeakyCell(), seed),
        Say.norms(run.gradients("h", loss)));
  }

  static Chapter tell(Measured m) {
    List<Part> parts =
        List.of(
            Part.say(
                "Every network so far was an instance of one idea: equations for one step. You can"
                    + " write your own. This cell has one gate z that decides how much of the"
                    + " state is replaced: h' = (1 - z) h + z tanh(..). In Java, affine is a"
                    + " matrix times x, plus a matrix times h, plus a bias:"),
            Part.code(SOURCE),
            Part.say(
                "That is all of it. Carousel derives the backward pass from these lines, so you"
                    + " cannot get it wrong. It is checked all the same: "
                    + Numbers.grouped(m.check().compared())
                    + " derivatives were compared with finite differences just now. The largest"
                    + " relative error is "
                    + Numbers.scientific(m.check().maxRelativeError())
                    + "; up to "
                    + Numbers.scientific(GradientCheck.TOLERANCE)
                    + " passes. "
                    + (m.check().passed() ? "It passed." : "It FAILED.")),
            Part.draw(
                new Plot(
                    "own",
                    "How far its gradient reaches before training",
                    "The norm of the gradient of h by lag, with "
                        + UNITS
                        + " units and initial weights, on a logarithmic scale.",
                    "lag",
                    "gradient norm",
                    true,
                    List.of(Curve.of("leaky cell", m.gradient())))),
            Part.say(
                "Where to go on: docs/writing-a-cell.md turns such a class into a plugin with a"
                    + " test, docs/first-network.md trains and diagnoses a first network, and"
                    + " docs/glossary.md explains the words."));
    return Chapter.of(
        Subject.CELL,
        parts,
        Map.of(
            "maxRelativeError",
            m.check().maxRelativeError(),
            "compared",
            (double) m.check().compared(),
            "gradientAtLag30",
            m.gradient()[STEPS]),
        new Question(
            "If z were always 0, what would this cell do, and what would its gradient do?",
            "h' = h: it would keep its state for ever and never read its input. The gradient would"
                + " neither vanish nor explode. If z were always 1, it would be the vanilla RNN.",
            List.of("gradcheck rnn lstm", "plugins cells", "diagnose")));
  }
}
