package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.List;

/**
 * Moves the features of sequences between layers: side by side, apart, and to the end. What they
 * make is in the buffers of a pass.
 */
final class Features {
  private Features() {}

  /** {@code [T, B, a]} and {@code [T, B, b]} to {@code [T, B, a + b]}. */
  static Tensor join(List<Tensor> parts, PassBuffers buffers) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Tensor first = parts.get(0);
    int width = parts.stream().mapToInt(part -> part.extent(2)).sum();
    Tensor whole = buffers.tensor(first.extent(0), first.extent(1), width);
    int column = 0;
    for (Tensor part : parts) {
      put(part, whole, column);
      column += part.extent(2);
    }
    return whole;
  }

  /** Copies {@code [T, B, a]} to columns of {@code [T, B, width]}, from one on. */
  static void put(Tensor part, Tensor whole, int column) {
    int size = part.extent(2);
    int width = whole.extent(2);
    for (int place = 0; place < part.size() / size; place++) {
      copy(part, place * size, whole, place * width + column, size);
    }
  }

  private static void copy(Tensor from, int at, Tensor to, int place, int size) {
    if (from instanceof FloatTensor a && to instanceof FloatTensor b) {
      System.arraycopy(a.array(), at, b.array(), place, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      to.set(place + i, from.get(at + i));
    }
  }

  /** Columns {@code from} to {@code from + size} of {@code [T, B, width]}. */
  static Tensor columns(Tensor whole, int from, int size, PassBuffers buffers) {
    int width = whole.extent(2);
    if (from == 0 && size == width) {
      return whole;
    }
    Tensor part = buffers.tensor(whole.extent(0), whole.extent(1), size);
    for (int place = 0; place < part.size() / size; place++) {
      copy(whole, place * width + from, part, place * size, size);
    }
    return part;
  }

  /**
   * The step at which a direction has read a whole row: the last real one going forward, the first
   * real one going backward.
   */
  private static int endOf(Chunk chunk, int row, boolean reverse) {
    return reverse ? chunk.firstStep(row) : chunk.lastStep(row);
  }

  /** The features of each row at its end, {@code [1, B, size]}. */
  static Tensor atEnd(Tensor sequence, Chunk chunk, boolean reverse, PassBuffers buffers) {
    int rows = sequence.extent(1);
    int size = sequence.extent(2);
    Tensor end = buffers.tensor(1, rows, size);
    for (int row = 0; row < rows; row++) {
      int from = (endOf(chunk, row, reverse) * rows + row) * size;
      for (int i = 0; i < size; i++) {
        end.set(row * size + i, sequence.get(from + i));
      }
    }
    return end;
  }

  /** The gradient of {@link #atEnd}: zeros everywhere else. */
  static Tensor fromEnd(Tensor end, Chunk chunk, boolean reverse, PassBuffers buffers) {
    int rows = end.extent(1);
    int size = end.extent(2);
    Tensor sequence = buffers.zeros(chunk.steps(), rows, size);
    for (int row = 0; row < rows; row++) {
      int to = (endOf(chunk, row, reverse) * rows + row) * size;
      for (int i = 0; i < size; i++) {
        sequence.set(to + i, end.get(row * size + i));
      }
    }
    return sequence;
  }
}
