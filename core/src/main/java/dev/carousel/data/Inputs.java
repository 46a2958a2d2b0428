package dev.carousel.data;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a network, or one of its layers, reads: T steps of B rows. Time-major: element (t, b) stands
 * at index {@code t * B + b}. Masked steps hold zeros, or any other valid values. The arrays are
 * shared with the caller, and must not be written to while this is used: until the backward pass is
 * done, if there is one.
 */
public sealed interface Inputs {
  /** The number of steps, T. */
  int steps();

  /** The number of rows, B. */
  int rows();

  /** The size of one step's input, I: the numbers, or the size of the vocabulary. */
  int features();

  /**
   * A copy of some places, in any order and number.
   *
   * @param steps of the copy
   * @param rows of the copy
   * @param from for each place {@code t * rows + b} of the copy, the place {@code t * B + b} of
   *     this that stands there
   */
  Inputs gather(int steps, int rows, IntUnaryOperator from);

  /**
   * A copy of consecutive steps, of rows in any order and number.
   *
   * @param from the first step
   * @param steps of the copy
   * @param rows of the copy
   * @param row for each row of the copy, the row of this that stands there
   */
  default Inputs part(int from, int steps, int rows, IntUnaryOperator row) {
    return gather(
        steps, rows, place -> (from + place / rows) * rows() + row.applyAsInt(place % rows));
  }

  /**
   * One sequence of numbers, copied.
   *
   * @param steps {@code [T][I]}
   */
  static Values of(float[]... steps) {
    int features = steps.length == 0 ? 1 : steps[0].length;
    float[] values = new float[Sizes.product(steps.length, features)];
    for (int t = 0; t < steps.length; t++) {
      Sizes.require("step " + t, steps[t].length, features);
      System.arraycopy(steps[t], 0, values, t * features, features);
    }
    return new Values(steps.length, 1, features, values);
  }

  /**
   * One sequence of symbols, copied.
   *
   * @param vocabulary the number of different symbols, I
   * @param ids {@code [T]}, each at least 0 and less than {@code vocabulary}
   */
  static Symbols ofSymbols(int vocabulary, int... ids) {
    return new Symbols(ids.length, 1, vocabulary, ids.clone());
  }

  /**
   * One symbol at each step. To a layer it is a vector of zeros with a one at its index.
   *
   * @param steps T
   * @param rows B
   * @param features the size of the vocabulary
   * @param ids {@code [T, B]}, each at least 0 and less than {@code features}
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Symbols(int steps, int rows, int features, int[] ids) implements Inputs {
    /** Checks the size of the array. */
    public Symbols {
      Sizes.requireInputs(steps, rows, features);
      Sizes.require("ids", ids.length, Sizes.product(steps, rows));
    }

