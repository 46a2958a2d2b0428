package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Exercise.Budget;
import dev.carousel.benchmarks.tasks.Exercise.Method;
import dev.carousel.error.CarouselException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The exercises, as a CSV file lists them: a line each, under {@link #HEADER}. */
final class Plan {
  /** The columns. */
  static final List<String> HEADER =
      List.of(
          "task",
          "cell",
          "size",
          "batch",
          "updates",
          "seeds",
          "optimizer",
          "schedule",
          "hook",
          "loss",
          "criterion",
          "learns");

  private static final String BUNDLED = "plan.csv";

  private Plan() {}

  /**
   * The exercises of a file.
   *
   * @param file null for the plan whose outcome is in the documentation
   * @throws CarouselException if a line is malformed
   */
  static List<Exercise> read(@Nullable Path file) {
    try (Reader reader = file == null ? bundled() : Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, format())) {
      if (!parser.getHeaderNames().equals(HEADER)) {
        throw CarouselException.usage("The plan has other columns.")
            .expected(String.join(",", HEADER))
            .found(String.join(",", parser.getHeaderNames()))
            .where(file == null ? BUNDLED : file)
            .build();
      }
      return parser.stream().map(Plan::exercise).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CSVFormat format() {
    return CSVFormat.DEFAULT
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setRecordSeparator('\n')
        .get();
  }

  private static Reader bundled() {
    InputStream in = Objects.requireNonNull(Plan.class.getResourceAsStream(BUNDLED));
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** An exercise from the columns of the plan, which a row of results has too. */
  static Exercise exercise(CSVRecord line) {
    return new Exercise(
        line.get("task"),
        line.get("cell"),
        Size.parse(line.get("size")),
        new Budget(
            (int) number(line, "batch"), number(line, "updates"), (int) number(line, "seeds")),
        new Method(line.get("optimizer"), line.get("schedule"), line.get("hook"), line.get("loss")),
        Criterion.parse(line.get("criterion")),
        learns(line));
  }

  private static long number(CSVRecord line, String column) {
    String text = line.get(column);
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw malformed(column, "a whole number of at least 1", text);
    }
    return Long.parseLong(text);
  }

  private static boolean learns(CSVRecord line) {
    String text = line.get("learns");
    if (!text.equals("yes") && !text.equals("no")) {
      throw malformed("learns", "yes or no", text);
    }
    return text.equals("yes");
  }

  private static CarouselException malformed(String column, String expected, String found) {
    return CarouselException.usage("The column '" + column + "' of the plan is malformed.")
        .expected(expected)
        .found("'" + found + "'")
        .build();
  }

  /** The columns of an exercise, in the order of the header. */
  static List<Object> values(Exercise exercise) {
    return List.of(
        exercise.task(),
        exercise.cell(),
        exercise.size(),
        exercise.budget().batch(),
        exercise.budget().updates(),
        exercise.budget().seeds(),
        exercise.method().optimizer(),
        exercise.method().schedule(),
        exercise.method().hook(),
        exercise.method().loss(),
        exercise.criterion(),
        exercise.isToLearn() ? "yes" : "no");
  }
}
