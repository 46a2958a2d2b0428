package dev.carousel.data.source.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.FileSum;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir Path folder;

  private final FrameSource labelled = FolderSource.byName().labelFrom(LabelFrom.FOLDER);

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static double[] numbers(FrameReading reading, String column) {
    return ((NumberColumn) reading.frame().column(column)).values();
  }

  private static List<String> cells(FrameReading reading, String column) {
    Column found = reading.frame().column(column);
    return IntStream.range(0, found.rows()).mapToObj(found::text).toList();
  }

  @Test
  void aFileIsAGroupAndItsFolderIsItsLabel() throws IOException {
    write("walk/2.csv", "x,y\n3,c\n");
    write("walk/1.csv", "x,y\n1,a\n2,b\n");
    write("sit/1.tsv", "y\tx\n\t\nd\t4\n");
    write("sit/notes.md", "not data");
    write("sit/.hidden.csv", "z\n1\n");
    write("run/run.json", "{\"carousel.run.format\":1}");
    write("run/report.csv", "z\n1\n");
    FrameReading reading = labelled.read(folder, Wanted.everything());
    assertEquals(List.of("group", "label", "y", "x"), reading.frame().names());
    assertEquals(List.of("sit/1", "sit/1", "walk/1", "walk/1", "walk/2"), cells(reading, "group"));
    assertEquals(List.of("sit", "sit", "walk", "walk", "walk"), cells(reading, "label"));
    assertArrayEquals(new double[] {Double.NaN, 4, 1, 2, 3}, numbers(reading, "x"));
    assertEquals(List.of("", "d", "a", "b", "c"), cells(reading, "y"));
    assertEquals(
        List.of("sit/1.tsv", "walk/1.csv", "walk/2.csv"),
        reading.frame().identity().files().stream().map(FileSum::name).toList());
    assertEquals(
        List.of("3 files", "skipped 2 files: run, sit/notes.md"), reading.notes().subList(1, 3));
  }

  @Test
  void groupsAreTheNamesOfFiles() throws IOException {
    write("b.csv", "x,y\n1,2\n");
    write("a.csv", "x,y\n3,4\n");
    FrameReading reading =
        Frames.read(folder, Wanted.nothing().column("x", As.NUMBERS).column("group", As.TEXT));
    assertEquals(List.of("group", "x"), reading.frame().names());
    assertEquals(List.of("a", "b"), cells(reading, "group"));
    assertArrayEquals(new double[] {3, 1}, numbers(reading, "x"));
  }

  @Test
  void aColumnWithoutCellsInSomeFilesIsOfTheTypeOfTheOthers() throws IOException {
    write("a.csv", "x,d,w\n,,\n");
    write("b.csv", "x,d,w\n1,2026-01-01,u\n");
    FrameReading reading = Frames.read(folder, Wanted.everything());
    assertArrayEquals(new double[] {Double.NaN, 1}, numbers(reading, "x"));
    assertEquals(List.of("", "2026-01-01"), cells(reading, "d"));
    assertEquals(List.of("", "u"), cells(reading, "w"));
  }

  @Test
  void filesThatDoNotFitTogetherAreRefused() throws IOException {
    write("a.csv", "x,y\n1,2\n");
    write("b.csv", "x,z\n1,2\n");
    Refusal.of(
        () -> Frames.read(folder),
        "different columns",
        "expected: x, y, as in",
        "found:    x, z",
        "b.csv");
    write("b.csv", "x,y\n1,two\n");
    Refusal.of(
        () -> Frames.read(folder), "Column 'y'", "numbers, as in a.csv", "found:    text", "b.csv");
    write("b.csv", "x,y\n1\n");
    Refusal.of(() -> Frames.read(folder), "wrong number of cells", "b.csv, line 2");
    write("a.csv", "x,group\n1,2\n");
    Refusal.of(() -> Frames.read(folder), "a column 'group' of their own", "a.csv", "rename");
  }

  @Test
  void compressedFilesAreReadByTheirNamesWithoutTheEnding() throws IOException {
    write("a.csv", "x\n1\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.csv.gz")))) {
      out.write("x\n2\n".getBytes(UTF_8));
    }
    Frame frame = Frames.read(folder);
    assertEquals("a", frame.column("group").text(0));
    assertEquals("b", frame.column("group").text(1));
    assertEquals("2", frame.column("x").text(1));
  }

  @Test
  void foldersWithoutSequencesAreRefused() throws IOException {
    Refusal.of(() -> Frames.read(folder), "contains no sequences", ".csv, .txt", "no files");
    write("a.md", "x");
    Refusal.of(() -> Frames.read(folder), "contains no sequences", "a.md");
    write("b.csv", "x\n1\n");
    Refusal.of(
        () -> labelled.read(folder, Wanted.everything()), "no folder to take its label", "b.csv");
    Refusal.of(
        () -> Frames.read(folder, Wanted.nothing().column("label", As.TEXT)),
        "no column 'label'",
        "one of: group, x");
    write("up/b.csv", "x\n1\n");
    Files.delete(folder.resolve("b.csv"));
    Refusal.of(
        () -> labelled.read(folder, Wanted.nothing().column("lable", As.TEXT)),
        "no column 'lable'",
        "'label'?");
    write("b.csv", "x\n1\n");
    Refusal.of(() -> labelled.read(folder.resolve("none"), Wanted.everything()), "no such folder");
    Refusal.of(
        () -> labelled.read(folder.resolve("b.csv"), Wanted.everything()), "a file, not a folder");
    Refusal.of(
        () ->
            labelled.read(
                SourceInput.of("standard input", InputStream.nullInputStream()),
                Wanted.everything()),
        "a file, not a folder",
        "standard input");
  }

  @Test
  void whatCannotFitIsRefused() throws IOException {
    write("a.csv", "x\n" + "1\n".repeat(10_000));
    write("b.csv", "x\n" + "1\n".repeat(10_000));
    Refusal.of(
        () -> FolderSource.byName().withHeap(400_000).read(folder, Wanted.everything()),
        "does not fit into memory");
  }
}
