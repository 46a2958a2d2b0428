package dev.carousel.cli.html;

import static dev.carousel.cli.html.Nodes.noise;
import static dev.carousel.cli.html.Nodes.numbers;
import static dev.carousel.cli.html.Nodes.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of {@code compare} draws and lists what the comparison has. */
class ComparisonFiguresBrowserTest extends BrowserTest {
  private static final int LAG = 40;
  private static final List<String> TRENDS =
      List.of("better", "worse", "same", "different", "untested", "unknown", "better", "worse");
  private static final ObjectNode COMPARISON = comparison();
  private static FigurePage page;

  @BeforeAll
  static void open() throws IOException {
    String html = HtmlReport.ofJson(Page.COMPARISON, COMPARISON.toString());
    chromium.open(Files.writeString(folder.resolve("comparison.html"), html), WIDE, "light");
    page = new FigurePage(chromium);
    page.openTables();
  }

  private static ObjectNode comparison() {
    ObjectNode node = object().put("carousel", "0.1.0").put("command", "compare");
    for (String side : List.of("before", "after")) {
      ObjectNode of = node.putObject(side).put("file", side + ".json").put("carousel", "0.1.0");
      of.put("data", "a text " + side).put("commandLine", "carousel diagnose --json " + side);
      of.put("date", (side.equals("after") ? "2026-11-25" : "2026-11-20") + "T08:15:00Z");
    }
    node.putArray("differences").add("The seeds differ.").add("The lags differ.");
    node.putArray("networks").add(network(0, "rnn", "rnn", "layer0", "layer0"));
    node.withArray("networks").add(network(1, "lstm", "gru", "layer0", "layer1"));
    node.putArray("onlyBefore").add("old");
    node.putArray("onlyAfter").add("new").add("newer");
    return node;
  }

  private static ObjectNode network(int at, String before, String after, String... layers) {
    ObjectNode node = object().put("before", before).put("after", after);
    node.put("match", at == 0 ? "cell" : "position").putArray("notes").add("Note " + at + ".");
    for (int i = 0; i < TRENDS.size() - at; i++) {
      node.withArray("quantities").add(quantity(at, i, TRENDS.get(i)));
    }
    ObjectNode findings = node.putObject("findings");
    for (String kind : List.of("gone", "new", "unchanged")) {
      findings.putArray(kind).add(object().put("rule", kind).put("title", kind + " title " + at));
    }
    findings.withArray("new").add(object().put("rule", "rule " + at));
    for (int i = 0; i < layers.length; i++) {
      ObjectNode gradient = object().put("layer", layers[i]).put("state", i == 0 ? "h" : "c");
      gradient.set("lags", Nodes.integers(IntStream.range(0, LAG)));
      int own = 10 * at + i;
      gradient.set("before", curve(own, 0.1));
      gradient.set("after", curve(own + 100, 0.03));
      node.withArray("gradients").add(gradient);
    }
    return node;
  }

  private static JsonNode curve(int own, double fall) {
    return numbers(
        LAG,
        lag ->
            lag % 13 == 12
                ? Double.NaN
                : Math.exp(-fall * lag) * (1 - 0.2 * Math.abs(noise(own, lag))));
  }

  private static ObjectNode quantity(int at, int i, String trend) {
    ObjectNode q = object().put("quantity", "quantity" + i).put("unit", i == 1 ? "" : "unit " + i);
    if (i == 2) {
      q.put("name", "named");
    }
    if (i != 3) {
      q.put("layer", "layer" + i).put("subject", "s" + i);
    }
    q.set("lag", i == 4 ? q.numberNode(20) : q.nullNode());
    q.put("beforeText", "b" + at + i).put("afterText", "a" + at + i).put("trend", trend);
    q.set("change", i == 5 ? q.nullNode() : q.numberNode(noise(at, i)));
    double p = i == 0 ? 2.5e-5 : Math.abs(noise(at, i, 2));
    q.set("pValue", i > 3 ? q.nullNode() : q.numberNode(p));
    return q;
  }

  private static List<JsonNode> pairs() {
    return Named.each(COMPARISON.get("networks")).toList();
  }

  private static String nameOf(JsonNode pair) {
    String before = pair.get("before").textValue();
    String after = pair.get("after").textValue();
    return before.equals(after) ? before : before + " → " + after;
  }

