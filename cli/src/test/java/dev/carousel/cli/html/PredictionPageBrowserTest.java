package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.pictures.PredictionPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of predictions in a real browser. Skipped where there is no Chromium. */
class PredictionPageBrowserTest extends BrowserTest {
  private static final Map<String, Path> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void write() {
    write("forecasts", SyntheticPredictions.forecasts());
    write("bare", SyntheticPredictions.bare());
    write("three-classes", SyntheticPredictions.classes(3));
    write("ten-classes", SyntheticPredictions.classes(10));
    write("many-classes", SyntheticPredictions.classes(90));
    write("text", SyntheticPredictions.text());
  }

  private static void write(String name, PredictionPage page) {
    try {
      Path file = folder.resolve(name + ".html");
      PAGES.put(name, Files.writeString(file, HtmlReport.of(Page.PREDICTIONS, page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void open(String name, int width, String scheme) {
    chromium.open(PAGES.getOrDefault(name, folder), width, scheme);
  }

  private static List<String> ids(String css) {
    return chromium.all(css).stream().map(each -> each.getAttribute("id")).toList();
  }

  private static String text(String css) {
    return chromium.find(css).getText();
  }

  @Test
  void pagesAskForNothingAndNothingFails() {
    for (Path page : PAGES.values()) {
      chromium.requests(page);
      chromium.open(page, WIDE, "light");
      assertEquals(List.of(), chromium.complaints(), page::toString);
      assertEquals(List.of(), chromium.requests(page), page::toString);
    }
  }

  /** What does not apply has no heading either. */
  @Test
  void whatAppliesIsShown() {
    open("forecasts", WIDE, "light");
    assertEquals(List.of("scores", "predictions", "calibration"), ids("section"));
    assertEquals(List.of("forecast", "by-step", "by-origin", "coverage"), ids("figure"));
    open("bare", WIDE, "light");
    assertEquals(List.of("predictions"), ids("section"));
    assertEquals(List.of("forecast"), ids("figure"));
    open("ten-classes", WIDE, "light");
    assertEquals(List.of("scores", "predictions", "classes", "calibration"), ids("section"));
    assertEquals(List.of("forecast", "confusion", "class-marks", "reliability"), ids("figure"));
    open("text", WIDE, "light");
    assertEquals(List.of("scores"), ids("section"));
    String scores = text("#scores");
    assertTrue(
        scores.contains("1.386 nats per symbol") && scores.contains("2.000 per symbol"), scores);
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "768, light", "1280, light", "1280, dark"})
  void labelsAreWholeApartAndUncoveredAndThePageFits(int width, String scheme) {
    for (String name : PAGES.keySet()) {
      open(name, width, scheme);
      assertEquals(List.of(), chromium.geometryFaults(), name);
      Object scroll = chromium.ask("return document.documentElement.scrollWidth");
      assertEquals((long) width, scroll, name);
      chromium.picture("predictions-" + name + "-" + width + "-" + scheme);
    }
  }

  @Test
  void labelsAreWholeOnPaperToo() {
    for (String name : PAGES.keySet()) {
      open(name, WIDE, "dark");
      chromium.print();
      assertEquals(List.of(), chromium.geometryFaults(), name);
      assertEquals(List.of(), cutOff(), name);
      chromium.endPrint();
    }
  }

  /** The tables that are wider than the paper, on which nobody can scroll. */
  private static Object cutOff() {
    return chromium.ask(
        "const end = document.body.getBoundingClientRect().right;"
            + "return [...document.querySelectorAll('.scroll table')]"
            + ".filter(t => t.getBoundingClientRect().right > end + 1)"
            + ".map(t => t.caption.textContent)");
  }

  @Test
  void namesAreShownAsTheyAre() {
    open("forecasts", WIDE, "light");
    assertEquals(SyntheticPredictions.MARKUP, chromium.all("#group option").get(1).getText());
    open("ten-classes", WIDE, "light");
    openTables();
    assertTrue(text("#class-marks table").contains(SyntheticPredictions.MARKUP));
    assertTrue(text("#class-marks table").contains(SyntheticPredictions.LONG.strip()));
    assertEquals(List.of(), chromium.all("#report b"));
    assertEquals(List.of(), chromium.complaints());
  }

  private static void openTables() {
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    chromium.await(
        "tables are made",
        () ->
            chromium.all("details").size() <= chromium.all("details .scroll:first-of-type").size());
  }

  @Test
  void aGroupIsChosenWithTheKeyboard() {
    open("forecasts", WIDE, "light");
    openTables();
    String before = drawn();
    assertTrue(text("#forecast table").contains("load, north"), text("#forecast caption"));
    assertEquals("Group", Chromium.nameOf(chromium.find("#group")));
    chromium.find("#group").sendKeys(Keys.ARROW_DOWN);
    chromium.await("another group is drawn", () -> !drawn().equals(before));
    assertTrue(text("#forecast caption").contains(SyntheticPredictions.MARKUP.substring(0, 20)));
    assertEquals(1, chromium.all("#forecast table").size());
    assertEquals(List.of(), chromium.complaints());
  }

  private static String drawn() {
    return (String) chromium.ask("return document.querySelector('#forecast .chart svg').outerHTML");
  }

  @Test
  void whatIsLeftOutIsSaid() {
    open("forecasts", WIDE, "light");
    String note = text("#forecast > .note");
    assertTrue(note.contains("the last 280 rows; 12 earlier ones are left out."), note);
    assertTrue(note.contains("3 of 300 groups"), note);
    assertEquals("the last 120", text("#span option:checked"));
    openTables();
    assertEquals(120, chromium.all("#forecast tbody tr").size());
    chromium.find("#span").sendKeys(Keys.END);
    chromium.await("all rows are listed", () -> chromium.all("#forecast tbody tr").size() == 280);
    open("many-classes", WIDE, "light");
    assertTrue(text("#confusion-how").contains("50 more are in --json"), text("#confusion-how"));
    assertTrue(text("#class-marks-how").contains("50 classes more"), text("#class-marks-how"));
  }

  /** A band and a line for each origin, which stop where the next one begins. */
  @Test
  void intervalsAreDrawnForEachOrigin() {
    open("forecasts", WIDE, "light");
    int all = chromium.all("#forecast .chart svg polygon, #forecast .chart svg path").size();
    WebElement band = chromium.all("#forecast .legend button").get(2);
    assertEquals("90 % interval", band.getText());
    band.sendKeys(Keys.ENTER);
    assertEquals("false", band.getAttribute("aria-pressed"));
    int without = chromium.all("#forecast .chart svg polygon, #forecast .chart svg path").size();
    int origins = (int) Math.ceil(120.0 / SyntheticPredictions.HORIZON);
    assertTrue(all - without >= origins, () -> all + " shapes, " + without + " without");
  }

  @Test
  void baselinesAreThereButHiddenAtFirst() {
    open("forecasts", WIDE, "light");
    WebElement last = chromium.all("#forecast .legend button").get(4);
    assertEquals("last value", last.getText());
    assertEquals("false", last.getAttribute("aria-pressed"));
    String before = drawn();
    last.sendKeys(Keys.ENTER);
    assertEquals("true", last.getAttribute("aria-pressed"));
    assertNotEquals(before, drawn());
    assertEquals(
        List.of("network", "last value", "value of 7 rows before", "training mean"),
        chromium.all("#by-step .legend button").stream().map(WebElement::getText).toList());
  }

  @Test
  void figuresAreThoseOfTheDocument() {
    open("forecasts", WIDE, "light");
    PredictionPage page = SyntheticPredictions.forecasts();
    String claim = java.util.Objects.requireNonNull(page.scores()).cards().get(0).claim();
    assertTrue(text("#scores .claim").equals(claim), claim);
    assertTrue(claim.contains("% below that of the best baseline (value of 7 rows before"), claim);
    assertTrue(claim.contains("The interval of 90 % contains"), claim);
    assertEquals(4, chromium.all("#scores tbody tr").size());
    openTables();
    assertEquals(7, chromium.all("#by-step tbody tr").size());
    assertEquals(5, chromium.all("#by-origin tbody tr").size());
  }

  @Test
  void everyChartAndListHasAName() {
    for (String name : PAGES.keySet()) {
      open(name, WIDE, "light");
      for (WebElement each : chromium.all(".chart, select, .scroll, .legend button, article")) {
        assertFalse(Chromium.nameOf(each).isBlank(), () -> name + ": " + each.getTagName());
      }
    }
  }
}
