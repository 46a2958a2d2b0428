package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of the tour in a real browser. Skipped where there is no Chromium. */
class TourPageBrowserTest extends BrowserTest {
  private static final double ROUNDING = 1e-9;
  private static final int CHAPTERS = 7;
  private static Path page;
  private static JsonNode tour;

  @BeforeAll
  static void takeTheTour() throws IOException {
    page = folder.resolve("tour.html");
    Path json = folder.resolve("tour.json");
    StringWriter said = new StringWriter();
    Console console = Console.of(new PrintWriter(said), new PrintWriter(said));
    int code = Main.run(console, "tour", "--html", page.toString(), "--json", json.toString());
    assertEquals(0, code, said.toString());
    tour = Nodes.JSON.readTree(Files.readString(json));
  }

  private static JsonNode curves(String plot) {
    for (JsonNode found : tour.findValues("plot")) {
      if (found.at("/id").asText().equals(plot)) {
        return found.at("/curves");
      }
    }
    throw new AssertionError(plot);
  }

  /** What a formula of the page gives. */
  private static double computed(String expression) {
    String formulas = PageResources.text("tour-formulas.js");
    Object found = chromium.ask(formulas + "\nreturn " + expression + ";");
    return ((Number) found).doubleValue();
  }

  private static void assertCurve(JsonNode curve, String formula) {
    JsonNode y = curve.at("/y");
    String all = "JSON.stringify(" + formula + ")";
    Object text = chromium.ask(PageResources.text("tour-formulas.js") + "\nreturn " + all + ";");
    try {
      JsonNode found = Nodes.JSON.readTree(String.valueOf(text));
      assertEquals(y.size(), found.size(), formula);
      for (int k = 0; k < y.size(); k++) {
        double expected = y.get(k).asDouble();
        double tolerance = ROUNDING * Math.abs(expected);
        assertEquals(expected, found.get(k).asDouble(), tolerance, formula + " at " + k);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void formulasOfThePageGiveTheNumbersOfTheEngine() {
    chromium.open(page, WIDE, "light");
    double[] weights = {0.9, 0.99, 1, 1.01, 1.1};
    for (int i = 0; i < weights.length; i++) {
      assertCurve(curves("power").get(i), "powerGradient(" + weights[i] + ", 100)");
    }
    assertCurve(curves("tanh").get(1), "tanhGradient(1.1, 100)");
    int[] biases = {0, 1, 2, 4, 6};
    for (int i = 0; i < biases.length; i++) {
      assertCurve(curves("gates").get(i), "gateGradient(" + biases[i] + ", 100)");
    }
    String places = curves("cliff").get(0).at("/x").toString();
    assertCurve(curves("cliff").get(0), places + ".map((b) => cliffAt(b).loss)");
    assertCurve(curves("cliff-gradient").get(0), places + ".map((b) => cliffAt(b).norm)");
    assertEquals(5, computed("clippedNorm(12, 5)"));
    assertEquals(3, computed("clippedNorm(3, 5)"));
    assertEquals(Math.log(0.01) / Math.log(0.95), computed("onePercentAfter(0.95)"), ROUNDING);
  }

  @Test
  void pageAsksForNothingAndNothingFails() {
    chromium.requests(page);
    for (int width : new int[] {WIDE, 390}) {
      for (String scheme : List.of("light", "dark")) {
        chromium.open(page, width, scheme);
        assertEquals(List.of(), chromium.complaints());
        assertEquals(List.of(), chromium.requests(page));
        assertEquals(List.of(), chromium.geometryFaults(), width + " " + scheme);
        Object over =
            chromium.ask("return document.documentElement.scrollWidth - window.innerWidth");
        assertTrue(((Number) over).intValue() <= 0, () -> "wider than the window by " + over);
        chromium.picture("tour-" + width + "-" + scheme);
      }
    }
    assertEquals(CHAPTERS + 1, chromium.all("main > section").size());
  }

  @Test
  void aSliderMovedByKeyboardChangesWordsCurveAndTable() {
    chromium.open(page, WIDE, "light");
    chromium.run("document.querySelector('#play-gradient details').open = true");
    chromium.await("the table is made", () -> !chromium.all("#play-gradient table").isEmpty());
    String curve = curve();
    WebElement w = chromium.find("#play-w");
    assertEquals("Weight w", Chromium.nameOf(w));
    assertEquals("slider", w.getAriaRole());
    w.sendKeys(Keys.ARROW_RIGHT);
    chromium.await("it is told", () -> said().contains("w = 0.96"));
    assertEquals("0.96", chromium.find("#play-w-value").getText());
    assertEquals("0.96", w.getAttribute("aria-valuetext"));
    String told = chromium.find("#play-gradient .told").getText();
    assertTrue(told.contains("w = 0.96: after 100 steps 0.017"), told);
    assertTrue(told.contains("one percent is left after 113 steps"), told);
    assertNotEquals(curve, curve());
    WebElement row = chromium.all("#play-gradient tbody tr").get(100);
    assertTrue(row.getText().startsWith("100 0.01687 "), row.getText());
    String label = chromium.find("#play-gradient .chart").getAttribute("aria-label");
    assertTrue(label != null && label.contains("w = 0.96"), label);
  }

  private static String curve() {
    return String.valueOf(
        chromium.ask(
            "return JSON.stringify(echarts.getInstanceByDom("
                + "document.querySelector('#play-gradient .chart')).getOption().series[0].data)"));
  }

  @Test
  void everySliderHasANameAndChangesWhatIsSaid() {
    chromium.open(page, 390, "dark");
    for (WebElement slider : chromium.all("input[type=range]")) {
      assertFalse(Chromium.nameOf(slider).isBlank());
      String before = said();
      slider.sendKeys(Keys.ARROW_LEFT);
      assertNotEquals(before, said(), Chromium.nameOf(slider));
    }
    assertEquals(5, chromium.all("input[type=range]").size());
    chromium.find("#play-threshold").sendKeys(Keys.HOME);
    assertTrue(said().contains("Threshold 1:"), said());
  }

  private static String said() {
    return chromium.all(".told").stream().map(WebElement::getText).toList().toString();
  }
}
