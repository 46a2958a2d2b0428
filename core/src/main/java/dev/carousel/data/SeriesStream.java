package dev.carousel.data;

/**
 * A part of a table as one long stream, with numbers to be predicted at every step.
 *
 * @param samples the whole table
 * @param from the first row of the part
 * @param length how many rows have a target within the part
 */
record SeriesStream(Samples samples, int from, int length) implements Part {
  @Override
  public long symbols() {
    return length;
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    StreamLayout layout = StreamLayout.of(length, batch, steps);
    return layout.epoch(index -> chunk(layout, index));
  }

  private Chunk chunk(StreamLayout layout, int index) {
    int steps = layout.chunkSteps(index);
    int rows = layout.rows();
    int inputFeatures = samples.inputFeatures();
    int targetFeatures = samples.targetFeatures();
    float[] inputs = new float[Sizes.product(steps, rows, inputFeatures)];
    float[] targets = new float[Sizes.product(steps, rows, targetFeatures)];
    for (int row = 0; row < rows; row++) {
      int start = from + layout.start(index, row);
      for (int step = 0; step < layout.realSteps(index, row); step++) {
        samples.copyInput(start + step, inputs, step * rows + row);
        samples.copyTarget(start + step, targets, step * rows + row);
      }
    }
    return new Chunk(
        new Inputs.Values(steps, rows, inputFeatures, inputs),
        new Targets.Values(Targets.Moment.EVERY_STEP, targetFeatures, targets),
        layout.mask(index),
        layout.fresh(index));
  }
}
