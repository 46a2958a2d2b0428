package dev.carousel.refusal;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Takes out of a text what differs from one machine or run to the next. */
final class SameEverywhere {
  /** Folders that a test made for itself have a number in their names. */
  private static final Pattern TEMPORARY =
      Pattern.compile(
          "(/private)?"
              + Pattern.quote(Path.of(System.getProperty("java.io.tmpdir")).toString())
              + "[/\\\\][^/\\\\\\s'\",;:]*\\d{4,}[^/\\\\\\s'\",;:)]*");

  /** Where a cell's equation stands in the source of a test. */
  private static final Pattern LINE = Pattern.compile("(?<=\\.java:)\\d+");

  /** Who holds a run folder. */
  private static final Pattern PROCESS = Pattern.compile("process \\d+, running since \\S+");

  /** A file that a run wrote holds the names of temporary folders, which are not equally long. */
  private static final Pattern SIZE = Pattern.compile("a file of [\\d,]+ bytes");

  /** What fits into half of the heap. */
  private static final Pattern HEAP = Pattern.compile("\\d+(?=, which take half of the heap)");

  /** What stands for a lambda has a number and an address. */
  private static final Pattern LAMBDA = Pattern.compile("(?<=\\$\\$Lambda)[$/0-9a-fx]+");

  /** The class of a mock has a name that Mockito draws. */
  private static final Pattern MOCK = Pattern.compile("(?<=\\$MockitoMock)\\$\\w+");

  /** A server of a test has a port that is free. */
  private static final Pattern PORT = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+");

  /** Checksums are of what tests trained. */
  private static final Pattern SUM = Pattern.compile("\\b[0-9a-f]{64}\\b");

  private SameEverywhere() {}

  /**
   * Temporary folders become FOLDER, that of the project PROJECT, lines of source LINE, processes
   * and their start N and WHEN, sizes of files and what the heap holds N, ports PORT, checksums
   * SUM; lambdas and mocks lose their numbers.
   */
  static String text(String text) {
    String placed = TEMPORARY.matcher(text).replaceAll("FOLDER");
    String named = MOCK.matcher(LAMBDA.matcher(placed).replaceAll("")).replaceAll("");
    String told = PROCESS.matcher(named).replaceAll("process N, running since WHEN");
    String sized = SIZE.matcher(told).replaceAll("a file of N bytes");
    String held = HEAP.matcher(sized).replaceAll("N");
    String summed = SUM.matcher(PORT.matcher(held).replaceAll("PORT")).replaceAll("SUM");
    return LINE.matcher(summed)
        .replaceAll("LINE")
        .replace(Path.of("").toAbsolutePath().toString(), "PROJECT");
  }
}
