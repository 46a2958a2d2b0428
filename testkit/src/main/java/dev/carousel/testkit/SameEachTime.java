package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.contract.Tracing;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asserts that a cell gives the same equations and, from the same seed, the same initial values
 * each time. It finds chance, the clock (to the millisecond), and what a cell or an initialiser
 * remembers from one call to the next.
 */
final class SameEachTime {
  private static final int INPUTS = 4;
  private static final int UNITS = 6;
  private static final long SEED = 20_000;

  /** How often a cell is traced: often enough to find what comes in every other call. */
  private static final int TIMES = 8;

  private SameEachTime() {}

  /** Asserts it of one cell, and of others that are made in the same way. */
  static void check(Supplier<Cell> cells) {
    Cell cell = cells.get();
    Tracing tracing = trace(cell);
    List<String> values = initialValues(tracing);
    for (int time = 1; time < TIMES; time++) {
      Clock.awaitNextMillisecond();
      compare(values, initialValues(tracing), "initial values that are drawn again");
      compare(tracing.equations(), trace(cell).equations(), "a second trace of the same cell");
      compare(values, initialValues(trace(cell)), "a second trace of the same cell");
      Tracing other = trace(cells.get());
      compare(tracing.equations(), other.equations(), "another cell of the same settings");
      compare(values, initialValues(other), "another cell of the same settings");
    }
  }

  private static Tracing trace(Cell cell) {
    return Tracing.of("contract", cell, INPUTS, UNITS);
  }

  /** One line for each element, drawn as a network draws it. */
  private static List<String> initialValues(Tracing tracing) {
    List<String> values = new ArrayList<>();
    for (ParameterSpec parameter : tracing.parameters()) {
      Tensor tensor = parameter.zeros(Precision.FLOAT64);
      String stream = parameter.initializer().streamName(parameter.name());
      parameter.initializer().fill(tensor, RandomStreams.stream(SEED, stream));
      for (int i = 0; i < tensor.size(); i++) {
        values.add("initial value of " + parameter.name() + " [" + i + "] = " + tensor.get(i));
      }
    }
    return values;
  }

  private static void compare(List<String> expected, List<String> found, String where) {
    int same = 0;
    while (same < Math.min(expected.size(), found.size())
        && expected.get(same).equals(found.get(same))) {
      same++;
    }
    if (same < Math.max(expected.size(), found.size())) {
      fail(
          String.join(
              "\n",
              "The cell is not the same each time, so a seed does not determine a network.",
              "  expected: " + line(expected, same),
              "  found:    " + line(found, same),
              "  where:    " + where,
              "  try:      draw initial values only from the generator that Initializer.fill is"
                  + " given; use no other random numbers and no clock in step(..), and change no"
                  + " field"));
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "nothing more";
  }
}
