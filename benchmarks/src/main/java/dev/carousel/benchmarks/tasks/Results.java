package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Outcome.Effort;
import dev.carousel.benchmarks.tasks.Outcome.Program;
import dev.carousel.benchmarks.tasks.Outcome.Shape;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The outcomes in a CSV file, each written as it is found. Used by one thread. */
final class Results {
  private static final List<String> OWN =
      List.of(
          "seed",
          "units",
          "parameters",
          "used",
          "seconds",
          "valid",
          "score",
          "horizon",
          "commit",
          "java");

  private final Path file;

  Results(Path file) {
    this.file = file;
  }

  /**
   * All outcomes so far; none if there is no file.
   *
   * @throws CarouselException if the file has other columns
   */
  List<Outcome> outcomes() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, Plan.format())) {
      if (!parser.getHeaderNames().equals(header())) {
        throw CarouselException.failure("The results are of another version of this program.")
            .expected(String.join(",", header()))
            .found(String.join(",", parser.getHeaderNames()))
            .where(file)
            .mend("name another file with --results")
            .build();
      }
      return parser.stream().map(Results::outcome).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one more. */
  void add(Outcome outcome) {
    try {
      boolean isNew = !Files.exists(file);
      try (Writer writer =
              Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          CSVPrinter printer = new CSVPrinter(writer, Plan.format())) {
        if (isNew) {
          printer.printRecord(header());
        }
        printer.printRecord(values(outcome));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> header() {
    return Stream.concat(Plan.HEADER.stream(), OWN.stream()).toList();
  }

  private static List<Object> values(Outcome outcome) {
    List<Object> values = new ArrayList<>(Plan.values(outcome.exercise()));
    values.addAll(
        List.of(
            outcome.seed(),
            outcome.network().units(),
            outcome.network().parameters(),
            outcome.effort().updates(),
            digits(outcome.effort().seconds()),
            digits(outcome.effort().validLoss()),
            digits(outcome.score()),
            digits(outcome.horizon()),
            outcome.program().commit(),
            outcome.program().java()));
    return values;
  }

  private static String digits(double value) {
    return Double.isFinite(value)
        ? Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)))
        : Double.toString(value);
  }

  private static Outcome outcome(CSVRecord row) {
    return new Outcome(
        Plan.exercise(row),
        Long.parseLong(row.get("seed")),
        new Shape(Integer.parseInt(row.get("units")), Long.parseLong(row.get("parameters"))),
        new Effort(
            Long.parseLong(row.get("used")),
            Double.parseDouble(row.get("seconds")),
            Double.parseDouble(row.get("valid"))),
        Double.parseDouble(row.get("score")),
        Double.parseDouble(row.get("horizon")),
        new Program(row.get("commit"), row.get("java")));
  }
}
