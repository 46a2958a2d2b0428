package dev.carousel.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Files for tests, which DuckDB writes. */
final class Written {
  private Written() {}

  /** Writes the answer of a query; the ending of the file's name tells the format. */
  static void to(Path file, String query) throws SQLException {
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("copy (" + query + ") to '" + file + "'");
    }
  }
}
