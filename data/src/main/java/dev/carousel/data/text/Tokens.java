package dev.carousel.data.text;

import java.util.Locale;

/** What a text is split into. The pieces of a text, joined, are the text again. */
public enum Tokens {
  /** Unicode code points. */
  CHARS("char", "symbol"),
  /** Bytes, whatever they mean: the text need not be UTF-8, and line ends are kept as they are. */
  BYTES("byte", "byte"),
  /**
   * Words with the space before them, if any: letters and digits, with apostrophes between them.
   * Every other character, with the space before it, is a piece of its own.
   */
  WORDS("word", "word");

  private final String unit;
  private final String noun;

  Tokens(String unit, String noun) {
    this.unit = unit;
    this.noun = noun;
  }

  /** The unit of figures: {@code char}, as in bits per char. */
  public String unit() {
    return unit;
  }

  /** One of them in a sentence: {@code symbol}. */
  String noun() {
    return noun;
  }

  /** As on the command line: {@code chars}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
