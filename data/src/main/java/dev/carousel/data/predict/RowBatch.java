package dev.carousel.data.predict;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.table.EncodedRow;
import dev.carousel.model.BoundNetwork;
import java.util.ArrayList;
import java.util.List;

/** Encoded rows of a table as steps of a network's input, to be filled in. For one thread. */
final class RowBatch {
  private final BoundNetwork network;
  private final int steps;
  private final int rows;
  private final float[] values;
  private final int[][] codes;

  /**
   * @param steps T
   * @param rows B, each a sequence
   */
  RowBatch(BoundNetwork network, int steps, int rows) {
    this.network = network;
    this.steps = steps;
    this.rows = rows;
    int places = Sizes.product(steps, rows);
    values = new float[Sizes.product(places, numbers(network))];
    codes = new int[categories(network).size()][places];
  }

  private static int numbers(BoundNetwork network) {
    return network.network().spec().data().inputFeatures();
  }

  private static List<Integer> categories(BoundNetwork network) {
    return network.network().spec().data().categories();
  }

  /** Puts a row of the table at a step of a sequence. */
  void put(int step, int row, EncodedRow encoded) {
    int place = step * rows + row;
    float[] numbers = encoded.numbers();
    System.arraycopy(numbers, 0, values, place * numbers.length, numbers.length);
    for (int k = 0; k < codes.length; k++) {
      codes[k][place] = encoded.categories()[k];
    }
  }

  /** What was put in; zeros elsewhere. Shares its arrays. */
  Inputs inputs() {
    return inputs(network, steps, rows, values, codes);
  }

  /**
   * Numbers and codes as the network's input.
   *
   * @param values {@code [T, B, I]}
   * @param codes {@code [C][T * B]}
   */
  static Inputs inputs(BoundNetwork network, int steps, int rows, float[] values, int[][] codes) {
    int numbers = numbers(network);
    List<Integer> categories = categories(network);
    Inputs.Values own = numbers == 0 ? null : new Inputs.Values(steps, rows, numbers, values);
    if (own != null && categories.isEmpty()) {
      return own;
    }
    List<Inputs.Symbols> symbols = new ArrayList<>();
    for (int k = 0; k < codes.length; k++) {
      symbols.add(new Inputs.Symbols(steps, rows, categories.get(k), codes[k]));
    }
    return new Inputs.Mixed(own, symbols);
  }
}
