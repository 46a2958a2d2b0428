package dev.carousel.benchmarks.gallery;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * What was measured of every cell, in a CSV file with a row for each figure: the cell, the name of
 * the figure, and its value, or several with a space between two.
 */
final class MeasuredFigures {
  private static final List<String> HEADER = List.of("cell", "figure", "values");

  private record Key(String cell, String figure) {}

  private final Path file;
  private final Map<Key, String> values =
      new TreeMap<>(Comparator.comparing(Key::cell).thenComparing(Key::figure));

  private MeasuredFigures(Path file) {
    this.file = file;
  }

  /** The figures of a file; none if there is no file. */
  static MeasuredFigures read(Path file) {
    MeasuredFigures figures = new MeasuredFigures(file);
    if (!Files.exists(file)) {
      return figures;
    }
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, format)) {
      figures.requireHeader(parser.getHeaderNames());
      for (CSVRecord row : parser) {
        figures.put(row.get("cell"), row.get("figure"), row.get("values"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return figures;
  }

  private void requireHeader(List<String> found) {
    if (!found.equals(HEADER)) {
      throw CarouselException.failure("The figures are of another version of this program.")
          .expected(String.join(",", HEADER))
          .found(String.join(",", found))
          .where(file)
          .mend("delete the file, and measure again with --measure")
          .build();
    }
  }

  /** Writes all figures, sorted by cell and name. */
  void write() {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (Writer writer = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(writer, format)) {
      printer.printRecord(HEADER);
      for (Map.Entry<Key, String> row : values.entrySet()) {
        printer.printRecord(row.getKey().cell(), row.getKey().figure(), row.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(String cell, String figure, String value) {
    values.put(new Key(cell, figure), value);
  }

  /** Puts numbers, of which three digits are kept. */
  void put(String cell, String figure, double... numbers) {
    put(
        cell,
        figure,
        DoubleStream.of(numbers)
            .mapToObj(MeasuredFigures::digits)
            .collect(Collectors.joining(" ")));
  }

  /** Removes the figures of a cell whose names start with this word. */
  void removeAll(String cell, String start) {
    values.keySet().removeIf(key -> key.cell().equals(cell) && key.figure().startsWith(start));
  }

  /** Removes the figures of all other cells. */
  void retain(List<String> cells) {
    values.keySet().removeIf(key -> !cells.contains(key.cell()));
  }

  /** Whether any cell has a figure whose name starts with this word. */
  boolean hasAny(String start) {
    return values.keySet().stream().anyMatch(key -> key.figure().startsWith(start));
  }

  /**
   * A figure that is a word.
   *
   * @throws CarouselException if it was never measured
   */
  String word(String cell, String figure) {
    String found = values.get(new Key(cell, figure));
    if (found == null) {
      throw CarouselException.failure("A figure of the cell " + cell + " is missing.")
          .expected(figure)
          .where(file)
          .mend("benchmarks/gallery --measure " + part(figure) + " --cell " + cell)
          .build();
    }
    return found;
  }

  private static String part(String figure) {
    Measurement of = figure.startsWith(SpeedMeter.FIGURE) ? Measurement.SPEED : Measurement.STRIPS;
    return of.word();
  }

  /** A figure of several numbers; see {@link #word}. */
  double[] numbers(String cell, String figure) {
    return Stream.of(word(cell, figure).split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** A figure of one number; see {@link #word}. */
  double number(String cell, String figure) {
    return numbers(cell, figure)[0];
  }

  private static String digits(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    String text = Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
    return text.replaceFirst("\\.0$", "").toLowerCase(Locale.ROOT);
  }
}
