package dev.carousel.benchmarks.forecast;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The rows of a calibration in a CSV file, each written as it is found. */
final class Table {
  private static final List<String> FIRST = List.of("task", "length", "cell", "seed", "half");
  private static final List<String> LAST = List.of("baseline", "validLoss", "updates", "learnt");

  private final Path file;

  Table(Path file) {
    this.file = file;
  }

  /** All rows so far; none if there is no file. */
  List<Row> rows() {
    if (!Files.exists(file)) {
      return List.of();
    }
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, format)) {
      if (!parser.getHeaderNames().equals(header())) {
        throw CarouselException.failure("The table is of another version of this program.")
            .expected(String.join(",", header()))
            .found(String.join(",", parser.getHeaderNames()))
            .where(file)
            .mend("name another file with --table")
            .build();
      }
      List<Row> rows = new ArrayList<>();
      parser.forEach(record -> rows.add(row(record)));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one more. */
  void add(Row row) {
    try {
      boolean isNew = !Files.exists(file);
      try (Writer writer =
              Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          CSVPrinter printer =
              new CSVPrinter(writer, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
        if (isNew) {
          printer.printRecord(header());
        }
        printer.printRecord(values(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> header() {
    Stream<String> measures =
        Stream.of(Measured.values()).map(measure -> measure.name().toLowerCase(Locale.ROOT));
    return Stream.of(FIRST.stream(), measures, LAST.stream()).flatMap(names -> names).toList();
  }

  private static List<Object> values(Row row) {
    Trial trial = row.trial();
    List<Object> values = new ArrayList<>();
    values.addAll(List.of(trial.problem().id(), trial.length(), trial.cell(), trial.seed()));
    values.add(trial.half().name().toLowerCase(Locale.ROOT));
    for (Measured measure : Measured.values()) {
      values.add(digits(row.measure(measure)));
    }
    values.addAll(
        List.of(digits(row.baseline()), digits(row.validLoss()), row.updates(), row.learnt()));
    return values;
  }

  private static String digits(double value) {
    return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)));
  }

  private static Row row(CSVRecord record) {
    Trial trial =
        new Trial(
            Problem.of(record.get("task")),
            record.get("cell"),
            Integer.parseInt(record.get("length")),
            Long.parseLong(record.get("seed")));
    Map<Measured, Double> measured = new EnumMap<>(Measured.class);
    for (Measured measure : Measured.values()) {
      measured.put(
          measure, Double.parseDouble(record.get(measure.name().toLowerCase(Locale.ROOT))));
    }
    return new Row(
        trial,
        measured,
        Double.parseDouble(record.get("baseline")),
        Double.parseDouble(record.get("validLoss")),
        Long.parseLong(record.get("updates")));
  }
}
