package dev.carousel.benchmarks.cells;

import dev.carousel.bench.LayerBenchmark;
import dev.carousel.error.CarouselException;

/** The sizes of a case, as they are written: {@code batch,steps,inputs,units}. Immutable. */
public record Shape(int batch, int steps, int inputs, int units) {
  private static final int NUMBERS = 4;

  /** The shape that a text names. */
  static Shape parse(String text) {
    String[] numbers = text.split(",", -1);
    try {
      if (numbers.length == NUMBERS) {
        return new Shape(
            Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]),
            Integer.parseInt(numbers[2]),
            Integer.parseInt(numbers[3]));
      }
    } catch (NumberFormatException none) {
      // Told below, with what was expected.
    }
    throw CarouselException.usage("--shape is not a shape.")
        .expected("batch,steps,inputs,units: four whole numbers")
        .found(text)
        .mend("--shape 64,100,128,256")
        .build();
  }

  /** What times a cell of this shape. */
  public LayerBenchmark benchmark(double seconds) {
    return new LayerBenchmark(batch, steps, inputs, units, seconds);
  }

  @Override
  public String toString() {
    return batch + "," + steps + "," + inputs + "," + units;
  }
}
