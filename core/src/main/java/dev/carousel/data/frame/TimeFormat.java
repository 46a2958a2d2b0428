package dev.carousel.data.frame;

import dev.carousel.error.CarouselException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How the times of a column are written. A tick is a nanosecond for those with a calendar. */
public enum TimeFormat {
  /** {@code 2026-11-26}. */
  DATE("a date such as 2026-11-26") {
    @Override
    long parse(String cell) {
      return ticks(LocalDate.parse(cell).atStartOfDay());
    }

    @Override
    public String text(long ticks) {
      return local(ticks).toLocalDate().toString();
    }
  },
  /** {@code 2026-11-26T09:30} or {@code 2026-11-26 09:30:15.5}: local, without an offset. */
  DATE_TIME("a date and time such as 2026-11-26T09:30:00") {
    @Override
    long parse(String cell) {
      return ticks(LocalDateTime.parse(withLetter(cell)));
    }

    @Override
    public String text(long ticks) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local(ticks));
    }
  },
  /** {@code 2026-11-26T09:30:00Z} or with an offset such as {@code +01:00}; written in UTC. */
  INSTANT("a time with an offset such as 2026-11-26T09:30:00Z") {
    @Override
    long parse(String cell) {
      OffsetDateTime time = OffsetDateTime.parse(withLetter(cell));
      return ticks(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    @Override
    public String text(long ticks) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local(ticks)) + "Z";
    }
  },
  /** Seconds since 1970-01-01T00:00Z, whole or with up to nine decimals. */
  EPOCH_SECONDS("seconds since 1970, such as 1795685400 or 1795685400.25") {
    @Override
    long parse(String cell) {
      int point = cell.indexOf('.');
      if (point < 0) {
        return Math.multiplyExact(Long.parseLong(cell), SECOND);
      }
      if (!DECIMAL_SECONDS.matcher(cell).matches()) {
        throw new NumberFormatException(cell);
      }
      return new BigDecimal(cell).movePointRight(SECOND_DECIMALS).longValueExact();
    }

    @Override
    public String text(long ticks) {
      return ticks % SECOND == 0
          ? Long.toString(ticks / SECOND)
          : BigDecimal.valueOf(ticks, SECOND_DECIMALS).stripTrailingZeros().toPlainString();
    }
  },
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  EPOCH_MILLIS("milliseconds since 1970, such as 1795685400000") {
    @Override
    long parse(String cell) {
      return Math.multiplyExact(Long.parseLong(cell), MILLISECOND);
    }

    @Override
    public String text(long ticks) {
      return Long.toString(Math.floorDiv(ticks, MILLISECOND));
    }
  },
  /** A number that only orders the rows, such as a step; a tick is 1. */
  NUMBER("a whole number, such as 42") {
    @Override
    long parse(String cell) {
      return Long.parseLong(cell);
    }

    @Override
    public String text(long ticks) {
      return Long.toString(ticks);
    }
  };

  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final int SECOND_DECIMALS = 9;

  /** No exponents, and no more digits than a time has. */
  private static final Pattern DECIMAL_SECONDS = Pattern.compile("-?\\d{1,10}\\.\\d{1,9}");

  /** From here on (the year 2001 in seconds), a whole number is a time and not a count. */
  private static final long FIRST_SECONDS = 1_000_000_000L;

  /** From here on (the year 2001 in milliseconds). */
  private static final long FIRST_MILLIS = 1_000_000_000_000L;

  private final String words;

  TimeFormat(String words) {
    this.words = words;
  }

  /** The format in words, with an example. */
  public String words() {
    return words;
  }

  /** Whether hour, weekday and month are known. */
  public boolean hasCalendar() {
    return this != NUMBER;
  }

  /** Whether a tick is the same moment everywhere, whatever the clocks there show. */
  public boolean isInstant() {
    return this == INSTANT || this == EPOCH_SECONDS || this == EPOCH_MILLIS;
  }

  /** A time as it is written. */
  public abstract String text(long ticks);

  /** Throws if a cell is not written like this. */
  abstract long parse(String cell);

  /**
   * The ticks of a cell.
   *
   * @throws CarouselException if it is not written like this
   */
  public long ticks(String cell) {
    try {
      return parse(cell);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw CarouselException.failure("A cell is not a time like those before it.")
          .expected(words)
          .found(cell)
          .cause(e)
          .build();
    }
  }

  /** The format of a cell; empty if it is not a time. */
  public static Optional<TimeFormat> of(String cell) {
    for (TimeFormat format : new TimeFormat[] {DATE, DATE_TIME, INSTANT}) {
      if (format.accepts(cell)) {
        return Optional.of(format);
      }
    }
    if (!NUMBER.accepts(cell)) {
      boolean isTime =
          EPOCH_SECONDS.accepts(cell) && EPOCH_SECONDS.parse(cell) / SECOND >= FIRST_SECONDS;
      return isTime ? Optional.of(EPOCH_SECONDS) : Optional.empty();
    }
    long number = Long.parseLong(cell);
    return Optional.of(
        number >= FIRST_MILLIS ? EPOCH_MILLIS : number >= FIRST_SECONDS ? EPOCH_SECONDS : NUMBER);
  }

  private boolean accepts(String cell) {
    return find(cell).isPresent();
  }

  /** The ticks of a cell; empty if it is not written like this. */
  public OptionalLong find(String cell) {
    try {
      return OptionalLong.of(parse(cell));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * The date and time of a tick; meaningful only with a {@linkplain #hasCalendar() calendar}. Times
   * with an offset are in UTC.
   */
  public static LocalDateTime local(long ticks) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(ticks, SECOND), (int) Math.floorMod(ticks, SECOND), ZoneOffset.UTC);
  }

  /**
   * The tick of a local date and time, or of one in UTC: nanoseconds.
   *
   * @throws ArithmeticException if it is before the year 1678 or after 2261
   */
  public static long ticks(LocalDateTime time) {
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
  }

  private static String withLetter(String cell) {
    return cell.length() > 10 && cell.charAt(10) == ' '
        ? cell.substring(0, 10) + 'T' + cell.substring(11)
        : cell;
  }
}
