package dev.carousel.benchmarks.reading;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.csv.CsvSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times how fast a table of numbers is read. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Writes a table of random numbers into a temporary file, and reads it: all columns, one "
          + "column, and for comparison with Commons CSV and Double.parseDouble.",
      "A round is timed in seconds of the reading thread's own CPU time, so that other work on the "
          + "machine counts little."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/read",
      "  benchmarks/read --decimals 0 --rows 1000000   numbers as Java and Python write doubles"
    })
final class ReadCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  private final Console console;

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      description = "Rows of the table (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--columns",
      defaultValue = "8",
      description = "Columns of the table (default: ${DEFAULT-VALUE})")
  private int columns;

  @Option(
      names = "--decimals",
      defaultValue = "3",
      description = "Decimals of the numbers; 0 for all that a double has (default: 3)")
  private int decimals;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description =
          "Number of repetitions, of which the first warms up (default: ${DEFAULT-VALUE})")
  private int rounds;

  /** A command that speaks there. */
  ReadCommand(Console console) {
    this.console = console;
  }

  /** Reads the file once. */
  @FunctionalInterface
  private interface Reading {
    void run(Path file) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    Program.require("--rows", rows, 1);
    Program.require("--columns", columns, 1);
    Program.require("--decimals", decimals, 0);
    Program.require("--rounds", rounds, 2);
    Path file = Files.createTempFile("carousel-read", ".csv");
    try {
      NumbersFile.write(file, rows, columns, decimals);
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d rows of %d columns, %.1f MB%n%n%-40s %10s %10s%n",
              rows,
              columns,
              Files.size(file) / MEGABYTE,
              "MB/s of CPU time, after the first round",
              "median",
              "least");
      time("all columns", file, ReadCommand::readAll);
      time("one column, the others skipped", file, ReadCommand::readOne);
      time("Commons CSV, cells", file, path -> readWithCommons(path, false));
      time("Commons CSV and Double.parseDouble", file, path -> readWithCommons(path, true));
    } finally {
      Files.delete(file);
    }
    return 0;
  }

  private static void readAll(Path file) {
    requireRead(CsvSource.sniffing().read(file, Wanted.everything()).frame().rows() > 0);
  }

  private static void readOne(Path file) {
    Wanted one = Wanted.nothing().column(NumbersFile.name(0), As.NUMBERS);
    requireRead(CsvSource.sniffing().read(file, one).frame().rows() > 0);
  }

  private static void readWithCommons(Path file, boolean isParsed) throws IOException {
    double sum = 0;
    try (InputStream in = Files.newInputStream(file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        CSVParser parser =
            CSVParser.parse(
                reader, CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      for (CSVRecord record : parser) {
        for (int c = 0; c < record.size(); c++) {
          sum += isParsed ? Double.parseDouble(record.get(c)) : record.get(c).length();
        }
      }
    }
    requireRead(Double.isFinite(sum));
  }

  private static void requireRead(boolean isRead) {
    if (!isRead) {
      throw new IllegalStateException("nothing was read");
    }
  }

  private void time(String what, Path file, Reading reading) throws IOException {
    double[] speeds = new double[rounds - 1];
    for (int round = 0; round < rounds; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      reading.run(file);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      if (round > 0) {
        speeds[round - 1] = Files.size(file) / MEGABYTE / Math.max(1, nanos) * 1e9;
      }
    }
    Arrays.sort(speeds);
    console
        .out()
        .printf(Locale.ROOT, "%-40s %10.0f %10.0f%n", what, speeds[speeds.length / 2], speeds[0]);
    console.out().flush();
  }
}
