package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The page of a sweep in a real browser. Skipped where there is no Chromium. */
class SweepPageBrowserTest extends BrowserTest {
  private static final List<String> CELLS = List.of("gru", "lstm", "<b>rnn</b>");
  private static Path page;
  private static FigurePage figures;

  @BeforeAll
  static void write() throws IOException {
    page =
        Files.writeString(
            folder.resolve("sweep.html"), HtmlReport.ofJson(Page.SWEEP, sweep().toString()));
    figures = new FigurePage(chromium);
  }

  private static String label(int row) {
    return "cell=" + CELLS.get(row) + ", units=" + 8 * (row + 1);
  }

  private static double loss(int row, int seed) {
    return 1 + row + seed / 8.0;
  }

  /** Three combinations of two seeds; the second seed of the last one was not finite. */
  private static ObjectNode sweep() {
    ObjectNode sweep = Nodes.object().put("carousel", "0.1.0").put("command", "sweep");
    sweep.put("date", "2026-11-25T08:15:00Z").put("commandLine", "carousel sweep --cell a,b");
    sweep.put("stopped", true);
    sweep.putArray("varied").add("cell").add("units");
    for (int row = 0; row < CELLS.size(); row++) {
      sweep.withArray("summary").add(row(row));
      for (int seed = 1; seed <= 2; seed++) {
        sweep.withArray("trials").add(trial(row, seed));
      }
    }
    ArrayNode comparisons = sweep.putArray("comparisons");
    comparisons.add(comparison(0, 1, "better")).add(comparison(0, 2, "uncertain"));
    comparisons.add(comparison(1, 2, "no difference"));
    return sweep;
  }

  private static boolean isLost(int row, int seed) {
    return row == 2 && seed == 2;
  }

  private static ObjectNode trial(int row, int seed) {
    ObjectNode trial =
        Nodes.object().put("id", "c" + row + "-seed" + seed).put("label", label(row));
    trial.put("seed", seed).put("outcome", isLost(row, seed) ? "not-finite" : "finished");
    trial.set(
        "validLoss", isLost(row, seed) ? trial.nullNode() : trial.numberNode(loss(row, seed)));
    return trial.put("updates", 200).put("seconds", 1.5).put("sha256", "0123456789abcdef");
  }

  private static ObjectNode row(int row) {
    ObjectNode node = Nodes.object().put("label", label(row));
    node.putObject("settings").put("cell", CELLS.get(row)).put("units", "" + 8 * (row + 1));
    node.putNull("pausedAt");
    node.put("seeds", 2).put("mean", loss(row, 1)).put("best", loss(row, 1));
    node.put("worst", loss(row, 2)).put("notFinite", row == 2 ? 1 : 0);
    node.putArray("ci95").add(loss(row, 0)).add(loss(row, 2));
    ObjectNode curve = node.putObject("curve");
    for (int at = 1; at <= 3; at++) {
      curve.withArray("updates").add(100 * at);
      curve.withArray("mean").add(loss(row, 0) + 1.0 / at);
      curve.withArray("low").add(loss(row, 0) + 0.5 / at);
      curve.withArray("high").add(loss(row, 0) + 2.0 / at);
    }
    return node;
  }

  private static ObjectNode comparison(int a, int b, String verdict) {
    ObjectNode node = Nodes.object().put("a", label(a)).put("b", label(b)).put("seeds", 2);
    node.put("verdict", verdict).put("sentence", "Sentence " + a + b + ".");
    node.put("meanDifference", -0.25).put("correctedPValue", 0.01).put("effectSize", -2);
    node.putArray("ci95").add(-0.5).add(-0.125);
    return node;
  }

  /** Combinations whose mean losses are these, with a cell of its own and two seeds each. */
  private static Path pageOf(String name, double... losses) throws IOException {
    ObjectNode sweep = Nodes.object().put("carousel", "0.1.0").put("command", "sweep");
    sweep.putArray("varied").add("cell").add("units").add("hook");
    for (int i = 0; i < losses.length; i++) {
      ObjectNode row = row(0).put("label", "combination " + i).put("mean", losses[i]);
      row.putObject("settings").put("cell", "gru:gain=" + i).put("units", "8").put("hook", "none");
      row.putArray("ci95").add(-losses[i]).add(3 * losses[i]);
      sweep.withArray("summary").add(row);
      for (int seed = 1; seed <= 2; seed++) {
        ObjectNode trial = trial(0, seed).put("label", "combination " + i);
        sweep.withArray("trials").add(trial.put("validLoss", losses[i] * (0.5 + seed / 3.0)));
      }
    }
    return Files.writeString(folder.resolve(name), HtmlReport.ofJson(Page.SWEEP, sweep.toString()));
  }

