package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and refuses, with its byte offset, whatever is not text: a malformed sequence or a
 * NUL byte. A byte-order mark at the start is skipped.
 */
final class StrictUtf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private long bufferOffset;
  private boolean started;
  private boolean ended;

  /** Reads {@code in}, which this reader closes; {@code name} is for errors. */
  StrictUtf8Reader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (ended && !bytes.hasRemaining()) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  private void decode() throws IOException {
    if (!ended) {
      fill();
    }
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isError()) {
      throw malformed();
    }
    chars.flip();
    if (!started && chars.hasRemaining()) {
      started = true;
      if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
        chars.get();
      }
    }
  }

  private void fill() throws IOException {
    bufferOffset += bytes.position();
    bytes.compact();
    int start = bytes.position();
    int count = in.read(bytes.array(), start, bytes.remaining());
    ended = count < 0;
    bytes.position(start + Math.max(count, 0)).flip();
    for (int i = start; i < bytes.limit(); i++) {
      if (bytes.get(i) == 0) {
        throw notText("a NUL byte at offset " + (bufferOffset + i) + ": binary, or UTF-16");
      }
    }
  }

  private CarouselException malformed() {
    int value = bytes.get(bytes.position()) & 0xFF;
    return notText(
        String.format(
            "byte 0x%02X at offset %d, which is not valid UTF-8 there",
            value, bufferOffset + bytes.position()));
  }

  private CarouselException notText(String found) {
    return CarouselException.failure("This is not UTF-8 text.")
        .expected("text in UTF-8")
        .found(found)
        .where(name)
        .mend("convert it, as in: iconv -f ISO-8859-1 -t UTF-8 IN > OUT")
        .build();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
