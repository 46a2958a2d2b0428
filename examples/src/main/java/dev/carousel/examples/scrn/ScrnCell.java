package dev.carousel.examples.scrn;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.sigmoid;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The structurally constrained recurrent network: beside the hidden state, a context that changes
 * slowly, because its recurrent matrix is fixed to a multiple of the identity (Mikolov, Joulin,
 * Chopra, Mathieu and Ranzato, 2015):
 *
 * <pre>
 * s' = (1 - share) s + share Wx x
 * h' = sigmoid(Wx x + Wh h + Ws s')
 * </pre>
 *
 * <p>h reads the new s. The layer's output is h' followed by s', since the paper's output reads
 * both. Shapes: x [I], h and s [H]; parameters {@code s.Wx} and {@code h.Wx} [H, I], {@code h.Wh}
 * and {@code h.Ws} [H, H], no biases. All start uniform on +-1 / sqrt(H). The paper's alpha is 1 -
 * share.
 *
 * @param share the part of the context that each step replaces, in (0, 1]: the smaller, the longer
 *     the memory
 */
public record ScrnCell(double share) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr context = s.state("s");
    Expr read = s.affine("s", x, noBias());
    Expr contextNext = context.times(1 - share).plus(read.times(share)).named("s");
    Expr hNext = sigmoid(s.affine("h", x, h, contextNext, noBias()));
    s.next("s", contextNext);
    s.next("h", hNext);
    s.output(hNext.concat(contextNext));
    s.observe("hidden", hNext);
  }
}
