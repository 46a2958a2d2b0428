package dev.carousel.cli.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What holds for all charts: well-formed, readable, the same each time. */
class ChartsTest {
  static List<Chart> charts() {
    return SampleCharts.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void equalChartsGiveEqualBytes(Chart chart) {
    assertEquals(chart.svg(), chart.svg());
    assertEquals(chart.svg(), SampleCharts.all().get(SampleCharts.all().indexOf(chart)).svg());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void aChartNeedsNothingElseAndSaysWhatItIs(Chart chart) {
    String svg = chart.svg();
    Element root = Drawing.of(svg).root();
    assertEquals("title", root.getChildNodes().item(1).getNodeName());
    assertEquals("A & B <of> \"it\"", root.getChildNodes().item(1).getTextContent());
    assertEquals("desc", root.getChildNodes().item(3).getNodeName());
    assertEquals("img", root.getAttribute("role"));
    assertTrue(Set.of("3.3in", "7in").contains(root.getAttribute("width")));
    assertTrue(root.getAttribute("font-family").endsWith("sans-serif"));
    assertEquals("8", root.getAttribute("font-size"));
    assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
    assertFalse(svg.contains("Infinity"), svg);
    assertTrue(svg.contains("@media (prefers-color-scheme:dark)"));
  }

  /** Every colour in an attribute has a class, by which it is another on a dark page. */
  @ParameterizedTest
  @MethodSource("charts")
  void everyColourIsAnotherOnADarkPage(Chart chart) {
    Drawing drawing = Drawing.of(chart.svg());
    String style = drawing.all("style").get(0).getTextContent();
    for (String attribute : List.of("fill", "stroke")) {
      for (Element element : drawing.all("*")) {
        String colour = element.getAttribute(attribute);
        if (!colour.isEmpty() && !colour.equals("none")) {
          String rule = "." + attribute.charAt(0) + "-";
          String paint =
              Stream.of(element.getAttribute("class").split(" "))
                  .filter(name -> ("." + name).startsWith(rule))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(element.getNodeName()));
          assertTrue(style.contains("." + paint + "{" + attribute + ":#"), paint);
        }
      }
    }
  }

  /** Nothing is cut off at the edges, and no text lies on another. */
  @ParameterizedTest
  @MethodSource("charts")
  void textsLieApartWithinTheSheet(Chart chart) {
    Drawing drawing = Drawing.of(chart.svg());
    List<Drawing.Text> texts = drawing.texts();
    for (Drawing.Text text : texts) {
      assertTrue(text.left() >= -0.1, text::toString);
      assertTrue(text.right() <= drawing.size().x() + 0.1, () -> text + ": " + text.right());
      assertTrue(text.y() >= 6 && text.y() <= drawing.size().y(), text::toString);
    }
    for (int i = 0; i < texts.size(); i++) {
      for (Drawing.Text other : texts.subList(i + 1, texts.size())) {
        Drawing.Text one = texts.get(i);
        boolean isBeside = one.right() <= other.left() || other.right() <= one.left();
        assertTrue(isBeside || Math.abs(one.y() - other.y()) >= 7.9, () -> one + " on " + other);
      }
    }
  }

  @Test
  void namesAreEscapedAndSpeltOut() {
    List<Curve> curves =
        List.of(
            new Curve("a<b>&\"c\"'\u0000\n\u202e\ud800", List.of(Curve.Point.of(0, 1))),
            new Curve("循環 ネット", List.of(Curve.Point.of(0, 1))));
    String svg = new LineChart(SampleCharts.CAPTION, "x", "y", curves).svg();
    Drawing.of(svg).group("a<b>&\"c\"'\\u0000\\n\\u202E\\uD800");
    Drawing.of(svg).group("循環 ネット");
    assertTrue(svg.contains("a&lt;b&gt;&amp;"), svg);
  }

  @Test
  void aSeriesIsToldFromAnotherWithAndWithoutColours() {
    List<Look> looks = IntStream.range(0, Look.DIFFERENT).mapToObj(Look::of).toList();
    Set<List<Object>> plain = new HashSet<>();
    Set<List<Object>> coloured = new HashSet<>();
    looks.forEach(look -> plain.add(List.of(look.dash(), look.marker())));
    looks.forEach(look -> coloured.add(List.of(look.paint(), look.dash())));
    assertEquals(looks.size(), plain.size());
    assertEquals(looks.size(), coloured.size());
    List<String> patterns = Stream.of(Dash.values()).map(Dash::pattern).toList();
    assertEquals(patterns.size(), new HashSet<>(patterns).size());
    for (int i = 1; i < 6; i++) { // few series differ in all of it
      for (int j = 0; j < i; j++) {
        assertNotEquals(looks.get(i).paint(), looks.get(j).paint());
        assertNotEquals(looks.get(i).dash(), looks.get(j).dash());
        assertNotEquals(looks.get(i).marker(), looks.get(j).marker());
      }
    }
  }

  @Test
  void coloursAreToldApartWithEveryKindOfColourVision() {
    for (Vision vision : Vision.values()) {
      for (boolean isDark : new boolean[] {false, true}) {
        List<String> colours = new ArrayList<>();
        Paint.SERIES.forEach(paint -> colours.add(isDark ? paint.dark() : paint.light()));
        double least = vision.leastDifference(colours);
        assertTrue(least >= 15, () -> vision + " " + isDark + ": " + least);
      }
    }
  }
}
