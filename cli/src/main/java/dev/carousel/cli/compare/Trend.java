package dev.carousel.cli.compare;

import java.util.Locale;

/** What became of a quantity. */
enum Trend {
  BETTER,
  WORSE,
  /** The numbers cannot be distinguished: their difference may be chance. */
  SAME,
  /** They differ, and neither is better in itself. */
  DIFFERENT,
  /** They differ, and how much of that is chance is not known. */
  UNTESTED,
  /** One of them is not there. */
  UNKNOWN;

  /** The word as reports use it: {@code better}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
