package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Sequence;
import dev.carousel.data.Sizes;
import dev.carousel.data.StreamLayout;
import dev.carousel.data.Stretches;
import dev.carousel.data.Targets;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a table as one long stream, with numbers to be predicted at every step.
 *
 * @param samples the whole table
 * @param from the first row to be read
 * @param length how many rows are read, each with its target
 */
record SeriesStream(Samples samples, int from, int length) implements Part, Sequence {
  @Override
  public long symbols() {
    return length;
  }

  @Override
  public int before() {
    return from;
  }

  @Override
  public Optional<Sequence> sequence() {
    return Optional.of(this);
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    return StreamLayout.of(length, batch, steps).epoch(this);
  }

  @Override
  public Chunk stretches(int[] starts, int[] lengths) {
    Stretches cut = Stretches.of(starts, lengths);
    int rows = cut.rows();
    int inputFeatures = samples.inputFeatures();
    int targetFeatures = samples.targetFeatures();
    float[] inputs = new float[Sizes.product(cut.steps(), rows, inputFeatures)];
    float[] targets = new float[Sizes.product(cut.steps(), rows, targetFeatures)];
    for (int row = 0; row < rows; row++) {
      Objects.checkFromIndexSize(from + starts[row], lengths[row], from + length);
      for (int step = 0; step < lengths[row]; step++) {
        samples.copyInput(from + starts[row] + step, inputs, step * rows + row);
        samples.copyTarget(from + starts[row] + step, targets, step * rows + row);
      }
    }
    return cut.chunk(
        new Inputs.Values(cut.steps(), rows, inputFeatures, inputs),
        new Targets.Values(Targets.Moment.EVERY_STEP, targetFeatures, targets));
  }
}
