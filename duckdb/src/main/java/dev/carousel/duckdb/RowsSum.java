package dev.carousel.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.FileSum;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The checksum of an answer: of each column its name, type, and cells in order. A number is its 8
 * bytes, a time its ticks, a word its code; the words follow.
 */
final class RowsSum {
  private final MessageDigest digest = FileSum.newDigest();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
  private long bytes;

  private RowsSum() {}

  /** The identity of these columns. */
  static DataIdentity of(List<Column> columns) {
    RowsSum sum = new RowsSum();
    columns.forEach(sum::add);
    sum.flush();
    String sha256 = HexFormat.of().formatHex(sum.digest.digest());
    return DataIdentity.of(List.of(new FileSum("query", sum.bytes, sha256)));
  }

  private void add(Column column) {
    text(column.name());
    text(column.type());
    if (column instanceof NumberColumn numbers) {
      for (double value : numbers.values()) {
        number(Double.doubleToLongBits(value));
      }
    } else if (column instanceof TimeColumn times) {
      text(times.format().name());
      for (long tick : times.ticks()) {
        number(tick);
      }
    } else if (column instanceof TextColumn texts) {
      for (int code : texts.codes()) {
        number(code);
      }
      texts.words().forEach(this::text);
    }
  }

  private void text(String text) {
    byte[] all = text.getBytes(UTF_8);
    number(all.length);
    flush();
    digest.update(all);
    bytes += all.length;
  }

  private void number(long value) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(value);
  }

  private void flush() {
    bytes += buffer.position();
    digest.update(buffer.flip());
    buffer.clear();
  }
}
