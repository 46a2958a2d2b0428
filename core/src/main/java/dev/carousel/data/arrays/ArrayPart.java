package dev.carousel.data.arrays;

import dev.carousel.data.Batches;
import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.LazyEpoch;
import dev.carousel.data.Part;
import dev.carousel.data.Sizes;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;

/**
 * Some of the sequences, each in one chunk.
 *
 * @param examples chunks of one row each
 * @param shuffled whether each epoch has its own order; otherwise they keep the given order
 */
record ArrayPart(List<Chunk> examples, boolean shuffled) implements Part {
  ArrayPart {
    examples = List.copyOf(examples);
  }

  @Override
  public long symbols() {
    return examples.stream().mapToLong(Chunk::predictions).sum();
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    int[] order = IntStream.range(0, examples.size()).toArray();
    if (shuffled) {
      MathArrays.shuffle(order, RandomStreams.stream(seed, "array order", epoch));
    }
    int rows = Math.max(1, Math.min(batch, order.length));
    int chunks = (int) (((long) order.length + rows - 1) / rows);
    return new LazyEpoch(
        chunks,
        index -> Batches.of(rows(order, index, rows)),
        index -> rows(order, index, rows).stream().mapToInt(Chunk::steps).max().orElseThrow(),
        index -> Math.min(rows, order.length - index * rows));
  }

  private List<Chunk> rows(int[] order, int index, int rows) {
    int from = index * rows;
    int to = from + Math.min(rows, order.length - from);
    return Arrays.stream(order, from, to).mapToObj(examples::get).toList();
  }
}
