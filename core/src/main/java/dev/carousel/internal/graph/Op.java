package dev.carousel.internal.graph;

/** The kinds of node in a step graph. Arguments are written x, y, z in their order. */
public enum Op {
  /** The layer's input at this step. */
  INPUT(Kind.LEAF),
  /** A state as the step before left it. */
  STATE(Kind.LEAF),
  /** A vector parameter. */
  VECTOR(Kind.LEAF),
  /** A vector of one repeated number. */
  CONSTANT(Kind.LEAF),
  /** In a backward graph: the value of a node of the forward graph at this step. */
  SAVED(Kind.LEAF),
  /** In a backward graph: the gradient of a state that arrives from the step after. */
  STATE_GRADIENT(Kind.LEAF),
  /** In a backward graph: the gradient of the output that arrives from above. */
  OUTPUT_GRADIENT(Kind.LEAF),

  /** A sum of matrices times vectors, and a bias. */
  AFFINE(Kind.PRODUCT),

  /** In a backward graph: x, shown to whoever watches the gradient of a state. */
  TAP(Kind.TAP),

  /** {@code x}. */
  IDENTITY(Kind.POINTWISE),
  /** {@code scale * x + shift}. */
  LINEAR(Kind.POINTWISE),
  EXP(Kind.POINTWISE),
  LOG(Kind.POINTWISE),
  SQRT(Kind.POINTWISE),
  ABS(Kind.POINTWISE),
  SIGN(Kind.POINTWISE),
  SIN(Kind.POINTWISE),
  COS(Kind.POINTWISE),
  TANH(Kind.POINTWISE),
  SIGMOID(Kind.POINTWISE),
  RELU(Kind.POINTWISE),
  SOFTPLUS(Kind.POINTWISE),
  RECIPROCAL(Kind.POINTWISE),
  SQUARE(Kind.POINTWISE),

  ADD(Kind.POINTWISE),
  SUBTRACT(Kind.POINTWISE),
  MULTIPLY(Kind.POINTWISE),
  DIVIDE(Kind.POINTWISE),
  MIN(Kind.POINTWISE),
  MAX(Kind.POINTWISE),
  /** {@code x * (1 - y * y)}: the gradient x through {@code y = tanh}. */
  TANH_GRADIENT(Kind.POINTWISE),
  /** {@code x * y * (1 - y)}: the gradient x through {@code y = sigmoid}. */
  SIGMOID_GRADIENT(Kind.POINTWISE),
  /** {@code y > 0 ? x : 0}: the gradient x through {@code y = relu}. */
  RELU_GRADIENT(Kind.POINTWISE),
  /** {@code y <= z ? x : 0}. */
  WHERE_AT_MOST(Kind.POINTWISE),
  /** {@code y > z ? x : 0}. */
  WHERE_ABOVE(Kind.POINTWISE),

  /** The sum of the elements of x, a vector of size 1. */
  SUM(Kind.SHAPE),
  /** x, of size 1, repeated. */
  REPEAT(Kind.SHAPE),
  /** A range of x. */
  SLICE(Kind.SHAPE),
  /** x within zeros: what the gradient of a slice is. */
  PAD(Kind.SHAPE),
  /** All arguments one after the other. */
  CONCAT(Kind.SHAPE);

  /** How an operation is run. */
  public enum Kind {
    /** Its value is handed in. */
    LEAF,
    /** A matrix product. */
    PRODUCT,
    /** An observation point. */
    TAP,
    /** Element by element. */
    POINTWISE,
    /** Moves or adds up elements. */
    SHAPE
  }

  private final Kind kind;

  Op(Kind kind) {
    this.kind = kind;
  }

  /** How it is run. */
  public Kind kind() {
    return kind;
  }
}
