package dev.carousel.data.internal.reading;

import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Errors about bytes that are not text in UTF-8, each with its offset and what to do. */
final class Utf8Faults {
  private static final int SAMPLE = 64;
  private static final String UTF_16 = "UTF-16";

  private final String name;
  private final Conversion conversion;

  /**
   * @param name for errors
   * @param file null for a stream
   */
  Utf8Faults(String name, @Nullable Path file) {
    this.name = name;
    this.conversion = Conversion.of(file);
  }

  /**
   * Bytes that were read.
   *
   * @param offset of the first of them in the file
   * @param length how many of the array are valid
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a buffer, for one call
  record Bytes(byte[] array, int from, int length, long offset) {
    int at(int index) {
      return array[from + index] & 0xFF;
    }
  }

  /**
   * A byte that cannot be there.
   *
   * @param offset of the malformed sequence in the file
   * @param value of its first byte
   * @param bytes around it, for what they look like
   */
  CarouselException malformed(long offset, int value, Bytes bytes) {
    String found =
        String.format("byte 0x%02X at offset %d, which is not valid UTF-8 there", value, offset);
    String marked = charsetByMark(bytes);
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
   *
   * @param index of the NUL byte
   */
  CarouselException nul(int index, Bytes bytes) {
    String found = "a NUL byte at offset " + (bytes.offset() + index);
    String marked = charsetByMark(bytes);
    String charset = marked.isEmpty() ? charsetByNuls(index, bytes) : marked;
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
  private static String charsetByMark(Bytes bytes) {
    if (bytes.offset() != 0) {
      return "";
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return "UTF-32";
    }
    return startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF) ? UTF_16 : "";
  }

  /**
   * The charset whose NUL bytes lie as they do around this place; empty if none. Of what is mostly
   * ASCII, every second byte is NUL in UTF-16 and hardly any of the others. In UTF-32 the upper two
   * bytes of each four are NUL, or 0 to 16 beyond the first plane.
   */
  private static String charsetByNuls(int index, Bytes bytes) {
    int[] all = new int[4];
    int[] nuls = new int[4];
    for (int i = Math.max(0, index - SAMPLE); i < Math.min(bytes.length(), index + SAMPLE); i++) {
      int place = (int) ((bytes.offset() + i) % 4);
      all[place]++;
      nuls[place] += bytes.at(i) == 0 ? 1 : 0;
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

  private static boolean startsWith(Bytes bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length() || bytes.at(i) != mark[i]) {
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
}
