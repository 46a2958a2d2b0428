package dev.carousel.benchmarks.peers.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers, as far as an ONNX model needs it. A field is
 * its number and wire type in a varint, then a varint (type 0) or a length and bytes (type 2).
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a whole number of at least 0. */
  ProtoMessage number(int field, long value) {
    varint(key(field, VARINT));
    varint(value);
    return this;
  }

  /** Adds a string. */
  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message. */
  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  /** Adds bytes. */
  ProtoMessage bytes(int field, byte[] value) {
    varint(key(field, LENGTH_DELIMITED));
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private static long key(int field, int wireType) {
    return ((long) field << 3) | wireType;
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private void varint(long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** What has been added so far. */
  byte[] toBytes() {
    return out.toByteArray();
  }
}
