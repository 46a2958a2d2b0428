package dev.carousel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of the command line, and what it predicts: the truth for what Spark predicts.
 *
 * @param folder for tables and runs
 */
public record Runs(Path folder) {
  /** The days of each meter. */
  public static final int DAYS = 30;

  /** The meters. */
  public static final List<String> METERS = List.of("north, old", "south", "east", "west");

  /** With a table of meters in {@code meters.csv}, their rows in turn. */
  public static Runs in(Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("remark,load,price,meter,day,sky,region\n");
    for (int row = 0; row < METERS.size() * DAYS; row++) {
      String meter = METERS.get(row % METERS.size());
      csv.append("\"cold, wet\",").append(1000 + 90 * Math.sin(row / 5.0)).append(',');
      csv.append(row > 20 && row % 7 == 0 ? "" : 3 + Math.cos(row / 3.0)).append(",\"");
      csv.append(meter).append("\",");
      csv.append(LocalDate.of(2024, 1, 1).plusDays(row / METERS.size())).append(',');
      csv.append(row / 4 % 2 == 0 ? "sun" : "rain").append(',');
      csv.append(meter.contains("r") ? "hills" : "coast").append('\n');
    }
    csv.append("\"new\",5.5,3,lone,2024-01-09,sun,coast\n");
    Files.writeString(folder.resolve("meters.csv"), csv);
    return new Runs(folder);
  }

  /** With the same table, but for the last row, by meter and then by day. */
  static Runs ordered(Path folder, Runs other) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(other.table()));
    String header = lines.remove(0);
    lines.remove(lines.size() - 1);
    List<String> sorted = new ArrayList<>(List.of(header));
    METERS.stream()
        .sorted()
        .forEach(meter -> lines.stream().filter(l -> l.contains(meter)).forEach(sorted::add));
    Files.write(Files.createDirectories(folder).resolve("meters.csv"), sorted);
    return new Runs(folder);
  }

  /** The table. */
  public Path table() {
    return folder.resolve("meters.csv");
  }

  /**
   * Trains for a moment.
   *
   * @return the run folder
   */
  public Path train(String run, String roles) {
    return train(run, roles, "--units 4 --batch 4 --updates 6");
  }

  /** The same, with a network and a training of another size. */
  Path train(String run, String roles, String sizes) {
    Path out = folder.resolve(run);
    String source = roles.startsWith("--text") ? "" : "--csv " + table() + " ";
    source += roles.startsWith("--group") ? "--short skip " : "";
    answer(("train --out " + out + " " + source + roles + " " + sizes).split(" +"));
    return out;
  }

  /** The lines of CSV that the command predicts from the table, with the header. */
  public List<String> predict(Path run) {
    return answer("predict", run.toString(), table().toString()).lines().toList();
  }

  /** Predicts into a file. */
  void predict(Path run, String file) {
    answer("predict", run.toString(), table().toString(), "--out", file);
  }

  private static String answer(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), Interrupts.none());
    int code = Main.run(console, arguments);
    console.out().flush();
    console.err().flush();
    assertEquals(0, code, err.toString());
    return out.toString();
  }
}
