package dev.carousel.tensor;

/** The width of a tensor's numbers. */
public enum Precision {
  /** IEEE single precision, for training. */
  FLOAT32 {
    @Override
    public Tensor zeros(int... shape) {
      return new FloatTensor(shape);
    }
  },
  /** IEEE double precision, for checking gradients. */
  FLOAT64 {
    @Override
    public Tensor zeros(int... shape) {
      return new DoubleTensor(shape);
    }
  };

  /** A new tensor of zeros. */
  public abstract Tensor zeros(int... shape);

  /** A copy of {@code source} in this precision. */
  public Tensor copyOf(Tensor source) {
    Tensor copy = zeros(source.shape());
    copy.assign(source);
    return copy;
  }
}
