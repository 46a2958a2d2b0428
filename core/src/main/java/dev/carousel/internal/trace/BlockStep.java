package dev.carousel.internal.trace;

import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Matrix;
import dev.carousel.expr.Step;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The step of a cell within a layer: it reads another input, and what it hands up is kept for the
 * layer. All else is that of the layer.
 */
public final class BlockStep implements Step {
  private final Step step;
  private final Expr input;
  private @Nullable Initializer inputInit;
  private @Nullable Expr state;
  private @Nullable Expr output;

  /**
   * @param input what the cell is to read
   */
  public BlockStep(Step step, Expr input) {
    this.step = step;
    this.input = input;
  }

  /** What the cell hands up; null if it does not say. */
  public @Nullable Expr handedUp() {
    return output == null ? state : output;
  }

  @Override
  public int units() {
    return step.units();
  }

  @Override
  public Expr input() {
    return input;
  }

  @Override
  public Expr state(String name) {
    return step.state(name);
  }

  @Override
  public Expr state(String name, int size) {
    return step.state(name, size);
  }

  @Override
  public void next(String name, Expr value) {
    step.next(name, value);
    state = name.equals("h") ? value : state;
  }

  @Override
  public void output(Expr value) {
    if (output != null) {
      step.output(output);
      step.output(value); // a second one, which is refused there
    }
    output = value;
  }

  @Override
  public void initialize(Initializer ofInput, Initializer recurrent, Initializer bias) {
    step.initialize(ofInput, recurrent, bias);
    inputInit = ofInput;
  }

  @Override
  public Expr affine(String equation, AffineTerm... terms) {
    return step.affine(equation, started(terms));
  }

  @Override
  public Expr affine(String equation, int size, AffineTerm... terms) {
    return step.affine(equation, size, started(terms));
  }

  /** The layer does not know that a cell's input is what it reads after a norm. */
  private AffineTerm[] started(AffineTerm... terms) {
    return Stream.of(terms).map(this::started).toArray(AffineTerm[]::new);
  }

  private AffineTerm started(AffineTerm term) {
    Initializer init = inputInit;
    if (init != null && term == input) {
      return new AffineTerm.Weighted(input, init);
    }
    boolean isOpen =
        term instanceof AffineTerm.BlockDiagonal blocks
            && blocks.init() == null
            && blocks.operand() == input;
    return isOpen && init != null
        ? new AffineTerm.BlockDiagonal(input, ((AffineTerm.BlockDiagonal) term).blocks(), init)
        : term;
  }

  @Override
  public Expr vector(String name, int size, Initializer init) {
    return step.vector(name, size, init);
  }

  @Override
  public Matrix matrix(String name, int rows, int columns, Initializer init) {
    return step.matrix(name, rows, columns, init);
  }

  @Override
  public Matrix constantMatrix(String name, double[][] values) {
    return step.constantMatrix(name, values);
  }

  @Override
  public Expr constant(double value, int size) {
    return step.constant(value, size);
  }

  @Override
  public void observe(String name, Expr value) {
    step.observe(name, value);
  }

  @Override
  public Expr candidate(Expr value) {
    return step.candidate(value);
  }
}
