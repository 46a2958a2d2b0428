package dev.carousel.expr;

/**
 * One time step, in which a cell writes its equations.
 *
 * <p>Shapes are those of one row at one step: the engine adds batch and time. A parameter is
 * declared where it is used and belongs to the layer. The matrix that multiplies the vector named x
 * is named {@code equation.Wx}, and the bias {@code equation.b}. Names are unique within a cell.
 * Every state that is read must be given its next value, once.
 *
 * <p>Used by the one thread that calls the cell, and not after {@link dev.carousel.spi.Cell#step}
 * has returned.
 */
public interface Step {
  /** The number of hidden units, H. */
  int units();

  /** The input of this step, named {@code x}. */
  Expr input();

  /** A state of {@link #units()} elements after the previous step; zeros before the first. */
  Expr state(String name);

  /** A state of a given size after the previous step; zeros before the first. */
  Expr state(String name, int size);

  /** A state that is a matrix after the previous step; zeros before the first. */
  default MatrixExpr matrixState(String name, int rows, int columns) {
    return matrixState(name, 1, rows, columns);
  }

  /** A state that is a matrix for each head; zeros before the first step. */
  default MatrixExpr matrixState(String name, int heads, int rows, int columns) {
    return state(name, heads * rows * columns).asMatrix(heads, rows, columns);
  }

  /** Gives a matrix state its next value. */
  default void next(String state, MatrixExpr value) {
    next(state, value.asVector());
  }

  /** Gives a state its next value. The value can be used further on in the step. */
  void next(String state, Expr value);

  /** Sets the output of the layer; without this call, it is the next value of the state named h. */
  void output(Expr value);

  /**
   * Sets the default initialisers of {@link #affine}. Without this call, all three are {@code
   * uniform(1 / sqrt(H))}, as for each tensor in PyTorch. (PyTorch's layers add two such biases;
   * here there is one.)
   *
   * @param input of matrices that multiply the step's input
   * @param recurrent of all other matrices
   * @param bias of biases
   */
  void initialize(Initializer input, Initializer recurrent, Initializer bias);

  /** {@link #affine(String, int, AffineTerm...)} with {@link #units()} rows. */
  Expr affine(String equation, AffineTerm... terms);

  /**
   * The sum of each vector times its own matrix, and a bias: {@code Wx x + Wh h + b}.
   *
   * @param equation the name of the map, from which its parameters and the result get their names
   * @param size the number of rows
   * @param terms vectors, plain or {@link Functions#weighted}, and at most one term for the bias;
   *     without such a term there is a bias
   */
  Expr affine(String equation, int size, AffineTerm... terms);

  /** A vector parameter: a peephole, a recurrent vector, a gain. */
  Expr vector(String name, int size, Initializer init);

  /** A matrix parameter to multiply by hand. */
  Matrix matrix(String name, int rows, int columns, Initializer init);

  /**
   * A matrix that is part of the equations: it is not trained and not saved.
   *
   * @param name unique among the cell's parameters
   * @param values row after row
   */
  Matrix constantMatrix(String name, double[][] values);

  /** A vector whose elements are all {@code value}. */
  Expr constant(double value, int size);

  /** Names a vector that a diagnosis measures: a gate, a saturation, a time-scale. */
  void observe(String name, Expr value);

  /**
   * Says that a vector is what the step proposes for a state, before gates decide how much of it
   * enters, as g of an LSTM: candidate dropout drops elements of it. A cell may have several, and
   * one that names none cannot be trained with candidate dropout.
   *
   * @return the same vector
   */
  Expr candidate(Expr value);
}
