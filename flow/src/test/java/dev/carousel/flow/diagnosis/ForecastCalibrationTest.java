package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.diagnosis.ForecastCalibration.Frequency;
import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule on the table of {@code benchmarks/forecast}: 308 runs, Java 17 on x86-64, with the
 * default budget.
 */
class ForecastCalibrationTest {
  private static List<CSVRecord> table() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream stream =
            Objects.requireNonNull(
                ForecastCalibrationTest.class.getResourceAsStream("forecast-calibration.csv"));
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(reader, format)) {
      return parser.getRecords();
    }
  }

  private static Frequency count(List<CSVRecord> rows, Outlook outlook) {
    List<CSVRecord> alike = rows.stream().filter(row -> outlook(row) == outlook).toList();
    return new Frequency(alike.size(), (int) alike.stream().filter(row -> isLearnt(row)).count());
  }

  private static Outlook outlook(CSVRecord row) {
    return ForecastCalibration.outlook(
        (int) Double.parseDouble(row.get("lag")), Double.parseDouble(row.get("carousel")));
  }

  private static boolean isLearnt(CSVRecord row) {
    return LearningForecast.isLearnt(
        Double.parseDouble(row.get("validLoss")), Double.parseDouble(row.get("baseline")));
  }

  @Test
  void theFrequenciesAreThoseOfTheJudgingHalf() throws IOException {
    List<CSVRecord> judges =
        table().stream().filter(row -> row.get("half").equals("judges")).toList();
    for (Outlook outlook : Outlook.values()) {
      assertEquals(count(judges, outlook), ForecastCalibration.of(outlook), outlook.word());
    }
  }

  @Test
  void theTableHasEnoughCases() throws IOException {
    Set<String> cases = new HashSet<>();
    Set<String> runs = new HashSet<>();
    for (CSVRecord row : table()) {
      String name = row.get("task") + " " + row.get("length") + " " + row.get("cell");
      cases.add(name);
      assertTrue(runs.add(name + " " + row.get("seed")), name);
      assertEquals(Boolean.parseBoolean(row.get("learnt")), isLearnt(row), name);
    }
    assertEquals(154, cases.size());
    assertEquals(308, runs.size());
  }

  /** Against always saying that a network will not learn; and little left is no such sign. */
  @Test
  void unlikelyIsRightMoreOftenThanTheBaseRate() throws IOException {
    List<CSVRecord> judges =
        table().stream().filter(row -> row.get("half").equals("judges")).toList();
    double failed = judges.stream().filter(row -> !isLearnt(row)).count();
    Frequency unlikely = ForecastCalibration.of(Outlook.UNLIKELY);
    double precision = 1 - (double) unlikely.learnt() / unlikely.runs();
    assertEquals(0.70, precision, 0.005);
    assertEquals(0.45, failed / judges.size(), 0.005);
    assertEquals(0.63, (unlikely.runs() - unlikely.learnt()) / failed, 0.005);
    List<CSVRecord> little =
        table().stream().filter(row -> Double.parseDouble(row.get("arriving")) < 0.05).toList();
    assertEquals(137, little.size());
    assertEquals(69, little.stream().filter(row -> isLearnt(row)).count());
  }

  @ParameterizedTest
  @CsvSource({
    "18, 0, LIKELY",
    "19, 0, UNLIKELY",
    "19, 4.0e-6, UNLIKELY",
    "19, 4.1e-6, LIKELY",
    "200, 0.9, LIKELY",
    "200, NaN, UNKNOWN"
  })
  void bothThresholdsMustBePassed(int lag, double share, Outlook outlook) {
    assertEquals(outlook, ForecastCalibration.outlook(lag, share));
  }
}
