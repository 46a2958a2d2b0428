package dev.carousel.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins whole sequences of the same shape as the rows of a chunk, padded at their ends. */
public final class Batches {
  private Batches() {}

  /**
   * One chunk of several sequences. Shorter ones are masked at their ends.
   *
   * @param examples at least one, each a chunk of one row whose steps are all real; all of the same
   *     shape
   */
  public static Chunk of(List<Chunk> examples) {
    int rows = examples.size();
    int steps = examples.stream().mapToInt(e -> e.inputs().steps()).max().orElseThrow();
    return new Chunk(
        inputs(examples, steps),
        targets(examples, steps),
        mask(examples, steps),
        Chunk.allFresh(rows));
  }

  private static Inputs inputs(List<Chunk> examples, int steps) {
    int rows = examples.size();
    InputsBuffer buffer = InputsBuffer.like(examples.get(0).inputs(), steps, rows);
    for (int row = 0; row < rows; row++) {
      Inputs inputs = examples.get(row).inputs();
      for (int step = 0; step < inputs.steps(); step++) {
        buffer.copy(inputs, step, step * rows + row);
      }
    }
    return buffer.inputs();
  }

  private static Targets targets(List<Chunk> examples, int steps) {
    Targets first = examples.get(0).targets();
    int rows = examples.size();
    int moments = first.moment() == Targets.Moment.END ? 1 : steps;
    if (first instanceof Targets.Symbols) {
      int[] ids = new int[Sizes.product(moments, rows)];
      for (int row = 0; row < rows; row++) {
        scatter(((Targets.Symbols) examples.get(row).targets()).ids(), ids, row, rows);
      }
      return new Targets.Symbols(first.moment(), first.features(), ids);
    }
    int features = first.features();
    float[] values = new float[Sizes.product(moments, rows, features)];
    for (int row = 0; row < rows; row++) {
      scatter(((Targets.Values) examples.get(row).targets()).values(), values, row, rows, features);
    }
    return new Targets.Values(first.moment(), features, values);
  }

  private static boolean @Nullable [] mask(List<Chunk> examples, int steps) {
    if (examples.stream().allMatch(e -> e.inputs().steps() == steps)) {
      return null;
    }
    int rows = examples.size();
    boolean[] mask = new boolean[Sizes.product(steps, rows)];
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < examples.get(row).inputs().steps(); step++) {
        mask[step * rows + row] = true;
      }
    }
    return mask;
  }

  private static void scatter(int[] sequence, int[] batch, int row, int rows) {
    for (int step = 0; step < sequence.length; step++) {
      batch[step * rows + row] = sequence[step];
    }
  }

  private static void scatter(float[] sequence, float[] batch, int row, int rows, int features) {
    for (int step = 0; step < sequence.length / features; step++) {
      System.arraycopy(sequence, step * features, batch, (step * rows + row) * features, features);
    }
  }
}
