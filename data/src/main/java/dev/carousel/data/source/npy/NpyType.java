package dev.carousel.data.source.npy;

import dev.carousel.error.CarouselException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements.
 *
 * @param kind {@code f} for floating-point numbers, {@code i} and {@code u} for whole ones with and
 *     without a sign, {@code b} for true and false, {@code U} and {@code S} for text
 * @param bytes of an element
 * @param order of its bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {
  private static final Pattern DESCR = Pattern.compile("([<>=|])?([a-zA-Z])(\\d{1,6})?(\\[.*])?");

  /** The longest text of an element, in characters. */
  private static final int LONGEST_TEXT = 1 << 14;

  private static final Views LITTLE = new Views(ByteOrder.LITTLE_ENDIAN);
  private static final Views BIG = new Views(ByteOrder.BIG_ENDIAN);

  /** How bytes of one order are read. */
  private record Views(VarHandle shorts, VarHandle ints, VarHandle longs) {
    Views(ByteOrder order) {
      this(
          MethodHandles.byteArrayViewVarHandle(short[].class, order),
          MethodHandles.byteArrayViewVarHandle(int[].class, order),
          MethodHandles.byteArrayViewVarHandle(long[].class, order));
    }
  }

  /** The type of a description such as {@code <f8}; empty if such arrays are not read. */
  static Optional<NpyType> of(String descr) {
    Matcher parts = DESCR.matcher(descr);
    if (!parts.matches() || parts.group(3) == null || parts.group(4) != null) {
      return Optional.empty();
    }
    char kind = parts.group(2).charAt(0);
    int size = Integer.parseInt(parts.group(3));
    boolean isKnown =
        switch (kind) {
          case 'f' -> size == 2 || size == 4 || size == 8;
          case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
          case 'b' -> size == 1;
          case 'U', 'S' -> size >= 1 && size <= LONGEST_TEXT;
          default -> false;
        };
    ByteOrder order = ">".equals(parts.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return isKnown
        ? Optional.of(new NpyType(kind, kind == 'U' ? size * Integer.BYTES : size, order))
        : Optional.empty();
  }

  boolean isText() {
    return kind == 'U' || kind == 'S';
  }

  private Views views() {
    return order == ByteOrder.BIG_ENDIAN ? BIG : LITTLE;
  }

  /** An element that is no text. */
  double number(byte[] in, int at) {
    return switch (kind) {
      case 'f' -> floating(in, at);
      case 'b' -> in[at] == 0 ? 0 : 1;
      case 'u' -> unsigned(in, at);
      default -> whole(in, at);
    };
  }

  private double floating(byte[] in, int at) {
    return switch (bytes) {
      case 2 -> half((short) views().shorts.get(in, at));
      case 4 -> Float.intBitsToFloat((int) views().ints.get(in, at));
      default -> Double.longBitsToDouble((long) views().longs.get(in, at));
    };
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent, 10 mantissa bits. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1F;
    int mantissa = bits & 0x3FF;
    double size =
        exponent == 0
            ? mantissa * 0x1p-24
            : exponent == 0x1F
                ? (mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb(1024 + mantissa, exponent - 25);
    return bits < 0 ? -size : size;
  }

  private long whole(byte[] in, int at) {
    return switch (bytes) {
      case 1 -> in[at];
      case 2 -> (short) views().shorts.get(in, at);
      case 4 -> (int) views().ints.get(in, at);
      default -> (long) views().longs.get(in, at);
    };
  }

  private double unsigned(byte[] in, int at) {
    long bits = whole(in, at);
    if (bytes < Long.BYTES) {
      return bits & ((1L << (bytes * Byte.SIZE)) - 1);
    }
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /**
   * An element that is text, without the zeros at its end.
   *
   * @throws CarouselException if it holds no characters
   */
  String text(byte[] in, int at, String array) {
    int step = kind == 'U' ? Integer.BYTES : 1;
    StringBuilder text = new StringBuilder();
    int end = at + bytes;
    while (end > at && isZero(in, end - step, step)) {
      end -= step;
    }
    for (int i = at; i < end; i += step) {
      int point = step == 1 ? in[i] : (int) views().ints.get(in, i);
      boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      if (!Character.isValidCodePoint(point) || isSurrogate) {
        throw CarouselException.failure("A text of the array '" + array + "' is no text.")
            .expected(kind == 'U' ? "characters of Unicode" : "characters of ASCII")
            .found(String.format("0x%X", step == 1 ? point & 0xFF : point))
            .mend("decode it first: a = numpy.char.decode(a, 'utf-8')")
            .build();
      }
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private static boolean isZero(byte[] in, int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (in[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
