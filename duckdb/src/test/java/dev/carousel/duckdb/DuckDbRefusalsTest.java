package dev.carousel.duckdb;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The module is built only where its profile is chosen, so the page of bad inputs lacks it. */
@OnSomeMachines
class DuckDbRefusalsTest {
  private static final DuckDbSource SOURCE = DuckDbSource.create();

  @TempDir Path folder;

  private static void refused(String query, String... parts) {
    Refusal.of(query, () -> SOURCE.read(query), parts);
  }

  @Test
  void wrongSqlIsRefusedWithItsPlace() {
    refused("selec 1", "The query is not SQL.", "syntax error at or near \"selec\"");
    refused(
        "select tempp\nfrom (select 1 as temp)",
        "The query cannot be answered.",
        "\"tempp\" not found",
        "Candidate bindings: \"temp\"",
        "line 1 of the query, column 8: select tempp");
    refused("select nothing(1)", "nothing does not exist");
    refused("select x from t", "Table with name t does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy (select 1) to 'FILE'",
        "create table t as select 1",
        "install httpfs",
        "load httpfs",
        "set threads = 4",
        "attach 'FILE' as db",
        "pivot (values (1, 2)) t(a, b) on a using sum(b)"
      })
  void onlyASelectIsRun(String statement) {
    Path file = folder.resolve("written");
    refused(
        statement.replace("FILE", file.toString()),
        "The query does more than select.",
        "one select");
    assertFalse(Files.exists(file));
  }

  @Test
  void severalStatementsAndNoneAreRefusedBeforeTheyRun() {
    Path file = folder.resolve("written");
    refused("select 1; select 2", "more than one statement", "2 statements");
    refused("select 1; copy (select 1) to '" + file + "'", "The query does more than select.");
    refused("select 1 as x) as t; copy (select 1) to '" + file + "'; select (1", "not SQL");
    assertFalse(Files.exists(file));
    refused(" ; ", "The query is empty.");
    refused("-- nothing", "The query is empty.");
  }

  @Test
  void theNetworkAndExtensionsAreOutOfReach() {
    refused(
        "select * from 'http://127.0.0.1:1/x.parquet'",
        "requires the extension httpfs",
        "read files of this machine");
    refused("select * from sqlite_scan('a.db', 't')", "sqlite_scanner", "without extensions");
  }

  @Test
  void filesThatAreMissingOrDamagedAreRefused() throws Exception {
    refused(
        "select * from 'nowhere.parquet'", "No files found", "nowhere.parquet", "check the path");
    Path damaged =
        Files.writeString(folder.resolve("damaged.parquet"), "no parquet at all, really");
    refused("select * from '" + damaged + "'", "damaged.parquet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2]|INTEGER[]",
        "{'a': 1}|STRUCT",
        "map {'a': 1}|MAP",
        "interval 1 day|INTERVAL",
        "time '10:00'|TIME",
        "'x'::blob|BLOB",
        "'101'::bit|BIT"
      })
  void typesThatAreNoCellsAreRefusedByName(String value, String type) {
    refused(
        "select 1 as a, " + value + " as odd",
        "Column 'odd' of the query has a type that is not read.",
        type,
        "cast(odd as double)",
        "leave it out");
  }

  @Test
  void wholeNumbersThatNoDoubleHoldsAreRefused() {
    String place = "row 2";
    refused(
        "select x from (values (1), (9007199254740993)) t(x)",
        "too large to be read exactly",
        "'x'",
        "9007199254740993",
        place);
    refused(
        "select x from (values (1::hugeint), (-9007199254740993)) t(x)",
        "too large to be read exactly",
        place);
    refused(
        "select x from (values (1::decimal(20,0)), (9007199254740993)) t(x)",
        "too large to be read exactly",
        place);
    refused("select (-9223372036854775808)::bigint as x", "-9223372036854775808");
  }

  @Test
  void infiniteNumbersAndTimesAreRefused() {
    refused("select 'inf'::float as x", "a finite number in column 'x'", "Infinity", "row 1");
    refused("select x from (values (1), (-1/0)) t(x)", "-Infinity", "row 2");
    refused("select date 'infinity' as day", "from the year 1678 to 2261", "row 1");
    refused("select timestamp '0001-01-01' as day", "'day'", "row 1");
  }

  @Test
  void columnsOfAnotherTypeThanWantedAreRefused() {
    Wanted wanted = Wanted.nothing().column("x", As.NUMBERS);
    Refusal.of(
        "a date as a number",
        () -> SOURCE.read(SourceInput.query("select date '2026-01-01' as x"), wanted),
        "Column 'x' of the query has another type than wanted.",
        "numbers",
        "DATE",
        "epoch(x)");
    Refusal.of(
        "words as numbers",
        () -> SOURCE.read(SourceInput.query("select 'sun' as x"), wanted),
        "A cell of the table is not a finite number.",
        "'sun'",
        "row 1");
    Refusal.of(
        "a name that is not there",
        () -> SOURCE.read(SourceInput.query("select 1 as xx"), wanted),
        "The table has no column 'x'.",
        "did you mean 'xx'?");
  }

  @Test
  void anAnswerThatIsNoTableIsRefused() {
    refused("select 1 as x where false", "The answer of the query has no rows.");
    refused("select 1 as x, 2 as x", "two columns of one name", "'x' twice", "as another_name");
  }

  /** While rows are streamed, the driver says nothing of why the first of them cannot be had. */
  @Test
  void errorsWhileRowsAreMadeAreTold() {
    refused("select ('a' || x)::int as y from range(3) t(x)", "Could not convert string 'a0'");
    refused(
        "select case when x = 400000 then ('a' || x)::int else x end as y from range(500000) t(x)",
        "Could not convert string 'a400000'");
  }

  @Test
  void moreThanTheHeapHoldsIsRefused() {
    Refusal.of(
        "a million rows in a mebibyte",
        () ->
            SOURCE
                .withHeap(1 << 20)
                .read(
                    SourceInput.query("select i as x from range(1000000) t(i)"),
                    Wanted.everything()),
        "does not fit into memory",
        "fewer rows");
  }

  @Test
  void limitsOutOfRangeAreRefused() {
    Refusal.of("no thread", () -> SOURCE.threads(0), "The threads of DuckDB", "found:    0");
    Refusal.of("little memory", () -> SOURCE.memory(1), "The memory of DuckDB", "from 64");
  }

  @Test
  void filesAndQueriesAreNotMixedUp() {
    Refusal.of(
        "a file",
        () -> SOURCE.read(Path.of("x.parquet"), Wanted.everything()),
        "The source duckdb reads queries, not files.",
        "x.parquet");
    Refusal.of(
        "a query for a source of files",
        () ->
            Frames.sourceOf(Path.of("x.csv"))
                .read(SourceInput.query("select 1"), Wanted.everything()),
        "The source reads files, not queries.");
  }
}
