package dev.carousel.interop.internal.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message in the wire format of Protocol Buffers that was written by anybody. The bytes are not
 * copied, and nothing is allocated that is not in them. Immutable; thread-safe.
 */
public final class ProtoReader {
  /** Of a key, for the wire type. */
  private static final int TYPE_BITS = 3;

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;
  private static final int MOST_FIELDS = 200_000;
  private static final int MOST_BYTES_OF_VARINT = 10;

  private final ByteBuffer bytes;
  private final long start;
  private final Map<Integer, List<Field>> fields;

  /** Says what is wrong with a message, and where. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String fault, long offset) {
      super(fault + " at byte " + offset, null, false, false);
    }
  }

  /**
   * One value of a field.
   *
   * @param number its bits, if it is a number
   * @param bytes its bytes, if it has a length; else empty
   * @param offset where they begin in the file
   */
  private record Field(int type, long number, ByteBuffer bytes, long offset) {}

  private ProtoReader(ByteBuffer bytes, long start) {
    this.bytes = bytes;
    this.start = start;
    fields = read();
  }

  /**
   * Reads the fields of a message; messages within are read when they are asked for.
   *
   * @throws Malformed if they are not in the wire format
   */
  public static ProtoReader of(ByteBuffer bytes) {
    return new ProtoReader(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), 0);
  }

  private Map<Integer, List<Field>> read() {
    Map<Integer, List<Field>> all = new TreeMap<>();
    ByteBuffer rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    while (rest.hasRemaining()) {
      long at = start + rest.position();
      long key = varint(rest);
      long field = key >>> TYPE_BITS;
      if (field < 1 || field > Integer.MAX_VALUE >>> TYPE_BITS) {
        throw new Malformed("a field of number " + Long.toUnsignedString(field), at);
      }
      if (++count > MOST_FIELDS) {
        throw new Malformed("more than " + MOST_FIELDS + " fields in one message", at);
      }
      all.computeIfAbsent((int) field, number -> new ArrayList<>(1))
          .add(value(rest, (int) (key & 7), at));
    }
    return all;
  }

  private Field value(ByteBuffer rest, int type, long at) {
    return switch (type) {
      case VARINT -> new Field(type, varint(rest), empty(), at);
      case EIGHT_BYTES -> {
        require(rest, Long.BYTES, at);
        yield new Field(type, rest.getLong(), empty(), at);
      }
      case FOUR_BYTES -> {
        require(rest, Integer.BYTES, at);
        yield new Field(type, rest.getInt(), empty(), at);
      }
      case LENGTH_DELIMITED -> {
        long length = varint(rest);
        require(rest, length, at);
        long from = start + rest.position();
        ByteBuffer part = rest.slice(rest.position(), (int) length);
        rest.position(rest.position() + (int) length);
        yield new Field(type, 0, part.order(ByteOrder.LITTLE_ENDIAN), from);
      }
      default -> throw new Malformed("the unknown wire type " + type, at);
    };
  }

  private static ByteBuffer empty() {
    return ByteBuffer.allocate(0);
  }

  private static void require(ByteBuffer rest, long length, long at) {
    if (length < 0 || length > rest.remaining()) {
      throw new Malformed(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + rest.remaining()
              + " are left",
          at);
    }
  }

  private long varint(ByteBuffer rest) {
    long at = start + rest.position();
    long value = 0;
    for (int i = 0; i < MOST_BYTES_OF_VARINT; i++) {
      if (!rest.hasRemaining()) {
        throw new Malformed("a number without an end", at);
      }
      byte next = rest.get();
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new Malformed("a number of more than " + MOST_BYTES_OF_VARINT + " bytes", at);
  }

  private List<Field> all(int field) {
    return fields.getOrDefault(field, Collections.emptyList());
  }

  /** Whether a field is there. */
  public boolean has(int field) {
    return fields.containsKey(field);
  }

  /** A whole number; the last one if there are several, 0 if there is none. */
  public long number(int field) {
    long[] found = numbers(field);
    return found.length == 0 ? 0 : found[found.length - 1];
  }

  /** Whole numbers, one by one or packed. */
  public long[] numbers(int field) {
    List<Field> found = all(field);
    int count = 0;
    for (Field value : found) {
      count += value.type() == LENGTH_DELIMITED ? packed(value).length : 1;
    }
    long[] numbers = new long[count];
    int at = 0;
    for (Field value : found) {
      if (value.type() == LENGTH_DELIMITED) {
        long[] packed = packed(value);
        System.arraycopy(packed, 0, numbers, at, packed.length);
        at += packed.length;
      } else {
        numbers[at++] = value.number();
      }
    }
    return numbers;
  }

  private static long[] packed(Field field) {
    ByteBuffer rest = field.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (rest.remaining() > MOST_FIELDS) {
      throw new Malformed("more than " + MOST_FIELDS + " packed numbers", field.offset());
    }
    long[] found = new long[rest.remaining()];
    int count = 0;
    ProtoReader reader = new ProtoReader(empty(), field.offset());
    while (rest.hasRemaining()) {
      found[count++] = reader.varint(rest);
    }
    return Arrays.copyOf(found, count);
  }

  /** A number of four bytes; 0 if there is none. */
  public float real(int field) {
    List<Field> found = all(field);
    return found.isEmpty() ? 0 : Float.intBitsToFloat((int) found.get(found.size() - 1).number());
  }

  /** Numbers of four bytes, one by one or packed. */
  public List<Float> reals(int field) {
    List<Float> reals = new ArrayList<>();
    for (Field value : all(field)) {
      if (value.type() == LENGTH_DELIMITED) {
        ByteBuffer rest = value.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.remaining() >= Float.BYTES) {
          reals.add(rest.getFloat());
        }
      } else {
        reals.add(Float.intBitsToFloat((int) value.number()));
      }
    }
    return reals;
  }

  /** A string; the last one if there are several, empty if there is none. */
  public String text(int field) {
    List<Field> found = all(field);
    return found.isEmpty() ? "" : text(found.get(found.size() - 1));
  }

  /** All strings of a field. */
  public List<String> texts(int field) {
    return all(field).stream().map(ProtoReader::text).toList();
  }

  private static String text(Field field) {
    return StandardCharsets.UTF_8.decode(sized(field)).toString();
  }

  /** Bytes; the last if there are several, none if there are none. Shared with the file. */
  public ByteBuffer bytes(int field) {
    List<Field> found = all(field);
    return found.isEmpty() ? empty() : sized(found.get(found.size() - 1));
  }

  /** The bytes of all values of a field. */
  public List<ByteBuffer> allBytes(int field) {
    return all(field).stream().map(ProtoReader::sized).toList();
  }

  private static ByteBuffer sized(Field field) {
    if (field.type() != LENGTH_DELIMITED) {
      throw new Malformed("a number where bytes were expected", field.offset());
    }
    return field.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A message; the last if there are several, an empty one if there is none. */
  public ProtoReader message(int field) {
    List<ProtoReader> found = messages(field);
    return found.isEmpty() ? new ProtoReader(empty(), start) : found.get(found.size() - 1);
  }

  /** All messages of a field. */
  public List<ProtoReader> messages(int field) {
    return all(field).stream().map(value -> new ProtoReader(sized(value), value.offset())).toList();
  }
}
