package dev.carousel.norms;

import dev.carousel.engine.LayerInput;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Parts of a layer's input. */
public final class LayerInputs {
  private LayerInputs() {}

  /**
   * Some steps, of rows in any order and number.
   *
   * @param row the row of the input for each new row
   */
  public static LayerInput part(
      LayerInput input, int from, int steps, int rows, IntUnaryOperator row) {
    return gather(
        input, steps, rows, i -> (from + i / rows) * input.rows() + row.applyAsInt(i % rows));
  }

  /**
   * Some rows with their real steps moved to the front, in order; after them, the row's first step
   * is repeated and must be ignored.
   *
   * @param steps the number of steps
   * @param rows which rows of the input
   * @param real the steps of each of them, at least one
   */
  public static LayerInput realFirst(LayerInput input, int steps, int[] rows, int[][] real) {
    return gather(
        input,
        steps,
        rows.length,
        i -> {
          int[] own = real[i % rows.length];
          int step = i / rows.length;
          return own[step < own.length ? step : 0] * input.rows() + rows[i % rows.length];
        });
  }

  /**
   * Steps taken from any places of the input.
   *
   * @param from for each new place {@code t * B + b}, the place in the input
   */
  private static LayerInput gather(LayerInput input, int steps, int rows, IntUnaryOperator from) {
    if (input instanceof LayerInput.Symbols symbols) {
      int[] ids = new int[steps * rows];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = symbols.ids()[from.applyAsInt(i)];
      }
      return new LayerInput.Symbols(steps, rows, symbols.features(), ids);
    }
    Tensor values = ((LayerInput.Vectors) input).values();
    int features = input.features();
    Tensor part = values.precision().zeros(steps, rows, features);
    for (int i = 0; i < steps * rows; i++) {
      int at = from.applyAsInt(i) * features;
      for (int k = 0; k < features; k++) {
        part.set(i * features + k, values.get(at + k));
      }
    }
    return new LayerInput.Vectors(part);
  }

  /** The same numbers as one step of T * B rows. */
  public static LayerInput asOneStep(LayerInput input) {
    int rows = input.steps() * input.rows();
    if (input instanceof LayerInput.Symbols symbols) {
      return new LayerInput.Symbols(1, rows, symbols.features(), symbols.ids());
    }
    Tensor values = ((LayerInput.Vectors) input).values();
    Tensor reshaped = values.precision().zeros(1, rows, input.features());
    reshaped.assign(values);
    return new LayerInput.Vectors(reshaped);
  }

  /** The steps in reverse order. */
  public static LayerInput reversed(LayerInput input) {
    int[] lengths = new int[input.rows()];
    Arrays.fill(lengths, input.steps());
    return reversed(input, lengths);
  }

  /**
   * The first steps of each row in reverse order; the later ones are unchanged.
   *
   * @param lengths the number of these steps, for each row
   */
  public static LayerInput reversed(LayerInput input, int[] lengths) {
    int rows = input.rows();
    if (input instanceof LayerInput.Symbols symbols) {
      int[] ids = new int[symbols.ids().length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = symbols.ids()[mirrored(i, rows, lengths)];
      }
      return new LayerInput.Symbols(input.steps(), rows, symbols.features(), ids);
    }
    Tensor values = ((LayerInput.Vectors) input).values();
    int features = input.features();
    Tensor reversed = values.like();
    for (int i = 0; i < values.size(); i++) {
      int from = mirrored(i / features, rows, lengths);
      reversed.set(i, values.get(from * features + i % features));
    }
    return new LayerInput.Vectors(reversed);
  }

  private static int mirrored(int place, int rows, int[] lengths) {
    int step = place / rows;
    int length = lengths[place % rows];
    return step < length ? (length - 1 - step) * rows + place % rows : place;
  }
}
