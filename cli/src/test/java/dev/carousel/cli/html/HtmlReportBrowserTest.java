package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * The page in a real browser. Skipped where there is no Chromium with its driver. What it says is
 * tested by {@link HtmlReportReadingBrowserTest}.
 */
class HtmlReportBrowserTest extends BrowserTest {
  private static final ObjectNode REPORT = SyntheticReport.full();

  private static Path full;
  private static Path brief;
  private static Path bare;

  @BeforeAll
  static void write() {
    full = Pages.write(folder, "full", REPORT);
    brief = Pages.write(folder, "brief", SyntheticReport.brief());
    bare = Pages.write(folder, "bare", SyntheticReport.bare());
  }

  @Test
  void pageAsksForNothingAndNothingFails() {
    chromium.requests(full);
    chromium.open(full, WIDE, "light");
    assertEquals(List.of(), chromium.complaints());
    assertEquals(List.of(), chromium.requests(full));
    assertTrue(chromium.all("figure .chart svg").size() >= 40, "figures are drawn");
  }

  @Test
  void aRequestWouldBeSeenAndIsForbidden() {
    chromium.open(bare, WIDE, "light");
    chromium.run(
        "const i = new Image(); i.src = 'http://example.invalid/x.png'; document.body.append(i)");
    chromium.await(
        "the policy forbids it",
        () -> chromium.complaints().stream().anyMatch(c -> c.contains("Content Security Policy")));
  }

  @Test
  void sectionsOfWhatIsNotThereAreLeftOut() {
    chromium.open(bare, WIDE, "light");
    assertEquals(
        List.of("Verdict", "How far the gradient reaches", "What a step does to a gradient"),
        titles());
    assertEquals(List.of("gradient-by-lag", "matrices"), figures());
    assertEquals(List.of(), chromium.complaints());
  }

  @Test
  void waysToClipAreComparedInAFigure() {
    chromium.open(full, WIDE, "light");
    String told = chromium.find("#clippers").getText();
    assertTrue(told.contains("clip-norm:max=1.32 ended best"), told);
    assertTrue(
        told.contains("none was stopped early with 2 of 3 seeds: Too many updates in a row"), told);
    chromium.run("document.querySelector('#clippers details').open = true");
    chromium.await("the table is made", () -> !chromium.all("#clippers table").isEmpty());
    String table = chromium.find("#clippers table").getText();
    assertTrue(table.contains("autoclip"), table);
    assertEquals(List.of(), chromium.complaints());
  }

  private static List<String> figures() {
    return chromium.all("figure").stream().map(f -> f.getAttribute("id")).toList();
  }

  private static List<String> titles() {
    return chromium.all("h2").stream().map(WebElement::getText).toList();
  }

  @Test
  void sectionsWithNothingInThemLeaveThePageWhole() {
    chromium.open(Pages.write(folder, "empty", SyntheticReport.empty()), WIDE, "light");
    assertEquals(List.of(), chromium.complaints());
    assertTrue(chromium.find("#verdict").getText().contains("The gradient cannot be measured."));
    assertEquals(
        List.of(),
        chromium.all(
            "#gates, #forecast, #norm-ratios, #clipping, #clippers, #cures, #losses, #lyapunov"));
  }

  @Test
  void logarithmicAxisNamesItsDecadesHoweverManyThereAre() {
    chromium.open(Pages.write(folder, "steep", SyntheticReport.steep()), WIDE, "light");
    @SuppressWarnings("unchecked") // texts
    List<String> labels =
        (List<String>)
            chromium.ask(
                "return [...document.querySelectorAll('#gradient-by-lag svg text')]"
                    + ".map(t => t.textContent)");
    for (String decade : List.of("1", "0.01", "10⁻⁴", "10⁻⁶", "10⁻⁸", "10⁻¹⁰", "1/e")) {
      assertTrue(labels.contains(decade), () -> decade + " is not in " + labels);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"</script><img src=x onerror=alert(1)>", "<b>bold</b> & \u2028 'x'"})
  void textsAreShownAsTheyAre(String text) {
    chromium.open(Pages.write(folder, "worded", SyntheticReport.worded(text)), WIDE, "light");
    assertEquals(List.of(), chromium.complaints());
    Object card = chromium.ask("return document.querySelector('.card h3').textContent");
    assertEquals(text, card);
    assertEquals(List.of(), chromium.all("#report img, #report b:not(.ledger b, .notes b)"));
  }

