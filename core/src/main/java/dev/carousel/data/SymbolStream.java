package dev.carousel.data;

/**
 * A part of a text as one long stream: at every step, the next symbol is to be predicted.
 *
 * @param ids the symbols of the whole text; not to be written to
 * @param from the first of the part
 * @param to after the last of the part, which is a target only
 * @param classes the size of the vocabulary
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record SymbolStream(int[] ids, int from, int to, int classes) implements Part {
  @Override
  public long symbols() {
    return length();
  }

  private int length() {
    return to - from - 1;
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    StreamLayout layout = StreamLayout.of(length(), batch, steps);
    return layout.epoch(index -> chunk(layout, index));
  }

  private Chunk chunk(StreamLayout layout, int index) {
    int steps = layout.chunkSteps(index);
    int rows = layout.rows();
    int[] inputs = new int[Sizes.product(steps, rows)];
    int[] targets = new int[inputs.length];
    for (int row = 0; row < rows; row++) {
      int start = from + layout.start(index, row);
      for (int step = 0; step < layout.realSteps(index, row); step++) {
        inputs[step * rows + row] = ids[start + step];
        targets[step * rows + row] = ids[start + step + 1];
      }
    }
    return new Chunk(
        new Inputs.Symbols(steps, rows, classes, inputs),
        new Targets.Symbols(Targets.Moment.EVERY_STEP, classes, targets),
        layout.mask(index),
        layout.fresh(index));
  }
}
