package dev.carousel.duckdb;

import dev.carousel.data.frame.SourceInput;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of queries, in words. */
record SqlFaults(SourceInput input) {
  private static final String ONE = "one select: select * from 'readings.parquet' order by ts";

  /** What DuckDB calls errors that are in the text of the query. */
  private static final Pattern IN_TEXT =
      Pattern.compile("(Parser|Binder|Catalog|Syntax) Error: .*");

  private static final Pattern PLACE =
      Pattern.compile("(?s)\\n+LINE (\\d+): ([^\\n]*)\\n( *)\\^.*");

  /** The beginning of each line of the text before {@link #PLACE}'s arrow that is not the query. */
  private static final String LINE = "LINE : ";

  CarouselException syntax(String message) {
    return CarouselException.usage("The query is not SQL.")
        .expected(ONE)
        .found(message)
        .where(input)
        .build();
  }

  CarouselException notSelect() {
    return CarouselException.usage("The query does more than select.")
        .expected(ONE)
        .where(input)
        .mend("write statements such as pivot within one: select * from (pivot ...)")
        .build();
  }

  void requireOne(int statements) {
    if (statements != 1) {
      throw CarouselException.usage(
              statements == 0 ? "The query is empty." : "The query is more than one statement.")
          .expected(ONE)
          .found(statements == 0 ? "nothing" : statements + " statements")
          .build();
    }
  }

  /** What DuckDB says, in one line, with the place in the query. */
  CarouselException of(SQLException e) {
    String said = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(said);
    boolean hasPlace = place.find();
    String what = hasPlace ? said.substring(0, place.start()) : said;
    CarouselException.Builder error =
        IN_TEXT.matcher(what.lines().findFirst().orElse("")).matches()
            ? CarouselException.usage("The query cannot be answered.")
            : CarouselException.failure("The query cannot be answered.");
    error.found(firstParagraph(what));
    error.where(hasPlace ? place(place) : input);
    if (what.contains("extension")) {
      error.mend(
          "read files of this machine, in formats that DuckDB reads without extensions: Parquet,"
              + " CSV and JSON; Carousel lets it neither connect nor load extensions");
    } else if (what.contains("No files found")) {
      error.mend("check the path; relative ones start at " + Path.of("").toAbsolutePath());
    } else if (what.startsWith("Out of Memory")) {
      error.mend("more memory for DuckDB: --source duckdb:memory=4096 --from QUERY");
    }
    return error.cause(e).build();
  }

  private static String place(Matcher place) {
    int column = Math.max(1, place.group(3).length() - LINE.length() - place.group(1).length() + 1);
    return "line "
        + place.group(1)
        + " of the query, column "
        + column
        + ": "
        + place.group(2).strip();
  }

  /** Without advice on settings, which are locked. */
  private static String firstParagraph(String said) {
    String[] paragraphs = said.strip().split("\\n\\s*\\n", 2);
    return paragraphs[0].replaceAll("\\s+", " ");
  }
}
