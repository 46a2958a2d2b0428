package dev.carousel.interop.internal.proto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers. A field is its number and wire type in a
 * varint, then its value: a varint (type 0), 8 bytes (1), a length and bytes (2), or 4 bytes (5).
 *
 * <p>Used by one thread.
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a whole number. */
  public ProtoMessage number(int field, long value) {
    varint(key(field, VARINT));
    varint(value);
    return this;
  }

  /** Adds a string. */
  public ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message. */
  public ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  /** Adds bytes. */
  public ProtoMessage bytes(int field, byte[] value) {
    varint(key(field, LENGTH_DELIMITED));
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** Adds a number of 64 bits. */
  public ProtoMessage float64(int field, double value) {
    varint(key(field, EIGHT_BYTES));
    out.writeBytes(little(Double.BYTES).putDouble(value).array());
    return this;
  }

  /** Adds a number of 32 bits. */
  public ProtoMessage float32(int field, float value) {
    varint(key(field, FOUR_BYTES));
    out.writeBytes(little(Float.BYTES).putFloat(value).array());
    return this;
  }

  /** Adds numbers of 64 bits, packed into one field. */
  public ProtoMessage packed(int field, double... values) {
    ByteBuffer packed = little(values.length * Double.BYTES);
    packed.asDoubleBuffer().put(values);
    return bytes(field, packed.array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long key(int field, int wireType) {
    return ((long) field << 3) | wireType;
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** What has been added so far. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
