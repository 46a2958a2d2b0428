package dev.carousel.duckdb;

import dev.carousel.error.CarouselException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBDriver;

/** An empty database in memory, without a way to the network. For one thread. */
final class Database implements AutoCloseable {
  private static final String CHECK =
      "select j->>'error', j->>'error_type', j->>'error_message',"
          + " json_array_length(j->'statements') from (select json_serialize_sql(?) as j)";

  private final Limits limits;
  private final Connection connection;
  private final Path spill;

  private Database(Limits limits, Connection connection, Path spill) {
    this.limits = limits;
    this.connection = connection;
    this.spill = spill;
  }

  /**
   * Starts DuckDB.
   *
   * @throws CarouselException if its jar is missing, or has no native code for this machine
   */
  static Database open(Limits limits) {
    Path spill =
        Path.of(System.getProperty("java.io.tmpdir"), "carousel-duckdb-" + UUID.randomUUID());
    try {
      return new Database(limits, connect(limits, spill, true), spill);
    } catch (NoClassDefFoundError missing) {
      throw CarouselException.failure("The jar of DuckDB is missing.")
          .expected("org.duckdb:duckdb_jdbc beside carousel-duckdb")
          .found(missing)
          .mend("add its jar to the class path, or to the folder of --plugins")
          .cause(missing)
          .build();
    } catch (SQLException | UnsatisfiedLinkError | UncheckedIOException e) {
      throw CarouselException.failure("DuckDB does not start on this machine.")
          .expected("Linux, macOS or Windows, as its jar has native code for them")
          .found(String.valueOf(e.getMessage()))
          .cause(e)
          .build();
    }
  }

  private static Connection connect(Limits limits, Path spill, boolean isStreaming)
      throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", Boolean.toString(isStreaming));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("threads", Integer.toString(limits.threads()));
    settings.setProperty("memory_limit", limits.mebibytes() + "MiB");
    settings.setProperty("temp_directory", spill.toString());
    settings.setProperty("lock_configuration", "true");
    return new DuckDBDriver().connect("jdbc:duckdb:", settings);
  }

  /**
   * Refuses what is not one {@code select}, before anything of it is run.
   *
   * @param faults makes the errors
   */
  void requireOneSelect(String query, SqlFaults faults) throws SQLException {
    try (PreparedStatement check = connection.prepareStatement(CHECK)) {
      check.setString(1, query);
      try (ResultSet answer = check.executeQuery()) {
        answer.next();
        if (!Boolean.parseBoolean(answer.getString(1))) {
          faults.requireOne(answer.getInt(4));
        } else if ("parser".equals(answer.getString(2))) {
          throw faults.syntax(answer.getString(3));
        } else {
          throw faults.notSelect();
        }
      }
    }
  }

  /** A query that is checked, but not yet run. */
  PreparedStatement prepare(String query) throws SQLException {
    return connection.prepareStatement(query);
  }

  /**
   * What is wrong with a query of which the first rows cannot be had: when rows are streamed, the
   * driver does not pass it on.
   */
  SQLException reason(String query, SQLException vague) {
    try (Connection other = connect(limits, spill, false);
        Statement statement = other.createStatement();
        ResultSet whole = statement.executeQuery(query)) {
      return vague;
    } catch (SQLException told) {
      return told;
    }
  }

  /** Ends DuckDB, which removes the files that it sorted in. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException left) {
      // nothing is lost: the rows are read
    }
  }
}
