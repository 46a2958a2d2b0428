package dev.carousel.refusal;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One refusal as a test noted it.
 *
 * @param testClass that holds it, with its package
 * @param test the method
 * @param kind {@code USAGE} or {@code FAILURE}
 * @param input what was refused; empty if the test did not say
 * @param message all that was told
 */
record Note(String testClass, String test, String kind, String input, String message) {
  /** Within a module. */
  static final String FOLDER = "target/refusals";

  static final String SUFFIX = ".tsv";

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  /** Fields between tabs; tabs, line ends and backslashes within them are escaped. */
  String line() {
    List<String> fields = List.of(testClass, test, kind, input, message);
    return String.join("\t", fields.stream().map(Note::escaped).toList()) + "\n";
  }

  /** Reads a line, without its end. */
  static Note parse(String line) {
    String[] fields = line.split("\t", -1);
    return new Note(fields[0], fields[1], fields[2], unescaped(fields[3]), unescaped(fields[4]));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(Note::character);
  }

  private static String character(MatchResult escape) {
    return switch (escape.group(1)) {
      case "t" -> "\t";
      case "r" -> "\r";
      case "n" -> "\n";
      default -> "\\\\";
    };
  }

  /** The test without its package. */
  String testName() {
    return testClass.substring(testClass.lastIndexOf('.') + 1) + "." + test;
  }

  /** The name of the test in words, for an input that it did not describe. */
  String words() {
    return test.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
