package dev.carousel.interop.internal.npz;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.internal.FileBytes;
import dev.carousel.interop.internal.StoredTensor;
import dev.carousel.interop.internal.StridedTensor;
import dev.carousel.interop.internal.zip.StoredZip;
import dev.carousel.interop.internal.zip.StoredZip.Entry;
import dev.carousel.io.DType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arrays of an archive that {@code numpy.savez} wrote, with the names that they were given
 * there. Their numbers are read from the file when they are asked for. Used by one thread.
 */
public final class NpzTensors {
  private static final String ENDING = ".npy";
  private static final String MAGIC = "\u0093NUMPY";
  private static final int LONGEST = 1 << 16;
  private static final int MOST_AXES = 8;

  /** Magic bytes, version, and the length of the header in 2 bytes, or since version 2 in 4. */
  private static final int PREFIX = 10;

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,40})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]{0,200})\\)");
  private static final Pattern EXTENT = Pattern.compile("\\d{1,10}+");

  private static final Map<String, DType> TYPES =
      Map.of(
          "<f4",
          DType.F32,
          "<f8",
          DType.F64,
          "<f2",
          DType.F16,
          "<i8",
          DType.I64,
          "<i4",
          DType.I32,
          "<i2",
          DType.I16,
          "|i1",
          DType.I8,
          "|u1",
          DType.U8,
          "|b1",
          DType.BOOL);

  private final FileBytes file;

  private NpzTensors(FileBytes file) {
    this.file = file;
  }

  /** Whether an archive has arrays of NumPy. */
  public static boolean isNpz(StoredZip zip) {
    return zip.entries().keySet().stream().anyMatch(name -> name.endsWith(ENDING));
  }

  /**
   * The arrays, in the order of the file.
   *
   * @throws CarouselException if one is compressed, damaged, or of a type that is not read
   */
  public static List<ForeignTensor> of(FileBytes file, StoredZip zip) {
    NpzTensors all = new NpzTensors(file);
    return zip.entries().values().stream()
        .filter(entry -> entry.name().endsWith(ENDING))
        .map(
            entry -> {
              ForeignTensor array = all.tensor(entry);
              zip.requireIntact(entry);
              return array;
            })
        .toList();
  }

  private ForeignTensor tensor(Entry entry) {
    String name = entry.name().substring(0, entry.name().length() - ENDING.length());
    require(
        entry.isStored(), name, "as it is, not compressed", "a compressed one", "numpy.savez(..)");
    require(entry.size() >= PREFIX + 2, name, "with a header", entry.size() + " bytes");
    ByteBuffer start = file.at(entry.position(), PREFIX + 2);
    byte[] magic = new byte[MAGIC.length()];
    start.get(magic);
    int version = start.get();
    boolean isFirst = version == 1;
    require(
        MAGIC.equals(new String(magic, StandardCharsets.ISO_8859_1))
            && version >= 1
            && version <= 3,
        name,
        "that begins as NumPy's do",
        "other bytes");
    long length = isFirst ? start.getShort(8) & 0xFFFF : start.getInt(8) & 0xFFFFFFFFL;
    int prefix = isFirst ? PREFIX : PREFIX + 2;
    require(
        length <= LONGEST && length <= entry.size() - prefix,
        name,
        "with a header of at most " + LONGEST + " bytes within it",
        "one of " + length + " bytes");
    byte[] header = file.at(entry.position() + prefix, (int) length).array();
    return tensor(
        name,
        new String(header, StandardCharsets.ISO_8859_1),
        entry.position() + prefix + length,
        entry.size() - prefix - length);
  }

  private ForeignTensor tensor(String name, String header, long position, long bytes) {
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher sizes = SHAPE.matcher(header);
    boolean isWhole = descr.find() && order.find() && sizes.find();
    require(isWhole, name, "whose header has a type, an order and a shape", "another header");
    DType dtype = TYPES.get(descr.group(1));
    if (dtype == null) {
      throw refused(
          name,
          "of numbers, little-endian",
          "the type '" + Printable.of(descr.group(1)) + "'",
          "numpy.savez(.., name=array.astype('float32'))");
    }
    int[] shape = shape(name, sizes.group(1));
    long count = 1;
    for (int extent : shape) {
      count = Math.min(count * extent, 1L << 31);
    }
    require(
        count > 0 && count < 1L << 31 && count * dtype.bytes() == bytes,
        name,
        "whose shape fits its bytes",
        Arrays.toString(shape) + " of '" + descr.group(1) + "' in " + bytes + " bytes");
    if (order.group(1).equals("False") || shape.length < 2) {
      return new StoredTensor(name, dtype, shape, file, position);
    }
    int[] all = {(int) count};
    return new StridedTensor(
        new StoredTensor(name, dtype, all, file, position), shape, strides(shape));
  }

  private int[] shape(String name, String text) {
    List<Integer> shape = new ArrayList<>();
    Matcher extent = EXTENT.matcher(text);
    while (extent.find()) {
      long size = Long.parseLong(extent.group());
      require(size <= Integer.MAX_VALUE, name, "of extents below 2^31", extent.group());
      shape.add((int) size);
    }
    require(
        shape.size() <= MOST_AXES,
        name,
        "of at most " + MOST_AXES + " axes",
        shape.size() + " axes");
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The first index is the fastest one. */
  private static long[] strides(int[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  private void require(boolean holds, String name, String expected, String found) {
    require(holds, name, expected, found, "use another copy, or save it again: numpy.savez(..)");
  }

  private void require(boolean holds, String name, String expected, String found, String mend) {
    if (!holds) {
      throw refused(name, expected, found, mend);
    }
  }

  private CarouselException refused(String name, String expected, String found, String mend) {
    return CarouselException.failure("An array of the archive cannot be read.")
        .expected("an array '" + Printable.of(name, 80) + "' " + expected)
        .found(found)
        .where(file.path())
        .mend(mend)
        .build();
  }
}
