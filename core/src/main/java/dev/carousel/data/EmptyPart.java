package dev.carousel.data;

/** The part without data. */
enum EmptyPart implements Part {
  INSTANCE;

  @Override
  public long symbols() {
    return 0;
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    return new LazyEpoch(
        0,
        index -> {
          throw new IndexOutOfBoundsException(index);
        },
        index -> 0,
        index -> 0);
  }
}
