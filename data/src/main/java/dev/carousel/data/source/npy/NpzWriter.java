package dev.carousel.data.source.npy;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays under their names, as {@code numpy.savez} does: a file {@code .npz}, whose arrays
 * are not compressed. The same arrays give the same bytes.
 *
 * <pre>{@code
 * try (NpzWriter writer = new NpzWriter(Files.newOutputStream(path))) {
 *   writer.numbers("load", loads);
 *   writer.words("meter", meters.length, i -> meters[i]);
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class NpzWriter implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final Set<String> names = new HashSet<>();

  /**
   * @param out is closed with this
   */
  public NpzWriter(OutputStream out) {
    zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Puts an element into a buffer. */
  @FunctionalInterface
  private interface Elements {
    void put(ByteBuffer into, int index);
  }

  /**
   * Numbers, as {@code <f8}.
   *
   * @throws IOException if they cannot be written
   * @throws CarouselException if there is an array of that name already
   */
  public void numbers(String name, double... values) throws IOException {
    write(name, "<f8", Double.BYTES, values.length, (into, i) -> into.putDouble(values[i]));
  }

  /** A tensor, as {@code <f4} or {@code <f8} of its shape; otherwise as {@link #numbers}. */
  public void tensor(String name, Tensor tensor) throws IOException {
    boolean isSingle = tensor.precision() == Precision.FLOAT32;
    String extents =
        Arrays.stream(tensor.shape()).mapToObj(i -> i + ",").collect(Collectors.joining(" "));
    write(
        name,
        isSingle ? "<f4" : "<f8",
        extents,
        isSingle ? Float.BYTES : Double.BYTES,
        tensor.size(),
        isSingle
            ? (into, i) -> into.putFloat((float) tensor.get(i))
            : (into, i) -> into.putDouble(tensor.get(i)));
  }

  /** Whole numbers, as {@code <i8}; otherwise as {@link #numbers}. */
  public void wholes(String name, long... values) throws IOException {
    write(name, "<i8", Long.BYTES, values.length, (into, i) -> into.putLong(values[i]));
  }

  /** One whole number, as {@code <i8} without extents; otherwise as {@link #numbers}. */
  public void whole(String name, long value) throws IOException {
    write(name, "<i8", "", Long.BYTES, 1, (into, i) -> into.putLong(value));
  }

  /**
   * Words, as {@code <U} of the length of the longest, in code points; otherwise as {@link
   * #numbers}. NUL characters at the end of a word are lost, as NumPy fills shorter ones with them.
   *
   * @param count of words
   */
  public void words(String name, int count, IntFunction<String> word) throws IOException {
    int longest = 1;
    for (int i = 0; i < count; i++) {
      String each = word.apply(i);
      longest = Math.max(longest, each.codePointCount(0, each.length()));
    }
    int width = longest;
    write(
        name,
        "<U" + width,
        width * Integer.BYTES,
        count,
        (into, i) -> {
          int end = into.position() + width * Integer.BYTES;
          word.apply(i).codePoints().forEach(into::putInt);
          while (into.position() < end) {
            into.putInt(0);
          }
        });
  }

  private void write(String name, String type, int size, int count, Elements elements)
      throws IOException {
    write(name, type, count + ",", size, count, elements);
  }

  /**
   * @param extents as Python writes those of a tuple
   */
  private void write(
      String name, String type, String extents, int size, int count, Elements elements)
      throws IOException {
    if (!names.add(name)) {
      throw CarouselException.usage("Two arrays have the same name.").found(name).build();
    }
    byte[] header = header(type, extents);
    CheckedOutputStream check =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    write(check, header, size, count, elements);
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(TIME);
    entry.setSize(header.length + (long) size * count);
    entry.setCompressedSize(entry.getSize());
    entry.setCrc(check.getChecksum().getValue());
    zip.putNextEntry(entry);
    write(zip, header, size, count, elements);
    zip.closeEntry();
  }

  private static void write(OutputStream out, byte[] header, int size, int count, Elements elements)
      throws IOException {
    out.write(header);
    int most = Math.max(1, (1 << 16) / size);
    ByteBuffer buffer = ByteBuffer.allocate(most * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      elements.put(buffer, i);
      if (!buffer.hasRemaining() || i == count - 1) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }

  /** Version 1.0 of the format: a magic word, and a description filled up with spaces. */
  private static byte[] header(String type, String extents) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
    int fixed = 10;
    int length = fixed + text.length() + 1;
    int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    ByteBuffer header =
        ByteBuffer.allocate(length + padding).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    header.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    header.putShort((short) (length + padding - fixed));
    header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    zip.close();
  }
}
