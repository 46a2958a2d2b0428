package dev.carousel.cli.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatexTest {
  @Test
  void everyCharacterStandsForItself() {
    assertEquals("a\\_b \\& 5\\% \\#1 \\$x\\$ \\{y\\}", Tex.text("a_b & 5% #1 $x$ {y}"));
    assertEquals(
        "\\textbackslash{}input\\{x\\} \\textasciitilde{} \\textasciicircum{}",
        Tex.text("\\input{x} ~ ^"));
    assertEquals("\\textless{}a\\textbar{}b\\textgreater{}", Tex.text("<a|b>"));
    assertEquals("{\\ttfamily\\char34}q{\\ttfamily\\char34}", Tex.text("\"q\""));
    assertEquals("-{}-hook, -{}-{}-", Tex.text("--hook, ---"));
    assertEquals("a\\textbackslash{}nb 循環", Tex.text("a\nb 循環"));
  }

  @Test
  void numbersAreTypeset() {
    assertEquals("0.1235", Tex.number(0.12345678));
    assertEquals("$-0.5000$", Tex.number(-0.5));
    assertEquals("$1.50\\times 10^{-7}$", Tex.number(1.5e-7));
    assertEquals("$-2.00\\times 10^{10}$", Tex.number(-2e10));
    assertEquals("", Tex.number(Double.NaN));
    assertEquals("", Tex.number(Double.POSITIVE_INFINITY));
  }

  @Test
  void aTableHasItsLines() {
    LatexTable table =
        new LatexTable(
            List.of("l", "r"),
            List.of("cell", "mean"),
            List.of(List.of("gru", "1"), List.of("rnn", "2")));
    List<String> lines = table.text().lines().toList();
    assertTrue(lines.get(0).startsWith("% Made by Carousel"), lines.get(0));
    assertEquals(
        List.of(
            "\\begin{tabular}{lr}",
            "\\hline",
            "cell & mean \\\\",
            "\\hline",
            "gru & 1 \\\\",
            "rnn & 2 \\\\",
            "\\hline",
            "\\end{tabular}"),
        lines.subList(1, lines.size()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LatexTable(List.of("l", "r"), List.of("cell", "mean"), List.of(List.of("gru"))));
  }
}
