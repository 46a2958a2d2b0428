package dev.carousel.cli.reproduce;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Images in the IDX format of MNIST, turned into a file of NumPy: {@code x} of shape [images, rows,
 * columns] and {@code label} of shape [images], both in bytes. The same images give the same bytes.
 */
public final class LabelledImages {
  private static final int BYTES = 0x08;
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0);

  private LabelledImages() {}

  /**
   * An array of IDX: a type, the number of dimensions, their sizes and the elements.
   *
   * @see <a href="https://www.fon.hum.uva.nl/praat/manual/IDX_file_format.html">IDX</a>
   */
  @SuppressWarnings("ArrayRecordComponent") // made and read within this class, never compared
  private record Idx(int[] shape, byte[] elements) {}

  /**
   * Converts compressed files.
   *
   * @throws IOException if they are no bytes in the IDX format, or their sizes do not fit together
   */
  public static void convert(Path images, Path labels, Path npz) throws IOException {
    Idx x = read(images, 3);
    Idx label = read(labels, 1);
    if (x.shape[0] != label.shape[0]) {
      throw new IOException(
          images + " has " + x.shape[0] + " images, and " + labels + " " + label.shape[0]);
    }
    try (OutputStream file = Files.newOutputStream(npz);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      add(zip, "x", x);
      add(zip, "label", label);
    }
  }

  private static Idx read(Path file, int dimensions) throws IOException {
    try (InputStream packed = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new GZIPInputStream(packed))) {
      int magic = in.readInt();
      if (magic != (BYTES << Byte.SIZE | dimensions)) {
        throw new IOException(file + " does not hold bytes in " + dimensions + " dimensions");
      }
      int[] shape = new int[dimensions];
      int size = 1;
      for (int d = 0; d < dimensions; d++) {
        shape[d] = in.readInt();
        size = Math.multiplyExact(size, shape[d]);
      }
      byte[] elements = in.readNBytes(size);
      if (elements.length < size) {
        throw new IOException(file + " ends too early");
      }
      return new Idx(shape, elements);
    }
  }

  private static void add(ZipOutputStream zip, String name, Idx array) throws IOException {
    StringBuilder shape = new StringBuilder();
    for (int size : array.shape) {
      shape.append(size).append(',');
    }
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    int start = 10;
    int padded = (start + header.length() + 1 + 63) / 64 * 64;
    ByteBuffer bytes = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) (padded - start));
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.remaining() > 1) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n');
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(LONG_AGO); // else the bytes would be others each time
    zip.putNextEntry(entry);
    zip.write(bytes.array());
    zip.write(array.elements);
    zip.closeEntry();
  }
}
