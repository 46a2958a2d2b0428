package dev.carousel.benchmarks.reading;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A table of random numbers in a file. */
final class NumbersFile {
  private static final long SEED = 1;

  private NumbersFile() {}

  /**
   * Writes normally distributed numbers with a standard deviation of 100.
   *
   * @param decimals how many; 0 for as many as tell a double from its neighbours
   */
  static void write(Path file, int rows, int columns, int decimals) throws IOException {
    Random random = new Random(SEED);
    String format = "%." + decimals + "f";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int c = 0; c < columns; c++) {
        out.append(c == 0 ? "" : ",").append(name(c));
      }
      for (int row = 0; row < rows; row++) {
        for (int c = 0; c < columns; c++) {
          double value = random.nextGaussian() * 100;
          out.append(c == 0 ? '\n' : ',')
              .append(
                  decimals == 0
                      ? Double.toString(value)
                      : String.format(Locale.ROOT, format, value));
        }
      }
      out.append('\n');
    }
  }

  static String name(int column) {
    return "c" + column;
  }
}
