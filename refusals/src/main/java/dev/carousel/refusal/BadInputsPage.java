package dev.carousel.refusal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The table of bad inputs, in Markdown: the same notes give the same page, in whatever order. */
final class BadInputsPage {
  private static final int MOST_INPUTS = 4;
  private static final int MOST_ALIKE = 4;
  private static final int LONGEST_INPUT = 160;

  private static final Pattern UNSEEN = Pattern.compile("\\p{C}");

  private static final String HEAD =
      """
      # Bad inputs

      The inputs that Carousel refuses, each with its message, as recorded by the tests. Do not edit this page; to renew it, run `mvn verify`, then `docs/bad-inputs`.

      Exit code 2 means that the request is wrong, 1 that it cannot be carried out; programs find the same in `CarouselException.kind`. FOLDER stands for the folder of a test, PROJECT for the folder of Carousel's sources. Refusals that depend on the machine (missing permissions, ports in use) are tested but not listed.
      """;

  /**
   * Inputs that are told the same.
   *
   * @param others how many rows were left out that say the same with other numbers
   */
  private record Row(
      SortedSet<String> inputs, String exit, String message, SortedSet<String> tests, int others) {
    Row(Note note) {
      this(
          new TreeSet<>(),
          note.kind().equals("USAGE") ? "2" : "1",
          note.message(),
          new TreeSet<>(),
          0);
    }

    /** The same for rows that differ in the numbers of their messages alone. */
    String form() {
      return exit + inputs + tests + message.replaceAll("\\d+", "#");
    }

    Row with(int more) {
      return new Row(inputs, exit, message, tests, more);
    }
  }

  private BadInputsPage() {}

  static String of(List<Note> notes) {
    StringBuilder page = new StringBuilder(HEAD);
    Map<Area, List<Note>> byArea =
        notes.stream()
            .collect(
                Collectors.groupingBy(
                    note -> Area.of(note.testClass()), TreeMap::new, Collectors.toList()));
    byArea.forEach(
        (area, noted) -> {
          page.append("\n## ").append(area.title()).append("\n\n");
          page.append("| input | exit | message | test |\n|---|---|---|---|\n");
          rows(noted).forEach(row -> page.append(line(row)));
        });
    return page.toString();
  }

  private static List<Row> rows(List<Note> notes) {
    Map<String, Row> rows = new TreeMap<>();
    for (Note note : notes) {
      Row row = rows.computeIfAbsent(note.kind() + note.message(), key -> new Row(note));
      row.inputs().add(note.input().isEmpty() ? note.words() : code(shortened(note.input())));
      row.tests().add(note.testName());
    }
    List<Row> sorted = new ArrayList<>();
    rows.values().stream()
        .collect(Collectors.groupingBy(Row::form))
        .values()
        .forEach(alike -> sorted.addAll(few(alike)));
    sorted.sort(
        Comparator.comparing((Row row) -> row.inputs().first()).thenComparing(Row::message));
    return sorted;
  }

  /** Of a loop over many numbers the first will do. */
  private static List<Row> few(List<Row> alike) {
    return alike.size() <= MOST_ALIKE ? alike : List.of(alike.get(0).with(alike.size() - 1));
  }

  private static String line(Row row) {
    List<String> inputs = row.inputs().stream().limit(MOST_INPUTS).toList();
    int more = row.inputs().size() - inputs.size();
    String message = row.message().strip().lines().map(BadInputsPage::code).collect(lines());
    String others = row.others() > 0 ? "<br>and " + row.others() + " more, with other numbers" : "";
    String tests = row.tests().stream().map(BadInputsPage::code).collect(lines());
    String all = String.join("<br>", inputs) + (more > 0 ? "<br>and " + more + " more" : "");
    return "| " + String.join(" | ", all, row.exit(), message + others, tests) + " |\n";
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("<br>");
  }

  private static String shortened(String input) {
    return input.length() <= LONGEST_INPUT ? input : input.substring(0, LONGEST_INPUT) + "...";
  }

  /** As code within a cell: what cannot be seen as its number, backticks within longer fences. */
  private static String code(String text) {
    String visible =
        UNSEEN
            .matcher(text)
            .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    String cell = visible.strip().replace("|", "\\|");
    return cell.contains("`") ? "`` " + cell + " ``" : "`" + cell + "`";
  }
}
