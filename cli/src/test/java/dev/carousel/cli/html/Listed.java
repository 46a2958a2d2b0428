package dev.carousel.cli.html;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** A table as it should stand in a page. */
record Listed(String caption, List<String> head, List<List<String>> rows) {
  /** A row for each x, a column for each line. */
  static Listed lines(String caption, String xName, List<Line> lines) {
    return lines(caption, xName, lines, y -> Written.number(y, 4));
  }

  static Listed lines(
      String caption, String xName, List<Line> lines, DoubleFunction<String> written) {
    List<List<String>> rows =
        lines.stream()
            .flatMap(l -> l.points().stream())
            .map(Line.Point::x)
            .distinct()
            .sorted()
            .map(
                x ->
                    Stream.concat(
                            Stream.of(Written.number(x, 6)),
                            lines.stream().map(l -> written.apply(l.at(x))))
                        .toList())
            .toList();
    return new Listed(
        caption, Stream.concat(Stream.of(xName), lines.stream().map(Line::name)).toList(), rows);
  }
}
