package dev.carousel.cli.figures;

import java.util.List;
import java.util.Locale;

/**
 * The colours of charts, on white and on a dark page. Those of series are six of the palette of
 * Okabe and Ito (2008), which readers with any kind of colour vision tell apart; on a dark page
 * they are lighter. Thread-safe.
 */
enum Paint {
  INK("#1d2126", "#e6e4df"),
  MUTED("#5d646d", "#a0a6ad"),
  GRID("#dddbd6", "#343a41"),
  PAPER("#ffffff", "#0d1117"),
  BLUE("#0072b2", "#3686e4"),
  VERMILION("#d55e00", "#e1883e"),
  GREEN("#009e73", "#43cd89"),
  PURPLE("#cc79a7", "#cd83c2"),
  BLACK("#1d2126", "#e6e4df"),
  ORANGE("#e69f00", "#edd214");

  /** The colours of series, in order. */
  static final List<Paint> SERIES = List.of(BLUE, VERMILION, GREEN, PURPLE, BLACK, ORANGE);

  private final String light;
  private final String dark;

  Paint(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour on white. */
  String light() {
    return light;
  }

  /** The colour on a dark page. */
  String dark() {
    return dark;
  }

  /** The class of elements that are filled with it. */
  String filled() {
    return "f-" + name().toLowerCase(Locale.ROOT);
  }

  /** The class of lines of this colour. */
  String stroked() {
    return "s-" + name().toLowerCase(Locale.ROOT);
  }
}
