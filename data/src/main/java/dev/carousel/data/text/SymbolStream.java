package dev.carousel.data.text;

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
import java.util.OptionalInt;

/**
 * A part of a text as one long stream: at every step, the next symbol is to be predicted.
 *
 * @param ids the symbols of the whole text; never modified
 * @param from the index of the first to be read
 * @param length how many are read, each with the next as its target
 * @param classes the size of the vocabulary; the last class stands for unknown symbols
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record SymbolStream(int[] ids, int from, int length, int classes) implements Part, Sequence {
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
  public OptionalInt unknownClass() {
    return OptionalInt.of(classes - 1);
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    return StreamLayout.of(length, batch, steps).epoch(this);
  }

  @Override
  public Chunk stretches(int[] starts, int[] lengths) {
    Stretches cut = Stretches.of(starts, lengths);
    int rows = cut.rows();
    int[] inputs = new int[Sizes.product(cut.steps(), rows)];
    int[] targets = new int[inputs.length];
    for (int row = 0; row < rows; row++) {
      Objects.checkFromIndexSize(from + starts[row], lengths[row], from + length);
      for (int step = 0; step < lengths[row]; step++) {
        inputs[step * rows + row] = ids[from + starts[row] + step];
        targets[step * rows + row] = ids[from + starts[row] + step + 1];
      }
    }
    return cut.chunk(
        new Inputs.Symbols(cut.steps(), rows, classes, inputs),
        new Targets.Symbols(Targets.Moment.EVERY_STEP, classes, targets));
  }
}