  /** The intervals reach below 0, where no loss can be. */
  @Test
  void lossesThatArePositiveHaveAnAxisWithoutNegativeNumbers() throws IOException {
    chromium.open(pageOf("near.html", 0.01, 0.2, 0.5), 1280, "light");
    JsonNode near = figures.chart("losses", 0);
    assertEquals(0, near.at("/x/min").asDouble(-1), near.toString());
    assertEquals("[0,0,0.03]", near.at("/series/1/data/0").toString());

    chromium.open(pageOf("wide.html", 0.01, 0.2, 0.9), 1280, "light");
    JsonNode wide = figures.chart("losses", 0);
    assertEquals(-3, wide.at("/x/min").asDouble(), "a ratio of 126 is drawn in decades");
    assertEquals("[-2,0]", wide.at("/series/2/data/0").toString());
    assertEquals("[-3,0,", wide.at("/series/1/data/0").toString().substring(0, 6));
  }

  @Test
  void theLabelsOfManyCategoriesDoNotOverlap() throws IOException {
    double[] losses = IntStream.rangeClosed(1, 40).mapToDouble(i -> 0.01 * i * i).toArray();
    Path many = pageOf("many.html", losses);
    for (int width : new int[] {1280, 390}) {
      chromium.open(many, width, "light");
      assertEquals(List.of(), chromium.geometryFaults(), "at " + width);
      long words =
          chromium.all("#settings .chart svg text").stream()
              .filter(text -> text.getText().startsWith("gr"))
              .count();
      assertEquals(40, words, "at " + width);
    }
  }

  private static List<String> texts(String css) {
    return chromium.all(css).stream().map(WebElement::getText).toList();
  }

  @Test
  void pageAsksForNothingAndNothingFails() {
    chromium.requests(page);
    for (int width : new int[] {1280, 390}) {
      chromium.open(page, width, width == 390 ? "dark" : "light");
      assertEquals(List.of(), chromium.complaints());
      assertEquals(List.of(), chromium.requests(page));
      assertEquals(List.of(), chromium.geometryFaults(), "at " + width);
    }
    assertEquals(3, chromium.all("figure .chart svg").size());
  }

  @Test
  void whatIsCertainStandsAboveAndTheRestIsCounted() {
    chromium.open(page, 1280, "light");
    assertEquals(
        List.of(
            "What was best",
            "How the combinations did",
            "How they got there",
            "Who beats whom, and by how much",
            "Every trial"),
        texts("h2"));
    String best = chromium.find("#verdict").getText();
    for (String told :
        List.of(label(0), "1.125", "1 to 1.25", "Sentence 01.", "Sentence 12.", "1 of 3 ")) {
      assertTrue(best.contains(told), () -> told + " is not in " + best);
    }
    assertTrue(!best.contains("Sentence 02."), best);
    String head = chromium.find("header.masthead").getText();
    assertTrue(head.contains("6 trials of 3 combinations; stopped before its end"), head);
    assertTrue(head.contains("carousel sweep --cell a,b"), head);
  }

  @Test
  void lossesAreDrawnAndListed() {
    chromium.open(page, 1280, "light");
    figures.openTables();
    JsonNode chart = figures.chart("losses", 0);
    assertEquals("[1.125,0]", chart.at("/series/0/data/0").toString());
    assertEquals("[null,2]", chart.at("/series/0/data/5").toString(), "it was not finite");
    assertEquals("[1,0,1.25]", chart.at("/series/1/data/0").toString());
    assertEquals("[3.125,2]", chart.at("/series/2/data/2").toString());
    assertEquals(
        List.of(label(2), "3.125", "3 to 3.25", "3.125", "3.25", "2", "1"),
        figures.tables("losses").get(0).rows().get(2));
  }

  @Test
  void curvesAreDrawnWithTheirBands() {
    chromium.open(page, 1280, "light");
    JsonNode chart = figures.chart("curves", 0);
    assertEquals(
        "[[100,2],[200,1.5],[300,1.3333333333333333]]", chart.at("/series/0/data").toString());
    JsonNode band = figures.shapes("curves", 0, 3);
    assertEquals(
        "[[100000,3000],[200000,2000],[300000,1666.6666666666665]]",
        band.at("/0/points").toString().replaceAll("(,\\[300000,1166.*)", "]"));
  }

  @Test
  void whoBeatsWhomIsATable() {
    chromium.open(page, 1280, "light");
    List<String> rows = texts("#comparisons .scroll:first-of-type tbody tr");
    assertEquals(label(0) + " – better uncertain", rows.get(0));
    assertEquals(label(1) + " worse – no difference", rows.get(1));
    assertEquals(label(2) + " uncertain no difference –", rows.get(2));
    assertTrue(
        texts("#comparisons").get(0).contains("-0.25 [-0.5, -0.125]"),
        texts("#comparisons").get(0));
  }
}
