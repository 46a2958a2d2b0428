package dev.carousel.cli.figures;

import dev.carousel.Version;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table for {@code \input} in a paper. It needs no package of LaTeX. Immutable and thread-safe.
 *
 * @param columns how they are aligned: {@code l}, {@code c}, {@code r} or a width such as {@code
 *     p{5cm}}
 * @param head the names of columns, as {@link Tex}
 * @param rows cells, as {@link Tex}
 */
public record LatexTable(List<String> columns, List<String> head, List<List<String>> rows) {
  /** Copies the cells, and checks that each row has as many as there are columns. */
  public LatexTable {
    columns = List.copyOf(columns);
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows.isEmpty() ? List.of(head) : rows) {
      if (row.size() != columns.size() || head.size() != columns.size()) {
        throw new IllegalArgumentException(columns + ": " + head + ", " + row);
      }
    }
  }

  /** The table as a file. */
  public String text() {
    List<String> lines =
        List.of(
            "% " + Sheet.MADE_BY + " " + Version.current() + ". In a paper: \\input{this file}",
            "\\begin{tabular}{" + String.join("", columns) + "}",
            "\\hline",
            line(head),
            "\\hline",
            rows.stream().map(LatexTable::line).collect(Collectors.joining("\n")),
            "\\hline",
            "\\end{tabular}");
    return String.join("\n", lines.stream().filter(line -> !line.isEmpty()).toList()) + "\n";
  }

  private static String line(List<String> cells) {
    return String.join(" & ", cells) + " \\\\";
  }
}
