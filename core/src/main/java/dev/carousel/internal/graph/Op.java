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
  /** A mask that the step is given. */
  GIVEN(Kind.LEAF),
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
  /** {@code x}; the gradient goes to y alone, times z. */
  SURROGATE(Kind.POINTWISE),

  /** The sums of groups of neighbours of x. */
  SUM(Kind.SHAPE),
  /** Each element of x, some times over. */
  REPEAT(Kind.SHAPE),
  /** A range of x. */
  SLICE(Kind.SHAPE),
  /** x within zeros: what the gradient of a slice is. */
  PAD(Kind.SHAPE),
  /** All arguments one after the other. */
  CONCAT(Kind.SHAPE),

  /** In each block, {@code x y'}: a matrix from two vectors. */
  OUTER(Kind.BILINEAR),
  /** In each block, {@code X y}: a vector from a matrix and a vector. */
  TIMES(Kind.BILINEAR),
  /** In each block, {@code X' y}. */
  TRANSPOSED_TIMES(Kind.BILINEAR),

  /** In each group, {@code e^x / sum of e^x}. */
  SOFTMAX(Kind.GROUPED),
  /** {@code y * (x - sum of x * y)}: the gradient x through {@code y = softmax}. */
  SOFTMAX_GRADIENT(Kind.GROUPED),
  /** In each group, {@code (x - mean) / sqrt(variance + epsilon)}. */
  LAYER_NORM(Kind.GROUPED),
  /** The gradient x through the layer norm of y. */
  LAYER_NORM_GRADIENT(Kind.GROUPED),
  /** In each group, {@code x / sqrt(mean of squares + epsilon)}. */
  RMS_NORM(Kind.GROUPED),
  /** The gradient x through the RMS norm of y. */
  RMS_NORM_GRADIENT(Kind.GROUPED),
  /** In each group, the element of x at which y is largest, the first if there are several. */
  OF_LARGEST(Kind.GROUPED),
  /** In each group, the group's x where y is largest, else 0: the gradient of the former. */
  AT_LARGEST(Kind.GROUPED);

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
    SHAPE,
    /** A product of two computed values, of which at least one, or the result, is a matrix. */
    BILINEAR,
    /** A function of the elements of a group together. */
    GROUPED
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
