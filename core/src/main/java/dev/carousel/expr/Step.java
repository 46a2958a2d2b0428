package dev.carousel.expr;

/**
 * One time step, as a cell sees it while it writes down its equations.
 *
 * <p>Shapes are those of one row at one step: the engine adds batch and time. A parameter is
 * declared where it is used and belongs to the layer; its name is {@code equation.Wx} for the
 * matrix that multiplies the vector named x, and {@code equation.b} for the bias. Names are unique
 * within a cell. Every state that is read must be given its next value, once.
 *
 * <p>Used by the one thread that calls the cell, and not after {@link dev.carousel.spi.Cell#step}
 * has returned.
 */
public interface Step {
  /** The number of hidden units, H. */
  int units();

  /** The input of this step, named {@code x}. */
  Expr input();

  /** A state of {@link #units()} elements, as the step before left it; zeros before the first. */
  Expr state(String name);

  /** A state of its own size, as the step before left it; zeros before the first. */
  Expr state(String name, int size);

  /** Gives a state its next value. The value can be used further on in the step. */
  void next(String state, Expr value);

  /** What the layer hands upwards; without this call, the next value of the state named h. */
  void output(Expr value);

  /**
   * Sets what {@link #affine} starts its parameters from where an equation does not say so itself.
   * Without this call all three are {@code uniform(1 / sqrt(H))}, the rule by which PyTorch draws
   * each tensor. (Its layers add two biases, each drawn so; here there is one.)
   *
   * @param input of matrices that multiply the step's input
   * @param recurrent of all other matrices
   * @param bias of biases
   */
  void initialize(Initializer input, Initializer recurrent, Initializer bias);

  /** {@link #affine(String, int, AffineTerm...)} with {@link #units()} rows. */
  Expr affine(String equation, AffineTerm... terms);

  /**
   * The sum of each vector times a matrix of its own, and a bias: {@code Wx x + Wh h + b}.
   *
   * @param equation the name of the map, and with that of its parameters and of the result
   * @param size the number of rows
   * @param terms vectors, plain or {@link Functions#weighted}, and at most one word on the bias;
   *     with none there is a bias
   */
  Expr affine(String equation, int size, AffineTerm... terms);

  /** A vector parameter: a peephole, a recurrent vector, a gain. */
  Expr vector(String name, int size, Initializer init);

  /** A matrix parameter to multiply by hand. */
  Matrix matrix(String name, int rows, int columns, Initializer init);

  /** A vector whose elements are all {@code value}. */
  Expr constant(double value, int size);

  /** Names a vector for the diagnosis: a gate, a saturation, a time-scale. */
  void observe(String name, Expr value);
}
