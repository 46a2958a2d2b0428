package dev.carousel.duckdb;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.error.CarouselException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the answer of one query. */
final class QueryReader {
  static final String LESS = "fewer rows, or fewer of its columns";

  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;

  /** No rows are refused for their memory before so many were read. */
  private static final int ROWS_BETWEEN_CHECKS = 1 << 10;

  private final Database database;
  private final SourceInput input;
  private final String query;
  private final Wanted wanted;
  private final long heap;
  private final SqlFaults faults;
  private int rows;

  QueryReader(Database database, SourceInput input, String query, Wanted wanted, long heap) {
    this.database = database;
    this.input = input;
    this.query = query.strip().replaceAll("[;\\s]+$", "");
    this.wanted = wanted;
    this.heap = heap;
    this.faults = new SqlFaults(input);
  }

  FrameReading read() {
    try {
      database.requireOneSelect(query, faults);
      List<Described> described = describe();
      List<String> names = described.stream().map(Described::name).toList();
      requireUnique(names);
      wanted.requireIn(input, names);
      List<QueryColumn> columns = new ArrayList<>();
      for (Described each : described) {
        As as = wanted.of(each.name());
        if (as != As.SKIP) {
          String place = ", row ";
          columns.add(
              QueryColumn.of(each.name(), each.type(), as, () -> input + place + (rows + 1)));
        }
      }
      fill(columns, projection(described));
      if (rows == 0) {
        throw CarouselException.failure("The answer of the query has no rows.")
            .expected("at least one row")
            .where(input)
            .build();
      }
      List<Column> finished = columns.stream().map(column -> column.finish(rows)).toList();
      Frame frame = Frame.of(input.name(), finished, RowsSum.of(finished));
      return new FrameReading(frame, names, List.of("an answer of DuckDB"));
    } catch (SQLException e) {
      throw faults.of(e);
    }
  }

  /**
   * A column of the answer.
   *
   * @param type as SQL names it
   */
  private record Described(String name, String type) {}

  private List<Described> describe() throws SQLException {
    try (PreparedStatement statement = database.prepare(query)) {
      ResultSetMetaData about = statement.getMetaData();
      List<Described> columns = new ArrayList<>();
      for (int i = 1; i <= about.getColumnCount(); i++) {
        columns.add(new Described(about.getColumnName(i), about.getColumnTypeName(i)));
      }
      return columns;
    }
  }

  private void requireUnique(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw CarouselException.usage("The answer of the query has two columns of one name.")
            .expected("unique names")
            .found("'" + name + "' twice")
            .where(input)
            .mend("name one of them: ... as another_name")
            .build();
      }
    }
  }

  /** The query, asked for the wanted columns alone; those that are wanted as text, as text. */
  private String projection(List<Described> described) {
    List<String> aliases = IntStream.range(0, described.size()).mapToObj(i -> "c" + i).toList();
    List<String> chosen = new ArrayList<>();
    boolean isWhole = true;
    for (int i = 0; i < described.size(); i++) {
      As as = wanted.of(described.get(i).name());
      boolean isCast = as == As.TEXT && !described.get(i).type().equals("VARCHAR");
      if (as != As.SKIP) {
        chosen.add(isCast ? "cast(c" + i + " as varchar)" : "c" + i);
      }
      isWhole &= as != As.SKIP && !isCast;
    }
    return isWhole
        ? query
        : "select %s from (%s\n) as answer(%s)"
            .formatted(String.join(", ", chosen), query, String.join(", ", aliases));
  }

  private void fill(List<QueryColumn> columns, String projection) throws SQLException {
    try (PreparedStatement statement = database.prepare(projection);
        ResultSet answer = run(statement, projection)) {
      while (answer.next()) {
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).set(answer, i + 1, rows);
        }
        rows++;
        if (rows % ROWS_BETWEEN_CHECKS == 0) {
          requireMemory(columns.size());
        }
        if (rows == MOST_ROWS) {
          throw CarouselException.failure("The answer of the query has too many rows.")
              .expected("fewer than " + MOST_ROWS)
              .where(input)
              .build();
        }
      }
    }
  }

  private ResultSet run(PreparedStatement statement, String projection) throws SQLException {
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      throw String.valueOf(e.getMessage()).contains("Invalid result set")
          ? database.reason(projection, e)
          : e;
    }
  }

  private void requireMemory(int columns) {
    long needed = (long) rows * (columns + 1) * Double.BYTES;
    if (needed > heap) {
      throw DataMemory.tooLarge("table", input, 0, needed, heap, LESS, null);
    }
  }
}