  /** The page draws no conclusions: it shows those of the report, whatever its figures are. */
  @Test
  void verdictIsThatOfTheReport() {
    ObjectNode report = SyntheticReport.bare();
    ((ObjectNode) report.at("/runs/0/verdict"))
        .put("word", "enough")
        .put("claim", "it uses the last 7 steps")
        .put("sentence", "So it says.")
        .putNull("next");
    report.put("comparison", "One is as good as the other.");
    chromium.open(Pages.write(folder, "told", report), WIDE, "light");
    String card = chromium.find(".cards > .card").getText();
    assertTrue(card.contains("It uses the last 7 steps. So it says."), card);
    assertTrue(card.contains("● enough"), card);
    assertFalse(card.contains("Nothing to fix"), card);
    assertEquals("One is as good as the other.", chromium.find(".comparison").getText());
    ((ObjectNode) report.at("/runs/0/verdict"))
        .putObject("next")
        .put("change", "--own advice")
        .put("reason", "as told");
    chromium.open(Pages.write(folder, "next", report), WIDE, "light");
    String todo = chromium.find(".cards > .card .todo").getText();
    assertTrue(todo.contains("--own advice") && todo.contains("as told"), todo);
    ((ObjectNode) report.at("/runs/0/verdict")).put("nothingToMend", true).putNull("next");
    ((ObjectNode) report.at("/runs/1/layers/0/states/1")).put("carriedBy", "c");
    chromium.open(Pages.write(folder, "fine", report), WIDE, "light");
    assertTrue(chromium.find(".cards > .card").getText().contains("Nothing to fix"));
    Object figure = chromium.ask("return document.querySelector('#gradient-by-lag').outerHTML");
    assertTrue(String.valueOf(figure).contains("lstm h: carried by c, "), () -> "" + figure);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 73})
  void pointerShowsTheValuesOfTheJson(int lag) {
    chromium.open(bare, WIDE, "light");
    hover("#gradient-by-lag .chart", lag, 0.1);
    String tip = chromium.find("#gradient-by-lag .tip").getText();
    assertTrue(tip.contains("lag " + lag + "\n"), tip);
    String value = Pages.rounded(REPORT.at("/runs/1/layers/0/states/0/gradient/" + lag), 3);
    assertTrue(tip.contains("lstm c\n" + value + "\n"), () -> value + " is not in " + tip);
  }

  /** Moves the pointer to a point of a chart's axes. */
  private static void hover(String chart, double x, double y) {
    WebElement host = chromium.find(chart);
    chromium.run("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", host);
    @SuppressWarnings("unchecked") // a pair of numbers
    List<Number> at =
        (List<Number>)
            chromium.ask(
                "return echarts.getInstanceByDom(arguments[0]).convertToPixel({gridIndex: 0},"
                    + " [arguments[1], arguments[2]]).map((v, i) => Math.ceil(v) -"
                    + " [arguments[0].clientWidth, arguments[0].clientHeight][i] / 2)",
                host,
                x,
                y);
    Actions move = new Actions(chromium.driver());
    move.moveToElement(host, 3, 3);
    move.moveToElement(host, at.get(0).intValue(), at.get(1).intValue()).perform();
    chromium.await("the tooltip is there", () -> !chromium.all(chart + " .tip").isEmpty());
  }

  @Test
  void themeFollowsTheSystemUntilTheButtonIsPressed() {
    chromium.open(bare, WIDE, "dark");
    assertTrue(isDark());
    String dark = axisColour();
    chromium.prefer("light");
    assertFalse(isDark());
    chromium.await("figures are painted anew", () -> !axisColour().equals(dark));
    String light = axisColour();
    chromium.find("#theme").sendKeys(Keys.ENTER);
    assertTrue(isDark());
    assertEquals(dark, axisColour());
    assertEquals("Light theme", chromium.find("#theme").getText());
    chromium.prefer("dark");
    chromium.find("#theme").click();
    assertFalse(isDark());
    assertEquals(light, axisColour());
  }

  /** Opening a table makes the page longer, but no chart larger. */
  @Test
  void chartsArePaintedAgainOnlyWhereTheirPlaceHasANewSize() {
    chromium.open(bare, WIDE, "light");
    chromium.run(
        "window.painted = 0; const seen = new MutationObserver(all => painted += all.length);"
            + "document.querySelectorAll('.chart').forEach(chart => seen.observe(chart,"
            + " {subtree: true, childList: true, attributes: true}))");
    openTables();
    chromium.run(
        "window.frames4 = 0; const count = () => ++frames4 < 4 && requestAnimationFrame(count);"
            + " count()");
    chromium.await("frames are drawn", () -> chromium.ask("return frames4").equals(4L));
    assertEquals(0L, chromium.ask("return painted"));
    chromium.resize(768);
    chromium.await(
        "charts fit",
        () ->
            (boolean)
                chromium.ask(
                    "return [...document.querySelectorAll('.chart')].every(c =>"
                        + " c.querySelector('svg').clientWidth === c.clientWidth)"));
    assertNotEquals(0L, chromium.ask("return painted"));
  }

  private static boolean isDark() {
    String colour = chromium.find("body").getCssValue("background-color");
    return Integer.parseInt(colour.replaceAll("\\D*(\\d+).*", "$1")) < 128;
  }

  private static String axisColour() {
    return (String)
        chromium.ask("return document.querySelector('#gradient-by-lag text').getAttribute('fill')");
  }

  @ParameterizedTest
  @CsvSource({"390, light", "768, light", "1280, dark"})
  void pageFitsItsWidth(int width, String scheme) {
    chromium.open(full, width, scheme);
    openTables();
    Object wide =
        chromium.ask(
            "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') &&"
                + " !e.closest('svg') && !e.classList.contains('skip') &&"
                + " e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.tagName + '.' +"
                + " e.className)");
    assertEquals(List.of(), wide);
    Object scroll = chromium.ask("return document.documentElement.scrollWidth");
    assertEquals((long) width, scroll);
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = false)");
    chromium.picture("report-" + width + "-" + scheme);
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
  void labelsAreWholeApartAndUncovered(int width, String scheme) {
    for (Path page : List.of(full, brief)) {
      chromium.open(page, width, scheme);
      assertEquals(List.of(), chromium.geometryFaults());
    }
  }

  @Test
  void cellsThatWereNotMeasuredAreExplained() {
    chromium.open(brief, WIDE, "light");
    String key = chromium.find("#gradient-history .key").getText();
    assertTrue(key.contains("not measured"), key);
  }

  @Test
  void theCarouselsShareIsDrawnWhole() {
    chromium.open(brief, WIDE, "light");
    Object top =
        chromium.ask(
            "return echarts.getInstanceByDom(document.querySelector('#carousel-share .chart'))"
                + ".getModel().getComponent('yAxis').axis.scale.getExtent()[1]");
    assertTrue(Math.pow(10, ((Number) top).doubleValue()) >= 5, () -> "the axis ends at " + top);
  }

  @Test
  void labelsAreWholeApartAndUncoveredOnPaper() {
    chromium.open(full, WIDE, "dark");
    chromium.print();
    assertEquals(List.of(), chromium.geometryFaults());
    chromium.endPrint();
  }

  @Test
  void aCoveredLabelWouldBeSeen() {
    chromium.open(full, WIDE, "light");
    chromium.run(
        "const svg = document.querySelector('#gradient-history svg');const label ="
            + " [...svg.querySelectorAll('text')].find(t => t.textContent === '100');const box ="
            + " label.getBBox();const cover ="
            + " label.parentNode.appendChild(document.createElementNS('http://www.w3.org/2000/svg',"
            + " 'rect'));for (const name of ['x', 'y', 'width', 'height']) cover.setAttribute(name,"
            + " box[name]);if (label.getAttribute('transform')) cover.setAttribute('transform',"
            + " label.getAttribute('transform'));");
    List<String> faults = chromium.geometryFaults();
    assertTrue(faults.stream().anyMatch(f -> f.endsWith("'100' is covered")), faults::toString);
  }

  private static void openTables() {
    chromium.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    chromium.await(
        "tables are made",
        () ->
            chromium.all("details").size() <= chromium.all("details .scroll:first-of-type").size());
  }

  @Test
  void paperIsLightAndWithoutButtonsAndTables() {
    chromium.open(bare, WIDE, "dark");
    chromium.print();
    assertFalse(isDark());
    for (String hidden : List.of("#theme", "nav", "details")) {
      assertFalse(chromium.find(hidden).isDisplayed(), hidden);
    }
    chromium.endPrint();
    chromium.prefer("dark");
    assertTrue(isDark());
    assertEquals(List.of(), chromium.complaints());
  }
}
