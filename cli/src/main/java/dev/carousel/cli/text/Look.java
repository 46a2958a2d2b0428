package dev.carousel.cli.text;

import dev.carousel.cli.console.Terminal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * The capabilities of the output. Colour is never the only carrier of a meaning.
 *
 * @param width in columns
 * @param colour whether escape sequences may be used
 * @param unicode whether block characters may be used
 */
public record Look(int width, boolean colour, boolean unicode) {
  /** The default width, which is also the minimum. */
  private static final int WIDTH = 80;

  private static final String RESET = "\u001B[0m";

  /** Colours of the terminal's palette that are visible on light and dark backgrounds. */
  public enum Colour {
    RED(31),
    GREEN(32),
    MAGENTA(35),
    CYAN(36);

    private final int code;

    Colour(int code) {
      this.code = code;
    }
  }

  /** Eighty columns of plain ASCII. */
  public static Look plain() {
    return new Look(WIDTH, false, false);
  }

  /**
   * What the terminal of this process can show: its width; colour where that is wanted and nothing
   * is redirected; block characters if the locale's charset is UTF-8.
   */
  public static Look of(Terminal terminal) {
    boolean colour = terminal.colour() && Ansi.AUTO.enabled();
    return new Look(Math.max(WIDTH, terminal.columns()), colour, isUtf8());
  }

  /** Whether the charset of the locale is UTF-8, whatever the JVM's charset for files. */
  private static boolean isUtf8() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return name != null
        && Charset.isSupported(name)
        && Charset.forName(name).equals(StandardCharsets.UTF_8);
  }

  /** Emphasised, where there is colour. */
  public String bold(String text) {
    return escaped(1, text);
  }

  /** Coloured, where there is colour. */
  public String paint(Colour colour, String text) {
    return escaped(colour.code, text);
  }

  private String escaped(int code, String text) {
    return colour ? "\u001B[" + code + "m" + text + RESET : text;
  }
}
