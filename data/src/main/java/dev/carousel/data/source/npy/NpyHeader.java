package dev.carousel.data.source.npy;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What precedes the elements of an array in NumPy's format, versions 1 to 3.
 *
 * @param type of the elements
 * @param isFortran whether the first index is the fastest one in the file
 * @param shape one to three sizes, each at least 0
 * @param count of the elements
 * @param bytes of the header
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyHeader(NpyType type, boolean isFortran, int[] shape, int count, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final int MOST_DIMENSIONS = 3;
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 16L;

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,40})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*+)\\)");
  private static final Pattern DIGITS = Pattern.compile("\\d*+");
  private static final Pattern STRUCTURED = Pattern.compile("'descr'\\s*:\\s*\\[");

  /**
   * Reads a header.
   *
   * @param where the file, and the array's name in it
   * @throws CarouselException if it is none, or one of an array that cannot be read
   */
  static NpyHeader read(InputStream in, String where) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
      throw wrong(where, "it does not begin with the bytes of NumPy's format");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw wrong(where, "version " + version + " of NumPy's format, which is not known");
    }
    int sizeBytes = version == 1 ? 2 : 4;
    byte[] size = in.readNBytes(sizeBytes);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << Byte.SIZE | (size[i] & 0xFF);
    }
    if (size.length < sizeBytes || length > LONGEST) {
      throw wrong(where, "a header of " + length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw wrong(where, "it ends within its header");
    }
    int bytes = start.length + sizeBytes + (int) length;
    return of(new String(text, StandardCharsets.UTF_8), bytes, where);
  }

  private static NpyHeader of(String text, int bytes, String where) {
    if (STRUCTURED.matcher(text).find()) {
      throw CarouselException.failure("The array has several fields in each element.")
          .expected("an array of numbers or of text")
          .where(where)
          .mend("save each field as an array of its own: numpy.savez(FILE, x=a['x'], y=a['y'])")
          .build();
    }
    Matcher descr = DESCR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !order.find() || !shape.find()) {
      throw wrong(where, "a header without type, order or shape");
    }
    String type = descr.group(1);
    int[] sizes = shape(shape.group(1), where);
    return new NpyHeader(
        NpyType.of(type).orElseThrow(() -> unreadable(type, where)),
        order.group(1).equals("True"),
        sizes,
        count(sizes, where),
        bytes);
  }

  private static CarouselException wrong(String where, String found) {
    return CarouselException.failure("This is not an array as NumPy saves it.")
        .expected("a file that numpy.save or numpy.savez wrote")
        .found(found)
        .where(where)
        .build();
  }

  private static CarouselException unreadable(String type, String where) {
    boolean isObject = type.contains("O");
    return CarouselException.failure(
            isObject
                ? "The array holds Python objects."
                : "Arrays of the type '" + type + "' are not read.")
        .expected("floats of 16, 32 or 64 bits, whole numbers, true and false, or text")
        .found("the type '" + type + "'" + (isObject ? ", which only Python can read" : ""))
        .where(where)
        .mend(
            "convert it before it is saved: a.astype('float64'), or a.astype('U')"
                + (isObject ? "; pad rows of unequal length with NaN" : ""))
        .build();
  }

  private static int[] shape(String text, String where) {
    List<Integer> sizes = new ArrayList<>();
    for (String size : text.split(",", -1)) {
      String bare = size.strip();
      if (!DIGITS.matcher(bare).matches()) {
        throw wrong(where, "a header with the shape (" + text + ")");
      }
      if (bare.length() > 10 || (!bare.isEmpty() && Long.parseLong(bare) > MOST_ELEMENTS)) {
        throw tooMany(text, where);
      }
      if (!bare.isEmpty()) {
        sizes.add(Integer.parseInt(bare));
      }
    }
    if (sizes.isEmpty() || sizes.size() > MOST_DIMENSIONS) {
      throw CarouselException.failure(
              "The array has " + sizes.size() + " dimensions, which form no table.")
          .expected("[rows], [rows, columns] or [sequences, steps, columns]")
          .found("the shape (" + text + ")")
          .where(where)
          .mend("reshape it before it is saved: a.reshape(len(a), -1)")
          .build();
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int count(int[] sizes, String where) {
    long count = 1;
    for (int size : sizes) {
      count *= size;
      if (count > MOST_ELEMENTS) {
        throw tooMany(Arrays.toString(sizes), where);
      }
    }
    return (int) count;
  }

  private static CarouselException tooMany(String shape, String where) {
    return CarouselException.failure("The array has too many elements.")
        .expected("at most " + MOST_ELEMENTS)
        .found("the shape (" + shape + ")")
        .where(where)
        .build();
  }
}
