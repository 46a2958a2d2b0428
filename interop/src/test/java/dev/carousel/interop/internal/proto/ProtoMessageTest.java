package dev.carousel.interop.internal.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of the encoding's own documentation. */
class ProtoMessageTest {
  @Test
  void numberIsAVarint() {
    assertEquals("089601", hex(new ProtoMessage().number(1, 150)));
    assertEquals("0800", hex(new ProtoMessage().number(1, 0)));
  }

  @Test
  void negativeNumberTakesTenBytes() {
    assertEquals("08ffffffffffffffffff01", hex(new ProtoMessage().number(1, -1)));
  }

  @Test
  void textHasItsLengthBefore() {
    assertEquals("120774657374696e67", hex(new ProtoMessage().text(2, "testing")));
  }

  @Test
  void messageIsNested() {
    ProtoMessage inner = new ProtoMessage().number(1, 150);
    assertEquals("1a03089601", hex(new ProtoMessage().message(3, inner)));
  }

  @Test
  void highFieldNumberTakesTwoBytes() {
    assertEquals("a00102", hex(new ProtoMessage().number(20, 2)));
  }

  @Test
  void realHasItsLowestByteFirst() {
    assertEquals("150000803f", hex(new ProtoMessage().float32(2, 1)));
  }

  private static String hex(ProtoMessage message) {
    return HexFormat.of().formatHex(message.toBytes());
  }
}