    @Override
    public Symbols gather(int newSteps, int newRows, IntUnaryOperator from) {
      int[] some = new int[Sizes.product(newSteps, newRows)];
      for (int place = 0; place < some.length; place++) {
        some[place] = ids[from.applyAsInt(place)];
      }
      return new Symbols(newSteps, newRows, features, some);
    }
  }

  /**
   * Numbers at each step.
   *
   * @param tensor {@code [T, B, I]}, not copied. Data are in float32; an engine's layers read its
   *     own precision
   */
  record Values(Tensor tensor) implements Inputs {
    /** Checks that there are three axes, and something on each. */
    public Values {
      if (tensor.rank() != 3) {
        throw CarouselException.failure("Inputs are numbers by step and row.")
            .expected("[T, B, I]")
            .found(Arrays.toString(tensor.shape()))
            .build();
      }
      Sizes.requireInputs(tensor.extent(0), tensor.extent(1), tensor.extent(2));
    }

    /**
     * Numbers in an array, which is not copied.
     *
     * @param steps T
     * @param rows B
     * @param features I
     * @param values {@code [T, B, I]}
     */
    public Values(int steps, int rows, int features, float[] values) {
      this(over(steps, rows, features, values));
    }

    private static Tensor over(int steps, int rows, int features, float[] values) {
      Sizes.requireInputs(steps, rows, features);
      Sizes.require("values", values.length, Sizes.product(steps, rows, features));
      return FloatTensor.over(values, steps, rows, features);
    }

    @Override
    public int steps() {
      return tensor.extent(0);
    }

    @Override
    public int rows() {
      return tensor.extent(1);
    }

    @Override
    public int features() {
      return tensor.extent(2);
    }

    /** The numbers {@code [T, B, I]} in float32: the tensor's own array, or a rounded copy. */
    public float[] values() {
      return tensor instanceof FloatTensor same ? same.array() : rounded(tensor);
    }

    private static float[] rounded(Tensor tensor) {
      FloatTensor floats = new FloatTensor(tensor.shape());
      floats.assign(tensor);
      return floats.array();
    }

    @Override
    public Values gather(int newSteps, int newRows, IntUnaryOperator from) {
      int size = features();
      Tensor some = tensor.precision().zeros(newSteps, newRows, size);
      for (int place = 0; place < newSteps * newRows; place++) {
        copy(tensor, from.applyAsInt(place) * size, some, place * size, size);
      }
      return new Values(some);
    }

    private static void copy(Tensor from, int at, Tensor to, int toAt, int count) {
      if (from instanceof FloatTensor source && to instanceof FloatTensor target) {
        System.arraycopy(source.array(), at, target.array(), toAt, count);
      } else {
        for (int i = 0; i < count; i++) {
          to.set(toAt + i, from.get(at + i));
        }
      }
    }
  }

  /**
   * Numbers and categories at each step, or categories alone. To a network without embeddings a
   * step is one vector: its numbers, then for each category zeros with a one at its index.
   *
   * @param numbers {@code [T, B, I]}; null if there are none
   * @param categories at least one, each {@code [T, B]} with its own vocabulary
   */
  record Mixed(@Nullable Values numbers, List<Symbols> categories) implements Inputs {
    /**
     * Checks that all are of the same steps and rows.
     *
     * @throws CarouselException if there is no category
     */
    public Mixed {
      categories = List.copyOf(categories);
      if (categories.isEmpty()) {
        throw CarouselException.failure("Mixed inputs have no category.")
            .expected("at least one category at each step")
            .mend("use Inputs.Values for numbers alone")
            .build();
      }
      Symbols first = categories.get(0);
      for (Symbols category : categories) {
        Sizes.require("steps of a category", category.steps(), first.steps());
        Sizes.require("rows of a category", category.rows(), first.rows());
      }
      if (numbers != null) {
        Sizes.require("steps of the numbers", numbers.steps(), first.steps());
        Sizes.require("rows of the numbers", numbers.rows(), first.rows());
      }
    }

    @Override
    public int steps() {
      return categories.get(0).steps();
    }

    @Override
    public int rows() {
      return categories.get(0).rows();
    }

    /** The size of one step as a vector: its numbers, and the vocabularies of all categories. */
    @Override
    public int features() {
      return numberFeatures() + categories.stream().mapToInt(Symbols::features).sum();
    }

    /** The numbers at each step; 0 if there are none. */
    public int numberFeatures() {
      return numbers == null ? 0 : numbers.features();
    }

    /** The sizes of the categories' vocabularies. */
    public List<Integer> vocabularies() {
      return categories.stream().map(Symbols::features).toList();
    }

    @Override
    public Mixed gather(int newSteps, int newRows, IntUnaryOperator from) {
      return new Mixed(
          numbers == null ? null : numbers.gather(newSteps, newRows, from),
          categories.stream().map(c -> c.gather(newSteps, newRows, from)).toList());
    }

    /**
     * Each step as one vector: its numbers, then each category as zeros with a one at its index.
     *
     * @throws IllegalArgumentException if an index is not in its vocabulary
     */
    public Values vectors() {
      int size = features();
      float[] all = new float[Sizes.product(steps(), rows(), size)];
      float[] own = numbers == null ? new float[0] : numbers.values();
      for (int place = 0; place < all.length / size; place++) {
        int column = place * size;
        System.arraycopy(own, place * numberFeatures(), all, column, numberFeatures());
        column += numberFeatures();
        for (Symbols category : categories) {
          all[column + Objects.checkIndex(category.ids()[place], category.features())] = 1;
          column += category.features();
        }
      }
      return new Values(steps(), rows(), size, all);
    }
  }
}
