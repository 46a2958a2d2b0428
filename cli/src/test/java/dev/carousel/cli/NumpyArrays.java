package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A file {@code .npz}, read apart from Carousel's own reader. */
public final class NumpyArrays {
  private static final int MAGIC = 10;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<[fi]8)', 'fortran_order': False, 'shape': \\(([\\d, ]*)\\), } *\n");

  private NumpyArrays() {}

  /**
   * One array.
   *
   * @param type {@code <f8} or {@code <i8}
   * @param elements by rows
   */
  public record Numbers(String type, List<Integer> shape, List<Number> elements) {
    /** Whether its elements are whole numbers. */
    public boolean isWhole() {
      return type.equals("<i8");
    }
  }

  /** All arrays by name. */
  public static Map<String, Numbers> read(Path file) throws IOException {
    Map<String, Numbers> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        String name = entry.getName();
        assertTrue(name.endsWith(".npy"), name);
        arrays.put(name.substring(0, name.length() - 4), array(name, ByteBuffer.wrap(bytes)));
      }
    }
    return arrays;
  }

  private static Numbers array(String name, ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN).position(MAGIC);
    byte[] text = new byte[bytes.getShort(MAGIC - 2)];
    bytes.get(text);
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
    assertTrue(header.matches(), name);
    List<Integer> shape =
        Stream.of(header.group(2).split("[, ]+"))
            .filter(extent -> !extent.isEmpty())
            .map(Integer::valueOf)
            .toList();
    int count = shape.stream().reduce(1, (a, b) -> a * b);
    assertEquals(count * Double.BYTES, bytes.remaining(), name);
    boolean isWhole = header.group(1).equals("<i8");
    List<Number> elements =
        Stream.<Number>generate(() -> isWhole ? (Number) bytes.getLong() : bytes.getDouble())
            .limit(count)
            .toList();
    return new Numbers(header.group(1), shape, elements);
  }
}
