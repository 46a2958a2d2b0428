package dev.carousel.cli.console;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.train.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and units as a person reads them. */
public final class Words {
  private static final double LN_2 = Math.log(2);

  private Words() {}

  /** A pattern of {@link String#format}, independent of the locale. */
  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** The unit of predictions: chars, bytes, words, steps or sequences. */
  public static String unit(DataCodec codec, DataShape shape) {
    if (codec instanceof Vocabulary vocabulary) {
      return vocabulary.tokens().toString();
    }
    return shape.moment() == Targets.Moment.END ? "sequences" : "steps";
  }

  /** A number and what it counts: "1 update", "2 updates". */
  public static String count(long number, String word) {
    return format("%,d %s%s", number, word, number == 1 ? "" : "s");
  }

  /** Nats as bits. */
  public static double bits(double nats) {
    return nats / LN_2;
  }

  /** A time in two units. */
  public static String time(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "?";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? format("%d min %02d s", whole / 60, whole % 60)
        : format("%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /** A loss or a norm, in few characters. */
  public static String figure(double value) {
    boolean isPlain = value == 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5);
    return isPlain ? format("%.4g", value) : format("%.2e", value);
  }

  /** When a run ends. */
  public static String limit(Limit limit) {
    List<String> bounds = new ArrayList<>();
    if (limit.updates() > 0) {
      bounds.add(count(limit.updates(), "update"));
    }
    if (limit.epochs() > 0) {
      bounds.add(count(limit.epochs(), "epoch"));
    }
    if (limit.minutes() > 0) {
      bounds.add(format("%s minutes", figure(limit.minutes())));
    }
    return String.join(" or ", bounds);
  }
}
