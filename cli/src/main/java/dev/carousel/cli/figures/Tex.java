package dev.carousel.cli.figures;

import dev.carousel.cli.console.Words;
import dev.carousel.error.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text and numbers as LaTeX has them. */
public final class Tex {
  private static final Pattern SCIENTIFIC = Pattern.compile("(.*)e([+-])0*(\\d+)");

  private Tex() {}

  /** Text in which every character stands for itself. */
  public static String text(String plain) {
    return Printable.of(plain)
        .codePoints()
        .mapToObj(Tex::letter)
        .collect(Collectors.joining())
        .replaceAll("-(?=-)", "-{}");
  }

  private static String letter(int letter) {
    return switch (letter) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '"' -> "{\\ttfamily\\char34}";
      case '{', '}', '$', '&', '#', '_', '%' -> "\\" + Character.toString(letter);
      default -> Character.toString(letter);
    };
  }

  /** A number in few digits; empty if it is not finite. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    String plain = Words.figure(value);
    Matcher parts = SCIENTIFIC.matcher(plain);
    if (parts.matches()) {
      String sign = parts.group(2).equals("-") ? "-" : "";
      return "$" + parts.group(1) + "\\times 10^{" + sign + parts.group(3) + "}$";
    }
    return value < 0 ? "$" + plain + "$" : plain;
  }
}
