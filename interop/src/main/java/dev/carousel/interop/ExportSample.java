package dev.carousel.interop;

import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a network and its exported file both read. Immutable; thread-safe.
 *
 * @param inputs a few short sequences
 * @param origin where they are from: {@value #RANDOM}, or the name of a part of the data
 */
public record ExportSample(Inputs inputs, String origin) {
  /** The origin of sequences that no data is needed for. */
  public static final String RANDOM = "random";

  /** The number of steps of each random sequence, and the most of a sequence of data. */
  public static final int STEPS = 32;

  /** The number of random sequences, and the most of data. */
  public static final int ROWS = 4;

  /** Symbols of equal probability, and numbers from a normal distribution; always the same. */
  public static ExportSample random(DataShape data) {
    return new ExportSample(randomInputs(data), RANDOM);
  }

  /**
   * The beginning of the first sequences of a part of the data, as an epoch has them.
   *
   * @param part that is not empty
   * @param name of the part
   */
  public static ExportSample of(Part part, String name) {
    Inputs first = part.epoch(ROWS, STEPS, 1, 0).chunk(0).inputs();
    int steps = Math.min(STEPS, first.steps());
    int rows = Math.min(ROWS, first.rows());
    return new ExportSample(first.part(0, steps, rows, row -> row), name);
  }

  /** What it is, in words: "4 random sequences of 32 steps". */
  @Override
  public String toString() {
    boolean isRandom = origin.equals(RANDOM);
    return inputs.rows()
        + (isRandom ? " random" : "")
        + (inputs.rows() == 1 ? " sequence of " : " sequences of ")
        + inputs.steps()
        + (inputs.steps() == 1 ? " step" : " steps")
        + (isRandom ? "" : " of the " + origin + " data");
  }

  private static Inputs randomInputs(DataShape data) {
    SplittableRandom random = new SplittableRandom(1);
    if (data.symbolsIn()) {
      return symbols(data.inputFeatures(), random);
    }
    List<Inputs.Symbols> categories = new ArrayList<>();
    data.categories().forEach(size -> categories.add(symbols(size, random)));
    if (data.inputFeatures() == 0) {
      return new Inputs.Mixed(null, categories);
    }
    float[] numbers = new float[STEPS * ROWS * data.inputFeatures()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    Inputs.Values values = new Inputs.Values(STEPS, ROWS, data.inputFeatures(), numbers);
    return categories.isEmpty() ? values : new Inputs.Mixed(values, categories);
  }

  private static Inputs.Symbols symbols(int size, SplittableRandom random) {
    return new Inputs.Symbols(
        STEPS, ROWS, size, random.ints((long) STEPS * ROWS, 0, size).toArray());
  }
}
