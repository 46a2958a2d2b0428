package dev.carousel.interop;

import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Compares the network that was read back from an exported file with the one that was written: both
 * read the same random sequences. May be used from several threads.
 */
public final class ExportCheck {
  /** The largest difference that rounding in float32 explains. */
  public static final double TOLERANCE = 1e-5;

  /** The number of steps of each sequence. */
  public static final int STEPS = 32;

  /** The number of sequences. */
  public static final int ROWS = 4;

  private ExportCheck() {}

  /**
   * The largest difference of an output, divided by the largest output; not finite if the outputs
   * are not.
   */
  public static double difference(BoundNetwork written, BoundNetwork read) {
    Inputs sample = sample(written.network().spec().data());
    Tensor expected = written.predict(sample).values();
    Tensor found = read.predict(sample).values();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, Math.abs(expected.get(i)));
      difference = Math.max(difference, Math.abs(expected.get(i) - found.get(i)));
    }
    return largest == 0 ? difference : difference / largest;
  }

  /**
   * Refuses a file that holds another network.
   *
   * @param file that was written and read back
   * @return the {@linkplain #difference difference}
   * @throws CarouselException if it is more than {@link #TOLERANCE}
   */
  public static double require(BoundNetwork written, BoundNetwork read, Path file) {
    double difference = difference(written, read);
    if (!(difference <= TOLERANCE)) {
      throw CarouselException.failure("The exported file does not compute what the run computes.")
          .expected("outputs that differ by at most " + TOLERANCE + " of the largest one")
          .found(difference + " on " + ROWS + " random sequences of " + STEPS + " steps")
          .where(file)
          .mend("do not use the file, and report this: " + written.network().spec())
          .build();
    }
    return difference;
  }

  private static Inputs sample(DataShape data) {
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
