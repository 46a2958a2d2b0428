package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page that is open in a browser, by its figures: what their charts draw, and what their tables
 * list. A panel is the place of a chart in its figure, from 0.
 */
final class FigurePage {
  private static final double TOLERANCE = 1e-6; // a page has its numbers with seven digits
  private static final int MOST_DECADES = 10;

  private final Chromium chromium;

  FigurePage(Chromium chromium) {
    this.chromium = chromium;
  }

  /** Opens all tables of the page. */
  void openTables() {
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    chromium.await("tables are made", () -> chromium.all("details:not(:has(table))").isEmpty());
  }

  /** Closes the tables again, which stay in the page: long tables take long to lay out. */
  void closeTables() {
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = false)");
  }

  private JsonNode ask(String script, Object... arguments) {
    Object answer = chromium.ask("return JSON.stringify((() => {" + script + "})())", arguments);
    try {
      return Nodes.JSON.readTree(String.valueOf(answer));
    } catch (JsonProcessingException e) {
      throw new AssertionError(script, e);
    }
  }

  private JsonNode askChart(String script, String figure, Object... more) {
    Object[] arguments = Stream.concat(Stream.of(figure), Stream.of(more)).toArray();
    return ask(
        "const option = echarts.getInstanceByDom("
            + "document.querySelectorAll('#' + arguments[0] + ' .chart')[arguments[1]])"
            + ".getOption();"
            + script,
        arguments);
  }

  /** What a chart draws: its axes, the series that have data, and its marks. */
  JsonNode chart(String figure, int panel) {
    return askChart(
        """
        const axis = ({name, data, min, max, inverse, axisLabel}) => ({name, data, min, max, inverse,
          ticks: axisLabel.formatter ? [-4, 0.25].map(axisLabel.formatter) : []});
        const name = (s) => s.name && !s.name.startsWith("series") ? s.name : "";
        const marks = (s) => (s.markLine?.data ?? []).map((m) => ({
          x: m.xAxis, y: m.yAxis, text: m.label.show ? m.label.formatter : ""}));
        return {
          x: axis(option.xAxis[0]),
          y: axis(option.yAxis[0]),
          colours: [option.visualMap?.[0]?.min, option.visualMap?.[0]?.max],
          series: option.series.filter((s) => !s.markLine)
            .map((s) => ({type: s.type, name: name(s), data: s.data, joined: s.connectNulls})),
          marks: option.series.flatMap(marks)};
        """,
        figure,
        panel);
  }

  /** The shapes that a series draws by itself, with 1000 pixels for one on both axes. */
  JsonNode shapes(String figure, int panel, int series) {
    return askChart(
        """
        const {data, renderItem} = option.series[arguments[2]];
        return data.map((d) => renderItem({},
          {coord: (p) => p.map((v) => 1000 * v), value: (i) => d[i]}).shape);
        """,
        figure,
        panel,
        series);
  }

  /** What the pointer is told: the head, then names and values in turn. */
  List<String> tip(String figure, int panel, int series, int index) {
    JsonNode texts =
        askChart(
            """
            const at = option.series.map((s, i) => ({
              seriesIndex: i, dataIndex: arguments[3], value: s.data?.[arguments[3]]}));
            const {trigger, formatter} = option.tooltip[0];
            const tip = formatter(trigger === "axis" ? at.filter((p) => p.value) : at[arguments[2]]);
            return [...tip.querySelectorAll(".tip-head, span, b")].map((e) => e.textContent);
            """,
            figure,
            panel,
            series,
            index);
    return texts(texts);
  }

  /** All tables of a figure. */
  List<Listed> tables(String figure) {
    JsonNode tables =
        ask(
            """
            const texts = (row) => [...row.children].map((cell) => cell.textContent);
            return [...document.querySelectorAll("#" + arguments[0] + " > details table")]
              .map((t) => [t.caption.textContent, texts(t.tHead.rows[0]),
                [...t.tBodies[0].rows].map(texts)]);
            """,
            figure);
    return Named.each(tables)
        .map(
            t ->
                new Listed(
                    t.get(0).textValue(),
                    texts(t.get(1)),
                    Named.each(t.get(2)).map(FigurePage::texts).toList()))
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    return Named.each(list).map(JsonNode::textValue).toList();
  }

  /** The texts of all elements, shown or not, with a single space for each gap. */
  List<String> texts(String css) {
    return texts(
        ask(
            "return [...document.querySelectorAll(arguments[0])]"
                + ".map((e) => e.textContent.replace(/\\s+/g, ' ').trim())",
            css));
  }

  /** All elements of the report but what charts draw, with their looks, labels and own texts. */
  List<String> skeleton() {
    return texts(
        ask(
            """
            const own = (e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE)
              .map((n) => n.data).join("");
            return [...document.querySelectorAll("#report *, #contents *")]
              .filter((e) => !e.closest(".chart > *, svg > *"))
              .map((e) => [e.tagName, e.id, e.getAttribute("class"), e.getAttribute("aria-label"),
                e.style.height, e.style.stroke, own(e)].join(" "));
            """));
  }

  String text(String css) {
    return texts(css).get(0);
  }

  String attribute(String css, String name) {
    return String.valueOf(chromium.find(css).getAttribute(name));
  }

  /** The titles of a figure's panels, in their order. */
  List<String> panels(String figure) {
    return texts("#" + figure + " .panel > h4");
  }

  void assertTables(String figure, List<Listed> expected) {
    List<Listed> found = tables(figure);
    assertEquals(captions(expected), captions(found), figure);
    for (int i = 0; i < expected.size(); i++) {
      String where = figure + ": " + expected.get(i).caption();
      assertEquals(expected.get(i).head(), found.get(i).head(), where);
      assertEquals(expected.get(i).rows(), found.get(i).rows(), where);
    }
  }

  private static List<String> captions(List<Listed> tables) {
    return tables.stream().map(Listed::caption).toList();
  }

  /** What the axes are called, and in which direction they go. */
  void assertAxes(String figure, int panel, String x, String y) {
    JsonNode chart = chart(figure, panel);
    assertEquals(
        List.of(x, y), List.of(chart.at("/x/name").asText(), chart.at("/y/name").asText()));
    assertTrue(chart.at("/x/inverse").isMissingNode() || !chart.at("/x/inverse").asBoolean());
    assertTrue(chart.at("/y/inverse").isMissingNode() || !chart.at("/y/inverse").asBoolean());
  }

  /** Lines and no others, and what the pointer is told in the midst of them. */
  void assertLines(String figure, int panel, boolean isLog, List<Line> expected) {
    assertLines(figure, panel, isLog, expected, y -> Written.number(y, 3));
    assertTick(chart(figure, panel).get("y"), isLog);
  }

  /** How an axis writes a number: as a power of ten if it has their exponents. */
  private static void assertTick(JsonNode axis, boolean isLog) {
    assertEquals(isLog ? "10⁻⁴" : "0.25", axis.at("/ticks/" + (isLog ? 0 : 1)).asText());
  }

  void assertLines(
      String figure,
      int panel,
      boolean isLog,
      List<Line> expected,
      DoubleFunction<String> written) {
    JsonNode chart = chart(figure, panel);
    List<JsonNode> found = series(chart, s -> s.get("type").asText().equals("line"));
    assertEquals(
        expected.stream().map(Line::name).toList(),
        found.stream().map(s -> s.get("name").textValue()).toList(),
        figure);
    for (int i = 0; i < expected.size(); i++) {
      Line line = expected.get(i);
      assertFalse(found.get(i).get("joined").asBoolean(), figure + ": gaps stay open");
      assertPoints(figure + ": " + line.name(), isLog, line.points(), found.get(i).get("data"));
      line.points().forEach(p -> assertInside(figure, chart, isLog, p));
    }
    assertTip(figure, panel, expected, written);
  }

  private void assertTip(
      String figure, int panel, List<Line> lines, DoubleFunction<String> written) {
    int series = 0;
    while (lines.get(series).points().isEmpty()) {
      series++;
      if (series == lines.size()) {
        return;
      }
    }
    int middle = (lines.get(series).points().size() - 1) / 2;
    double x = lines.get(series).points().get(middle).x();
    Stream<String> values =
        lines.stream()
            .filter(l -> l.points().size() > middle && l.points().get(middle).x() == x)
            .flatMap(l -> Stream.of(l.name(), written.apply(l.points().get(middle).y())));
    List<String> tip = tip(figure, panel, series, middle);
    assertEquals(values.toList(), tip.subList(1, tip.size()), figure);
    String head = " " + tip.get(0) + " ";
    assertTrue(head.contains(" " + Written.grouped(x) + " "), figure + ": " + head);
  }

  static List<JsonNode> series(JsonNode chart, Predicate<JsonNode> chosen) {
    return Named.each(chart.get("series")).filter(chosen).toList();
  }

  static JsonNode series(JsonNode chart, String name) {
    List<JsonNode> found = series(chart, s -> s.get("name").asText().equals(name));
    assertEquals(1, found.size(), () -> name + " in " + chart);
    return found.get(0);
  }

  /** What lies beside its axes is not seen; below ten decades it may. */
  private static void assertInside(String figure, JsonNode chart, boolean isLog, Line.Point point) {
    double y = isLog ? Math.max(Math.log10(point.y()), -MOST_DECADES) : point.y();
    assertBetween(figure, chart.get("x"), point.x());
    if (Double.isFinite(y)) {
      assertBetween(figure, chart.get("y"), y);
    }
  }

  private static void assertBetween(String figure, JsonNode axis, double value) {
    boolean isBelow = axis.path("min").isNumber() && value < axis.get("min").doubleValue() - 1e-9;
    boolean isAbove = axis.path("max").isNumber() && value > axis.get("max").doubleValue() + 1e-9;
    assertTrue(!isBelow && !isAbove, () -> figure + ": " + value + " is outside of " + axis);
  }

  static void assertPoints(String what, boolean isLog, List<Line.Point> expected, JsonNode found) {
    assertEquals(expected.size(), found.size(), what);
    for (int i = 0; i < expected.size(); i++) {
      Line.Point point = expected.get(i);
      String where = what + ", point " + i;
      assertNear(point.x(), Written.value(found.get(i).get(0)), where);
      double drawn = Written.value(found.get(i).get(1));
      assertNear(point.y(), isLog ? Math.pow(10, drawn) : drawn, where);
    }
  }

  static void assertNear(double expected, double found, String where) {
    double room = TOLERANCE * Math.abs(expected);
    boolean isNear = room > 0 ? Math.abs(found - expected) <= room : found == expected;
    assertTrue(
        isNear || (Double.isNaN(expected) && Double.isNaN(found)),
        () -> where + ": expected " + expected + ", found " + found);
  }

  /** Numbers of a mark in every row. */
  record Mark(String name, List<Double> values) {}

  /** Rows of marks, from the top, and what the pointer is told of the last row. */
  void assertRows(String figure, int panel, boolean isLog, List<String> labels, List<Mark> marks) {
    JsonNode chart = chart(figure, panel);
    assertEquals(labels, texts(chart.at("/y/data")), figure);
    assertTrue(chart.at("/y/inverse").asBoolean(), "from the top");
    assertTick(chart.get("x"), isLog);
    for (Mark mark : marks) {
      JsonNode data = series(chart, mark.name()).get("data");
      assertEquals(labels.size(), data.size(), figure);
      for (int i = 0; i < labels.size(); i++) {
        double drawn = Written.value(data.get(i).get(0));
        String where = figure + ": " + mark.name() + " of " + labels.get(i);
        assertNear(mark.values().get(i), isLog ? Math.pow(10, drawn) : drawn, where);
        assertEquals(i, data.get(i).get(1).asInt(), where);
      }
    }
    int last = labels.size() - 1;
    Stream<String> values =
        marks.stream().flatMap(m -> Stream.of(m.name(), Written.number(m.values().get(last), 4)));
    assertEquals(
        Stream.concat(Stream.of(labels.get(last)), values).toList(), tip(figure, panel, 0, last));
  }

  /** A dot for each unit: across the share at the left end, up that at the right. */
  void assertDots(String figure, int panel, JsonNode units) {
    JsonNode data =
        series(chart(figure, panel), s -> s.get("type").asText().equals("scatter"))
            .get(0)
            .get("data");
    List<Line.Point> expected =
        IntStream.range(0, units.get("left").size())
            .mapToObj(
                i ->
                    new Line.Point(
                        Written.value(units.get("left").get(i)),
                        Written.value(units.get("right").get(i))))
            .toList();
    assertPoints(figure, false, expected, data);
  }

  /** A line across a chart, with its text. */
  void assertMark(String figure, int panel, String axis, double at, String text) {
    JsonNode marks = chart(figure, panel).get("marks");
    assertTrue(
        Named.each(marks)
            .anyMatch(
                m ->
                    Math.abs(m.path(axis).asDouble(Double.NaN) - at) <= TOLERANCE * Math.abs(at)
                        && m.get("text").asText().equals(text)),
        () -> figure + ": no " + text + " at " + axis + " " + at + " in " + marks);
  }

  /** Whatever stands beside a name has the colour and the dashes of what is drawn of that name. */
  void assertKeys() {
    JsonNode keys = ask(Pages.resource("keys.js"));
    assertEquals(List.of(), texts(keys.get("faults")));
    assertTrue(keys.get("count").intValue() >= 4, "there are keys");
  }

  /**
   * How lines are drawn, in all charts that are named so or so and more: a list for each line, of
   * the chart, the line's name, its colour, the form of its marks, and its dashes.
   */
  List<List<String>> looks(String name) {
    JsonNode looks =
        ask(
            """
            return [...document.querySelectorAll("figure .chart")].flatMap((chart) =>
              echarts.getInstanceByDom(chart).getOption().series
                .filter((s) => s.type === "line" && s.lineStyle?.width > 0
                  && (s.name === arguments[0] || s.name?.startsWith(arguments[0] + " ")))
                .map((s) => [chart.closest("figure").id, s.name, s.lineStyle.color, s.symbol,
                  [s.lineStyle.type].flat().join(" ")]));
            """,
            name);
    return Named.each(looks).map(FigurePage::texts).toList();
  }

  /** The colours of the small pictures that stand beside these elements' texts. */
  List<String> swatches(String css) {
    return texts(
        ask(
            """
            return [...document.querySelectorAll(arguments[0])]
              .map((e) => getComputedStyle(e.querySelector("svg path")).stroke);
            """,
            css));
  }

  /** A legend has the lines of the figure's chart, unless there is but one. */
  void assertLegend(String figure) {
    List<String> lines =
        series(chart(figure, 0), s -> s.get("type").asText().equals("line")).stream()
            .map(s -> s.get("name").textValue())
            .toList();
    assertEquals(
        lines.size() > 1 ? lines : List.of(), texts("#" + figure + " > .legend button"), figure);
  }

  void click(String css) {
    chromium.run("document.querySelector(arguments[0]).click()", css);
  }
}
