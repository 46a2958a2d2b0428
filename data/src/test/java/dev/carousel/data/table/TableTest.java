package dev.carousel.data.table;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  @TempDir Path folder;

  @Test
  void numbersAreReadByColumn() throws IOException {
    Table table = table("\uFEFFx, \"y, z\"\r\n1,-2.5e1\r\n +.5 ,\"3.\"\r\n\r\n\r\n");
    assertEquals(List.of("x", "y, z"), table.columns());
    assertEquals(2, table.rows());
    assertArrayEquals(new double[] {1, 0.5}, table.column("x"));
    assertArrayEquals(new double[] {-25, 3}, table.column("y, z"));
  }

  @Test
  void missingFileIsRefused() {
    Path file = folder.resolve("none.csv");
    Refusal.of(() -> Table.read(file), "no such table", file.toString());
  }

  @Test
  @OnSomeMachines
  void unreadableFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));
    Refusal.of(() -> Table.read(file), "cannot be read", "permission");
  }

  @Test
  void folderIsRefused() {
    Refusal.of(() -> Table.read(folder), "a folder, not a table", folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n\n", "\uFEFF"})
  void emptyFileIsRefused(String content) {
    refused(content, "table is empty", "a header and rows");
  }

  @Test
  void headerWithoutRowsIsRefused() {
    refused("a,b\n", "a header but no rows");
  }

  @Test
  void missingHeaderIsRefused() {
    refused("1,2\n3,4\n", "no header", "line 1", "1,2");
  }

  @Test
  void namelessColumnIsRefused() {
    refused("a,,c\n1,2,3\n", "Column 2", "no name", "line 1");
  }

  @Test
  void duplicateHeaderIsRefused() {
    refused("a,b,a\n1,2,3\n", "named 'a'", "line 1", "rename");
  }

  @Test
  void raggedRowIsRefusedWithItsLine() {
    refused(
        "a,b\n1,2\n3\n4,5\n", "wrong number of cells", "2 cells: a, b", "found:    1", "line 3");
    refused("a,b\n1,2\n3,4,5", "wrong number of cells", "found:    3", "line 3");
  }

  @Test
  void blankLineBetweenRowsIsRefused() {
    refused("a,b\n1,2\n\n3,4\n", "blank", "line 3");
    refused("a\n1\n\n3\n", "blank", "line 3");
  }

  @Test
  void missingCellIsRefused() {
    refused("a,b\n1,\n3,2\n", "not a finite number", "column 'b'", "nothing", "line 2");
    refused("a,b\n1,2\n3,\n", "not a finite number", "column 'b'", "nothing", "line 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n/a",
        "NaN",
        "Infinity",
        "-inf",
        "1e999",
        "1d",
        "0x10",
        "1_000",
        "--1",
        ".",
        "e5"
      })
  void cellThatIsNoFiniteNumberIsRefused(String cell) {
    refused(
        "time,load\n0,1\n1," + cell + "\n",
        "not a finite number",
        "column 'load'",
        "'" + cell + "'",
        "line 3");
  }

  @Test
  void otherSeparatorIsRecognised() {
    refused("a;b\n1,5;2,5\n", "separated by ';'", "'a;b'", "line 1", "s/;/,/g");
    refused("\n\na\tb\n1\t2\n", "separated by tabs", "line 3", "s/\\t/,/g");
    refused("a|b\n1|2\n", "separated by '|'");
    refused("a,b\n1,1;2\n2,3\n", "not a finite number", "separate cells by commas");
  }

  @Test
  void decimalCommasAreRefused() {
    refused("a,b\n1,\"2,5\"\n", "'2,5'", "write decimals with a point", "line 2");
  }

  @Test
  void blankLinesBeforeTheHeaderArePassedOver() throws IOException {
    Table table = table("\uFEFF\r\n\r\nx,y\r\n1,2\r\n");
    assertEquals(List.of("x", "y"), table.columns());
    assertEquals(1, table.rows());
    refused("\n\n1,2\n", "no header", "line 3");
  }

  @Test
  void columnsWithoutAnyNumberAreLeftOut() throws IOException {
    Table table = table("date,load,place\n2024-01-01,1,\n2024-01-02,2,Ulm\n2024-01-03,4,Bonn\n");
    assertEquals(List.of("load"), table.columns());
    assertEquals(List.of("date", "place"), table.leftOut());
    assertArrayEquals(new double[] {1, 2, 4}, table.column("load"));
    String data = table.split(TableTargets.of("load"), 0).description();
    assertTrue(data.endsWith("; left out, not numeric: date, place"), data);
    Refusal.of(
        () -> table.split(TableTargets.of("date"), 0),
        "Column 'date' of the table is not numeric",
        "'2024-01-01' in line 2");
  }

  @Test
  void aColumnWithSomeNumbersIsRefusedAtItsFirstOtherCell() {
    refused("a,b\n1,n/a\n2,x\n3,4\n", "not a finite number", "'n/a'", "column 'b'", "line 2");
  }

  @Test
  void aTableWithoutNumbersIsRefused() {
    refused("a,b\nx,y\n", "no numeric column", "'x' in column 'a'", "line 2");
  }

  @Test
  void brokenQuotesAreRefused() {
    refused("a,b\n1,\"2\n3,4\n", "not a table of comma-separated values");
    refused("a,b\n1,\"2\" x\n3,4\n", "not a table of comma-separated values");
  }

  @Test
  void binaryFileIsRefused() {
    refused("a,b\n1,2\0\n", "not UTF-8 text", "NUL byte at offset 7");
  }

  @Test
  void unknownColumnIsRefusedWithTheNearest() throws IOException {
    Table table = table("time,load\n1,2\n3,4\n");
    Refusal error =
        Refusal.of(
            () -> table.split(TableTargets.of("lead"), 0),
            "no column 'lead'",
            "did you mean 'load'?");
    assertEquals(Refusal.Kind.USAGE, error.kind());
  }

  private void refused(String content, String... parts) {
    Refusal.of(content, () -> table(content), parts).says("table.csv");
  }

  private Table table(String content) throws IOException {
    return Table.read(Files.writeString(folder.resolve("table.csv"), content));
  }

  @Test
  void tooManyColumnsAreRefused() {
    String header =
        IntStream.rangeClosed(0, TableReader.MOST_COLUMNS)
            .mapToObj(i -> "c" + i)
            .collect(joining(","));
    refused(header + "\n", "too many columns", "at most 65536", "found:    65537", "line 1");
  }

  @Test
  void anEndlessRowIsRefused() {
    String cells = "1,".repeat(TableReader.LONGEST_ROW / 2);
    String[] parts = {"row of the table is too long", "at most 2097152 characters", "line break"};
    refused(cells + "1\n", parts);
    refused("a,b\n1,\"" + "\n".repeat(TableReader.LONGEST_ROW + 10_000), parts);
    refused("a\n1\n2\n" + cells + cells, "too long", "after 3 rows");
  }

  /** One step back for each character would take the square of their number. */
  @Test
  @Timeout(60)
  void aLongCellIsRefusedInTime() {
    refused("a\n" + "1".repeat(1_000_000) + "x\n", "no numeric column", "'1111", "line 2");
    refused("a\n2\n1." + "1".repeat(1_000_000) + "x\n", "not a finite number");
  }

  @Test
  void whatAFileSaysDoesNotReachTheTerminalAsAnOrder() {
    refused("a\nx\u001B[2J\n", "no numeric column", "'x\\u001B[2J'");
  }
}
