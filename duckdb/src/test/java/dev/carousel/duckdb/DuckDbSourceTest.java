package dev.carousel.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.data.frame.TimeFormat;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSourceTest {
  private static final double NONE = Double.NaN;
  private static final DuckDbSource SOURCE = DuckDbSource.create();

  @TempDir Path folder;

  private static Frame read(String query, Wanted wanted) {
    return SOURCE.read(SourceInput.query(query), wanted).frame();
  }

  private static double[] numbers(Frame frame, String column) {
    return ((NumberColumn) frame.column(column)).values();
  }

  private static List<String> cells(Frame frame, String column) {
    Column found = frame.column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  /** Three formats of files, each written by DuckDB itself. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json"})
  void aFileThatDuckDbWroteIsRead(String format) throws Exception {
    Path file = folder.resolve("readings." + format);
    Written.to(
        file,
        "select (date '2026-01-01' + (3 - i)::int) as day, i * 0.25 as load, i as count,"
            + " case when i = 1 then null else 'm' || i end as meter, i = 2 as rain"
            + " from range(4) t(i)");
    Frame frame = SOURCE.read("select * from '" + file + "' order by day");
    assertEquals(List.of("day", "load", "count", "meter", "rain"), frame.names());
    assertEquals(
        List.of("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"), cells(frame, "day"));
    assertEquals(TimeFormat.DATE, ((TimeColumn) frame.column("day")).format());
    assertArrayEquals(new double[] {0.75, 0.5, 0.25, 0}, numbers(frame, "load"));
    assertArrayEquals(new double[] {3, 2, 1, 0}, numbers(frame, "count"));
    assertEquals(List.of("m3", "m2", "", "m0"), cells(frame, "meter"));
    assertArrayEquals(new double[] {0, 1, 0, 0}, numbers(frame, "rain"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "HUGEINT",
        "UTINYINT",
        "USMALLINT",
        "UINTEGER",
        "UBIGINT",
        "UHUGEINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(9,2)",
        "DECIMAL(30,0)"
      })
  void everyTypeOfNumberIsNumbers(String type) {
    Frame frame =
        SOURCE.read(
            "select cast(v as %s) as x from (values (7), (null), (0)) t(v)".formatted(type));
    assertArrayEquals(new double[] {7, NONE, 0}, numbers(frame, "x"));
  }

  @Test
  void decimalsAreTheNearestDoublesAndNanIsMissing() {
    Frame frame =
        SOURCE.read(
            "select 0.1::decimal(18,4) as a, 'nan'::double as b, 1e300::double as c,"
                + " 123456789012345.678::decimal(18,3) as d");
    assertArrayEquals(new double[] {0.1}, numbers(frame, "a"));
    assertArrayEquals(new double[] {NONE}, numbers(frame, "b"));
    assertArrayEquals(new double[] {1e300}, numbers(frame, "c"));
    assertArrayEquals(new double[] {123456789012345.678}, numbers(frame, "d"));
  }

  @Test
  void wholeNumbersAreExactUpToTheLastThatADoubleHolds() {
    long last = 1L << 53;
    Frame frame = SOURCE.read("select " + last + " as x, -" + last + "::hugeint as y");
    assertArrayEquals(new double[] {last}, numbers(frame, "x"));
    assertArrayEquals(new double[] {-last}, numbers(frame, "y"));
  }

  @Test
  void largeWholeNumbersAreReadAsText() {
    Frame frame =
        read(
            "select 9007199254740993 as id, 340282366920938463463374607431768211455::uhugeint as u",
            Wanted.nothing().column("id", As.TEXT).column("u", As.TEXT));
    assertEquals(List.of("9007199254740993"), cells(frame, "id"));
    assertEquals(List.of("340282366920938463463374607431768211455"), cells(frame, "u"));
  }

  @Test
  void timesKeepTheirNanosecondsAndThoseWithAZoneAreInUtc() {
    Frame frame =
        SOURCE.read(
            "select timestamp '2026-11-26 09:30:15.123456' as a, timestamptz '2026-11-26"
                + " 09:30:00+02:00' as b, timestamp_ns '2026-11-26 00:00:00.000000001' as c,"
                + " timestamp_s '2026-11-26 00:00:01' as d, null::timestamp as e,"
                + " timestamp '1969-12-31 23:59:59.5' as f");
    assertEquals(List.of("2026-11-26T09:30:15.123456"), cells(frame, "a"));
    assertEquals(List.of("2026-11-26T07:30:00Z"), cells(frame, "b"));
    assertEquals(List.of("2026-11-26T00:00:00.000000001"), cells(frame, "c"));
    assertEquals(List.of("2026-11-26T00:00:01"), cells(frame, "d"));
    assertTrue(frame.column("e").isMissing(0));
    assertArrayEquals(new long[] {-500_000_000}, ((TimeColumn) frame.column("f")).ticks());
  }

  @Test
  void wantedTypesDecide() {
    Frame frame =
        read(
            "select '1.5' as n, true as t, 1795685400 as s, 7 as k, date '2026-01-02' as d,"
                + " 'NA' as missing, '?' as unknown",
            Wanted.nothing()
                .column("n", As.NUMBERS)
                .column("t", As.TEXT)
                .column("s", As.TIMES)
                .column("k", As.TEXT)
                .column("d", As.TEXT)
                .column("missing", As.TEXT)
                .column("unknown", As.NUMBERS));
    assertArrayEquals(new double[] {1.5}, numbers(frame, "n"));
    assertEquals(List.of("true"), cells(frame, "t"));
    assertEquals(TimeFormat.EPOCH_SECONDS, ((TimeColumn) frame.column("s")).format());
    assertEquals(List.of("7"), cells(frame, "k"));
    assertEquals(List.of("2026-01-02"), cells(frame, "d"));
    assertTrue(frame.column("missing").isMissing(0));
    assertTrue(frame.column("unknown").isMissing(0));
  }

  /** The skipped column would be refused, and its cells cannot even be computed. */
  @Test
  void onlyWantedColumnsAreAskedFor() {
    String query = "select i as x, [i] as list, error('read') as bad, -i as y from range(3) t(i)";
    Wanted wanted = Wanted.nothing().column("y", As.NUMBERS).column("x", As.NUMBERS);
    Frame frame = read(query + " order by y; ", wanted);
    assertEquals(List.of("x", "y"), frame.names());
    assertArrayEquals(new double[] {-2, -1, 0}, numbers(frame, "y"));
    assertEquals(
        List.of("x", "list", "bad", "y"), SOURCE.read(SourceInput.query(query), wanted).columns());
  }

  @Test
  void namesThatDifferInCaseOrNeedQuotesAreKeptApart() {
    Frame frame =
        read(
            "select 1 as a, 2 as \"A\", 3 as \"we \"\"ird\", 4 as \"select\" -- a comment",
            Wanted.nothing()
                .column("A", As.NUMBERS)
                .column("we \"ird", As.NUMBERS)
                .column("select", As.NUMBERS));
    assertArrayEquals(new double[] {2}, numbers(frame, "A"));
    assertArrayEquals(new double[] {3}, numbers(frame, "we \"ird"));
    assertArrayEquals(new double[] {4}, numbers(frame, "select"));
  }

  @Test
  void manyRowsComeInTheOrderOfTheQuery() {
    Frame frame = SOURCE.read("select i::double as x from range(300000) t(i) order by i desc");
    double[] x = numbers(frame, "x");
    assertEquals(300_000, x.length);
    assertTrue(IntStream.range(0, x.length).allMatch(i -> x[i] == 299_999 - i));
  }

  @Test
  void theIdentityIsThatOfTheRows() {
    String three = "select i as x, 'w' || i as w from range(3) t(i)";
    assertEquals(SOURCE.read(three).identity(), SOURCE.read("from (" + three + ")").identity());
    for (String other :
        List.of(
            "select i as y, 'w' || i as w from range(3) t(i)",
            "select i as x, 'w' || i as w from range(4) t(i)",
            "select i + 1e-9 as x, 'w' || i as w from range(3) t(i)",
            "select i as x, 'v' || i as w from range(3) t(i)",
            three + " order by i desc")) {
      assertNotEquals(
          SOURCE.read(three).identity().sha256(), SOURCE.read(other).identity().sha256(), other);
    }
  }

  @Test
  void sortsThatAreLargerThanTheMemoryGoThroughFilesThatAreRemoved() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = spills(temporary);
    String query =
        "select hash(i) % 1000003 as x, i as a, i as b, i as c, i as d from range(1200000) t(i)"
            + " order by x, a";
    CompletableFuture<Frame> reading =
        CompletableFuture.supplyAsync(() -> SOURCE.memory(64).read(query));
    boolean wasWritten = false;
    while (!reading.isDone()) {
      wasWritten |= !spills(temporary).equals(before);
    }
    assertEquals(1_200_000, reading.join().rows());
    assertTrue(wasWritten, "nothing was ever sorted in a file");
    assertEquals(before, spills(temporary));
  }

  private static List<Path> spills(Path temporary) throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().startsWith("carousel-duckdb")).toList();
    }
  }

  @Test
  void isFoundByItsIdWithItsOptions() {
    try (PluginDiscovery discovery = PluginDiscovery.onClassPath()) {
      Plugins plugins = Plugins.of(discovery);
      Frame frame =
          plugins
              .create(PluginKind.SOURCE, PluginRef.parse("duckdb:threads=2,memory=256"))
              .read(
                  SourceInput.query(
                      "select current_setting('threads') as t, current_setting('memory_limit') as"
                          + " m"),
                  Wanted.everything())
              .frame();
      assertArrayEquals(new double[] {2}, numbers(frame, "t"));
      assertEquals(List.of("256.0 MiB"), cells(frame, "m"));
    }
  }

  @Test
  void nothingIsWrittenBesideTheQuery() throws IOException {
    SOURCE.read("select 1 as x");
    assertFalse(Files.exists(Path.of(".tmp")));
  }
}
