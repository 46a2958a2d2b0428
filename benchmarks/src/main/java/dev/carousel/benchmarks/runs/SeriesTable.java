package dev.carousel.benchmarks.runs;

import dev.carousel.random.RandomStreams;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A generated table of numbers, the same in every run: column k is a wave of period {@code 24 (k +
 * 1)} plus noise {@code u_t = 0.9 u_(t-1) + 0.3 e_t} with normally distributed e.
 */
final class SeriesTable {
  /** The first column, which is to be predicted. */
  static final String TARGET = "c0";

  static final int ROWS = 20_000;

  private static final long SEED = 1;
  private static final int PERIOD = 24;
  private static final double MEMORY = 0.9;
  private static final double NOISE = 0.3;

  private SeriesTable() {}

  /** Writes it as CSV. */
  static void write(Path file, int columns) {
    RandomGenerator random = RandomStreams.stream(SEED, "series table");
    double[] noise = new double[columns];
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      StringJoiner names = new StringJoiner(",", "", "\n");
      for (int k = 0; k < columns; k++) {
        names.add("c" + k);
      }
      out.write(names.toString());
      for (int row = 0; row < ROWS; row++) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (int k = 0; k < columns; k++) {
          noise[k] = MEMORY * noise[k] + NOISE * random.nextGaussian();
          line.add(Double.toString(Math.sin(2 * Math.PI * row / (PERIOD * (k + 1))) + noise[k]));
        }
        out.write(line.toString());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
