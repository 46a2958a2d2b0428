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
  private static final int SAMPLE = 64;
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
        throw nul(i);
      }
    }
  }

  private CarouselException malformed() {
    int value = bytes.get(bytes.position()) & 0xFF;
    return notText(
        String.format(
            "byte 0x%02X at offset %d, which is not valid UTF-8 there",
            value, bufferOffset + bytes.position()),
        "if it is in Windows-1252 or Latin-1, convert it: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT");
  }

  /** Every second byte of what is mostly ASCII is NUL in UTF-16, and hardly any of other files. */
  private CarouselException nul(int index) {
    int pairs = 0;
    int nuls = 0;
    for (int i = index; i < Math.min(bytes.limit(), index + SAMPLE); i += 2) {
      pairs++;
      nuls += bytes.get(i) == 0 ? 1 : 0;
    }
    String found = "a NUL byte at offset " + (bufferOffset + index);
    if (pairs < 2 || nuls * 4 < pairs * 3) {
      return notText(found + ": binary, not text", "name a text file");
    }
    boolean hasMark = bufferOffset == 0 && index >= 2 && (bytes.get(0) & 0xFF) >= 0xFE;
    String order = hasMark ? "" : (bufferOffset + index) % 2 == 0 ? "BE" : "LE";
    return notText(
        found + " and in most places like it: UTF-16",
        "convert it: iconv -f UTF-16" + order + " -t UTF-8 IN > OUT");
  }

  private CarouselException notText(String found, String mend) {
    return CarouselException.failure("This is not UTF-8 text.")
        .expected("text in UTF-8")
        .found(found)
        .where(name)
        .mend(mend)
        .build();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
