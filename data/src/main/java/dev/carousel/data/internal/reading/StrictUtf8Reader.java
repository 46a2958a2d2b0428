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

/**
 * Decodes UTF-8 and refuses, with its byte offset, whatever is not text: a malformed sequence or a
 * NUL byte. A byte-order mark at the start is skipped.
 */
public final class StrictUtf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final int SAMPLE = 64;
  private static final String UTF_16 = "UTF-16";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final Conversion conversion;
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
    this(name, Conversion.of(null), in);
  }

  /** Reads the content of a file from {@code in}, which this reader closes. */
  public StrictUtf8Reader(Path file, InputStream in) {
    this(file.toString(), Conversion.of(file), in);
  }

  private StrictUtf8Reader(String name, Conversion conversion, InputStream in) {
    this.name = name;
    this.conversion = conversion;
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
    String found =
        String.format(
            "byte 0x%02X at offset %d, which is not valid UTF-8 there",
            value, bufferOffset + bytes.position());
    String marked = charsetByMark();
    return marked.isEmpty()
        ? notText(
            found,
            "find out its encoding (file -i "
                + conversion.in()
                + ", which guesses) and convert it; if it is Windows-1252, for example: "
                + conversion.by("iconv -f WINDOWS-1252 -t UTF-8"))
        : notText(found + ": " + marked, converted(marked));
  }

  /**
   * Tells UTF-16 and UTF-32 from other files by their byte-order mark, or by where the NUL bytes
   * near this one are.
   */
  private CarouselException nul(int index) {
    String found = "a NUL byte at offset " + (bufferOffset + index);
    String marked = charsetByMark();
    String charset = marked.isEmpty() ? charsetByNuls(index) : marked;
    return charset.isEmpty()
        ? notText(found + ": binary, not text", "name a text file")
        : notText(
            found + " and in most places like it: " + charset.substring(0, UTF_16.length()),
            converted(charset));
  }

  private String converted(String charset) {
    return "convert it: " + conversion.by("iconv -f " + charset + " -t UTF-8");
  }

  /** The charset whose byte-order mark the first bytes are; empty if none. */
  private String charsetByMark() {
    if (bufferOffset != 0) {
      return "";
    }
    if (startsWith(0xFF, 0xFE, 0, 0) || startsWith(0, 0, 0xFE, 0xFF)) {
      return "UTF-32";
    }
    return startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF) ? UTF_16 : "";
  }

  /**
   * The charset whose NUL bytes lie as they do around this place; empty if none. Of what is mostly
   * ASCII, every second byte is NUL in UTF-16 and hardly any of the others. In UTF-32 the upper two
   * bytes of each four are NUL, or 0 to 16 beyond the first plane.
   */
  private String charsetByNuls(int index) {
    int[] all = new int[4];
    int[] nuls = new int[4];
    for (int i = Math.max(0, index - SAMPLE); i < Math.min(bytes.limit(), index + SAMPLE); i++) {
      int place = (int) ((bufferOffset + i) % 4);
      all[place]++;
      nuls[place] += bytes.get(i) == 0 ? 1 : 0;
    }
    if (isMostly(nuls[3], all[3]) && isMostly(nuls[2], all[2]) && !isMostly(nuls[0], all[0])) {
      return "UTF-32LE";
    }
    if (isMostly(nuls[0], all[0]) && isMostly(nuls[1], all[1]) && !isMostly(nuls[3], all[3])) {
      return "UTF-32BE";
    }
    int even = nuls[0] + nuls[2];
    int odd = nuls[1] + nuls[3];
    if (even * 8 < odd && isMostly(odd, all[1] + all[3])) {
      return "UTF-16LE";
    }
    return odd * 8 < even && isMostly(even, all[0] + all[2]) ? "UTF-16BE" : "";
  }

  private static boolean isMostly(int nuls, int all) {
    return all >= 2 && nuls * 4 >= all * 3;
  }

  private boolean startsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.limit() || (bytes.get(i) & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
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