  @Test
  void gradientsBeforeAndAfterAreDrawnAndListedByLag() {
    assertEquals(pairs().stream().map(p -> nameOf(p)).toList(), page.panels("gradient-by-lag"));
    List<Listed> tables = new ArrayList<>();
    for (int i = 0; i < pairs().size(); i++) {
      JsonNode pair = pairs().get(i);
      boolean areSeveral =
          Named.each(pair.get("gradients")).map(g -> g.get("layer")).distinct().count() > 1;
      List<Line> lines =
          Named.each(pair.get("gradients"))
              .flatMap(
                  g -> {
                    String layer = areSeveral ? g.get("layer").textValue() + " " : "";
                    String name = layer + g.get("state").textValue();
                    return Stream.of("before", "after")
                        .map(side -> Line.of(name + " " + side, g.get("lags"), g.get(side)));
                  })
              .toList();
      page.assertLines("gradient-by-lag", i, true, lines);
      page.assertAxes(
          "gradient-by-lag", i, "lag (steps back from the loss)", "gradient, relative to lag 0");
      page.assertMark("gradient-by-lag", i, "y", Math.log10(1 / Math.E), "1/e");
      String key = "#gradient-by-lag .panel:nth-child(" + (i + 1) + ") .legend > span";
      assertEquals(lines.stream().map(Line::name).toList(), page.texts(key));
      tables.add(Listed.lines(nameOf(pair) + ": gradient relative to lag 0", "lag", lines));
    }
    page.assertTables("gradient-by-lag", tables);
    page.assertKeys();
  }

  @Test
  void quantitiesAreListedBeforeAndAfter() {
    for (int i = 0; i < pairs().size(); i++) {
      JsonNode pair = pairs().get(i);
      String table = "#quantities > .scroll:nth-of-type(" + (i + 1) + ") ";
      String match = i == 0 ? "the same cell" : "by their position";
      assertEquals(nameOf(pair) + " (" + match + ")", page.text(table + "caption"));
      assertEquals(
          List.of("of", "quantity", "before", "after", "change", "trend"),
          page.texts(table + "thead th"));
      assertEquals(
          Named.each(pair.get("quantities")).flatMap(ComparisonFiguresBrowserTest::row).toList(),
          page.texts(table + "tbody tr > *"));
      for (String trend : List.of("better", "worse")) {
        assertEquals(count(pair, trend), page.texts(table + "td." + trend).size());
      }
    }
  }

  private static Stream<String> row(JsonNode q) {
    boolean isOfNetwork = !q.has("layer");
    String trend = q.get("trend").textValue();
    String told = Map.of("same", "the same", "unknown", Written.NONE).getOrDefault(trend, trend);
    double p = q.get("pValue").asDouble(Double.NaN);
    String chance = p < 1e-4 ? " p < 0.0001" : " p = " + Written.number(p, 2);
    String lag = q.get("lag").isNull() ? "" : " at lag " + q.get("lag");
    String quantity = q.path("name").asText(q.get("quantity").textValue()) + lag;
    return Stream.of(
        isOfNetwork ? "network" : q.get("layer").textValue() + " " + q.get("subject").textValue(),
        (quantity + " " + q.get("unit").textValue()).trim(),
        q.get("beforeText").textValue(),
        q.get("afterText").textValue(),
        Written.number(q.get("change")),
        told + (Double.isNaN(p) ? "" : chance));
  }

  private static long count(JsonNode pair, String... trends) {
    return Named.each(pair.get("quantities"))
        .filter(q -> List.of(trends).contains(q.get("trend").textValue()))
        .count();
  }

  @Test
  void changesAreTold() {
    for (int i = 0; i < pairs().size(); i++) {
      JsonNode pair = pairs().get(i);
      String card = "#verdict .card:nth-child(" + (i + 1) + ") ";
      assertEquals(nameOf(pair), page.text(card + "h3"));
      assertEquals(
          List.of(
              "%d better, %d worse, %d the same, %d not judged."
                  .formatted(
                      count(pair, "better"),
                      count(pair, "worse"),
                      count(pair, "same"),
                      count(pair, "different", "untested", "unknown")),
              "Note " + i + "."),
          page.texts(card + "> p"));
      assertEquals(
          List.of(
              "gone gone title " + i,
              "new new title " + i,
              "new rule " + i,
              "unchanged unchanged title " + i),
          page.texts(card + ".notes li"));
    }
    assertEquals(
        List.of("The seeds differ.", "The lags differ."), page.texts("#verdict > .warning"));
    assertEquals(
        List.of(
            "old: only before, nothing to compare with.",
            "new: only after, nothing to compare with.",
            "newer: only after, nothing to compare with."),
        page.texts("#verdict > .comparison"));
  }

  @Test
  void theHeadNamesBothReports() {
    assertEquals(
        List.of(
            "Before: before.json, Carousel 0.1.0, 2026-11-20, a text before"
                + "carousel diagnose --json before",
            "After: after.json, Carousel 0.1.0, 2026-11-25, a text after"
                + "carousel diagnose --json after"),
        page.texts(".masthead p.data"));
  }
}
