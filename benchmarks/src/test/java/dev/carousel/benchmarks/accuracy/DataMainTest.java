package dev.carousel.benchmarks.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.reproduce.LabelledImages;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.source.Frames;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataMainTest {
  @TempDir private Path work = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(String... arguments) throws IOException {
    return DataMain.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePanelsFloorIsTheErrorOfItsNoise() throws IOException {
    Path file = work.resolve("panel.csv");
    assertEquals(0, run("panel", file.toString()));
    assertEquals("floor mae 56.1559 mape 4.4870\n", told().replace("\r", ""));
    Frame frame = Frames.read(file);
    assertEquals(List.of("shop", "kind", "day", "promoted", "sales"), frame.names());
    assertEquals(Panel.rows().size(), frame.rows());
    // Where the day before is there, the best forecast misses by the noise alone: the mean absolute
    // value of a normal variable is sqrt(2 / pi) of its standard deviation.
    List<Panel.Row> rows = Panel.rows();
    double sum = 0;
    int count = 0;
    for (int i = 1; i < rows.size(); i++) {
      Panel.Row row = rows.get(i);
      if (row.shop().equals(rows.get(i - 1).shop())
          && row.day().equals(rows.get(i - 1).day().plusDays(1))) {
        double level = level(rows, row.shop());
        sum += Math.abs(row.sales() - row.best()) / level;
        count++;
      }
    }
    assertEquals(Math.sqrt(2 / Math.PI) * Panel.NOISE, sum / count, 0.001);
  }

  private String shop = "";
  private double level;

  /** The mean sales of a shop, which are its level but for seasons and promotions: within 15 %. */
  private double level(List<Panel.Row> rows, String name) {
    if (!name.equals(shop)) {
      shop = name;
      level =
          rows.stream()
              .filter(row -> row.shop().equals(name))
              .mapToDouble(Panel.Row::sales)
              .average()
              .orElseThrow();
    }
    return level;
  }

  @Test
  void processesHaveTheSameMeanAndVariance() throws IOException {
    Path file = work.resolve("processes.csv");
    assertEquals(0, run("processes", file.toString()));
    assertEquals("best accuracy 1.0000\n", told().replace("\r", ""));
    List<Processes.Sequence> all = Processes.sequences();
    assertEquals(
        all.stream().mapToInt(each -> each.values().length).sum(), Frames.read(file).rows());
    for (int process = 0; process < Processes.count(); process++) {
      int chosen = process;
      double[] values =
          all.stream()
              .filter(each -> each.process() == chosen)
              .flatMapToDouble(each -> java.util.Arrays.stream(each.values()))
              .toArray();
      double square = 0;
      for (double value : values) {
        square += value * value / values.length;
      }
      assertEquals(1, square, 0.08, "process " + process);
    }
  }

  private Path idx(String name, int[] shape, int elements) throws IOException {
    Path file = work.resolve(name);
    try (DataOutputStream bytes =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      bytes.writeInt(0x08 << 8 | shape.length);
      for (int size : shape) {
        bytes.writeInt(size);
      }
      for (int i = 0; i < elements; i++) {
        bytes.write(250 + i);
      }
    }
    return file;
  }

  @Test
  void imagesBecomeSequencesOfRows() throws IOException {
    String images = idx("images.gz", new int[] {2, 3, 2}, 12).toString();
    String labels = idx("labels.gz", new int[] {2}, 2).toString();
    Path file = work.resolve("images.npz");
    assertEquals(0, run("images", images, labels, file.toString()));
    Frame frame = Frames.read(file);
    assertEquals(6, frame.rows());
    assertEquals(List.of(250.0, 252.0, 254.0, 0.0, 2.0, 4.0), values(frame, "x_0"));
    assertEquals(List.of(251.0, 253.0, 255.0, 1.0, 3.0, 5.0), values(frame, "x_1"));
    assertEquals(List.of(250.0, 250.0, 250.0, 251.0, 251.0, 251.0), values(frame, "label"));
    assertEquals(List.of(0.0, 0.0, 0.0, 1.0, 1.0, 1.0), values(frame, "group"));
  }

  private static List<Double> values(Frame frame, String name) {
    Column column = frame.column(name);
    return java.util.Arrays.stream(((NumberColumn) column).values()).boxed().toList();
  }

  @Test
  void whatCannotBeConvertedIsRefused() throws IOException {
    Path images = idx("images.gz", new int[] {2, 3, 2}, 12);
    Path more = idx("more.gz", new int[] {3}, 3);
    Path few = idx("few.gz", new int[] {2}, 1);
    Path npz = work.resolve("images.npz");
    fails("2 images, and", images, more, npz);
    fails("ends too early", images, few, npz);
    fails("bytes in 3 dimensions", more, more, npz);
    assertEquals(2, run("images", "a"));
    assertTrue(told().startsWith("expected: panel FILE"), told());
  }

  private static void fails(String why, Path images, Path labels, Path npz) {
    IOException fault =
        assertThrows(IOException.class, () -> LabelledImages.convert(images, labels, npz));
    assertTrue(String.valueOf(fault.getMessage()).contains(why), fault::getMessage);
  }
}
