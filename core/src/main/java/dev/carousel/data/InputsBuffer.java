package dev.carousel.data;

import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts steps of several inputs of one kind together. What is not filled in is zero. Used by one
 * thread.
 */
public final class InputsBuffer {
  private final Inputs kind;
  private final int steps;
  private final int rows;
  private final float @Nullable [] numbers;
  private final List<int[]> ids = new ArrayList<>();

  private InputsBuffer(Inputs kind, int steps, int rows) {
    this.kind = kind;
    this.steps = steps;
    this.rows = rows;
    Inputs.Values values = numbersOf(kind);
    numbers = values == null ? null : new float[Sizes.product(steps, rows, values.features())];
    symbolsOf(kind).forEach(symbols -> ids.add(new int[Sizes.product(steps, rows)]));
  }

  /**
   * A buffer of zeros.
   *
   * @param kind inputs whose kind and size of a step it takes over, and no values
   * @param steps T
   * @param rows B
   */
  public static InputsBuffer like(Inputs kind, int steps, int rows) {
    return new InputsBuffer(kind, steps, rows);
  }

  private static Inputs.@Nullable Values numbersOf(Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed) {
      return mixed.numbers();
    }
    return inputs instanceof Inputs.Values values ? values : null;
  }

  private static List<Inputs.Symbols> symbolsOf(Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed) {
      return mixed.categories();
    }
    return inputs instanceof Inputs.Symbols symbols ? List.of(symbols) : List.of();
  }

  /**
   * Copies one place.
   *
   * @param from inputs of the buffer's kind
   * @param place the step and row to be copied, {@code t * rows + b} of {@code from}
   * @param to where it goes, {@code t * B + b} of the buffer
   */
  public void copy(Inputs from, int place, int to) {
    Inputs.Values values = numbersOf(from);
    if (values != null && numbers != null) {
      copy(values.tensor(), place, to, values.features());
    }
    List<Inputs.Symbols> symbols = symbolsOf(from);
    for (int k = 0; k < ids.size(); k++) {
      ids.get(k)[to] = symbols.get(k).ids()[place];
    }
  }

  private void copy(Tensor from, int place, int to, int size) {
    float[] all = Objects.requireNonNull(numbers);
    if (from instanceof FloatTensor floats) {
      System.arraycopy(floats.array(), place * size, all, to * size, size);
    } else {
      for (int i = 0; i < size; i++) {
        all[to * size + i] = (float) from.get(place * size + i);
      }
    }
  }

  /** The inputs, over the buffer's own arrays: it may no longer be used. */
  public Inputs inputs() {
    List<Inputs.Symbols> symbols = new ArrayList<>();
    List<Inputs.Symbols> like = symbolsOf(kind);
    for (int k = 0; k < ids.size(); k++) {
      symbols.add(new Inputs.Symbols(steps, rows, like.get(k).features(), ids.get(k)));
    }
    Inputs.Values values = numbersOf(kind);
    Inputs.Values own =
        values == null || numbers == null
            ? null
            : new Inputs.Values(steps, rows, values.features(), numbers);
    if (kind instanceof Inputs.Mixed) {
      return new Inputs.Mixed(own, symbols);
    }
    return own == null ? symbols.get(0) : own;
  }
}
