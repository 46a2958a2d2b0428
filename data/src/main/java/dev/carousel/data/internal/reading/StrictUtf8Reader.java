package dev.carousel.data.internal.reading;

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
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 and refuses, with its byte offset, whatever is not text: a malformed sequence or a
 * NUL byte. A byte-order mark at the start is skipped.
 */
public final class StrictUtf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Utf8Faults faults;
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
  public StrictUtf8Reader(String name, InputStream in) {
    this(name, null, in);
  }

  /** Reads the content of a file from {@code in}, which this reader closes. */
  public StrictUtf8Reader(Path file, InputStream in) {
    this(file.toString(), file, in);
  }

  private StrictUtf8Reader(String name, @Nullable Path file, InputStream in) {
    this.faults = new Utf8Faults(name, file);
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
        throw faults.nul(i, buffered());
      }
    }
  }

  private CarouselException malformed() {
    int at = bytes.position();
    return faults.malformed(bufferOffset + at, bytes.get(at) & 0xFF, buffered());
  }

  private Utf8Faults.Bytes buffered() {
    return new Utf8Faults.Bytes(bytes.array(), 0, bytes.limit(), bufferOffset);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
