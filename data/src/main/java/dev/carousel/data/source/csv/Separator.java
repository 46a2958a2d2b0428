package dev.carousel.data.source.csv;

/** What stands between two cells of a row. */
public enum Separator {
  /** Found out from the first rows. */
  AUTO(0, "whatever the first rows show"),
  /** {@code ,} */
  COMMA(',', "commas"),
  /** {@code ;} */
  SEMICOLON(';', "semicolons"),
  /** A tab. */
  TAB('\t', "tabs"),
  /** {@code |} */
  PIPE('|', "'|'");

  private final int character;
  private final String words;

  Separator(int character, String words) {
    this.character = character;
    this.words = words;
  }

  /** The character in ASCII. */
  byte symbol() {
    return (byte) character;
  }

  /** For messages: {@code cells separated by commas}. */
  String words() {
    return words;
  }
}
