package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page for who has no mouse or does not see it. Skipped where there is no Chromium. */
class HtmlReportAccessTest extends BrowserTest {
  private static final ObjectNode REPORT = SyntheticReport.full();

  @Test
  void everyFigureAndChartHasAName() {
    open(REPORT);
    for (WebElement figure : chromium.all("figure")) {
      assertEquals("figure", figure.getAriaRole());
      assertFalse(Chromium.nameOf(figure).isBlank(), () -> figure.getAttribute("id"));
      String how = figure.getAttribute("aria-describedby");
      assertTrue(chromium.find("#" + how).getText().length() > 40, how);
    }
    for (WebElement chart : chromium.all(".chart")) {
      assertTrue(List.of("img", "image").contains(chart.getAriaRole()), chart.getAriaRole());
      assertFalse(Chromium.nameOf(chart).isBlank());
    }
    for (WebElement button : chromium.all("button")) {
      assertFalse(Chromium.nameOf(button).isBlank());
    }
    assertEquals(chromium.all("figure").size(), chromium.all("figure > details").size());
  }

  @Test
  void tablesOpenByKeyboardAndHoldTheValues() {
    open(SyntheticReport.bare());
    WebElement summary = chromium.find("#gradient-by-lag summary");
    chromium.run("arguments[0].focus()", summary);
    new Actions(chromium.driver()).sendKeys(Keys.ENTER).perform();
    chromium.await("the table is made", () -> !chromium.all("#gradient-by-lag table").isEmpty());
    List<WebElement> rows = chromium.all("#gradient-by-lag table:first-of-type tbody tr");
    assertTrue(rows.size() >= SyntheticReport.LAG + 1);
    StringBuilder row = new StringBuilder("20");
    for (String state :
        List.of(
            "0/layers/0/states/0",
            "1/layers/0/states/0",
            "1/layers/0/states/1",
            "2/layers/0/states/0")) {
      row.append(' ').append(Pages.rounded(REPORT.at("/runs/" + state + "/gradient/20"), 4));
    }
    assertEquals(row.toString(), rows.get(20).getText());
  }

  @Test
  void linesAreHiddenAndShownByKeyboard() {
    open(SyntheticReport.bare());
    WebElement button = chromium.find("#gradient-by-lag .legend button");
    assertEquals("true", button.getAttribute("aria-pressed"));
    long lines = series();
    button.sendKeys(Keys.SPACE);
    assertEquals("false", button.getAttribute("aria-pressed"));
    assertEquals(lines - 1, series());
    button.sendKeys(Keys.ENTER);
    assertEquals("true", button.getAttribute("aria-pressed"));
    assertEquals(lines, series());
  }

  private static void open(ObjectNode report) {
    chromium.open(Pages.write(folder, "page", report), WIDE, "light");
  }

  private static long series() {
    return (Long)
        chromium.ask(
            "return echarts.getInstanceByDom(document.querySelector('#gradient-by-lag .chart'))"
                + ".getOption().series.filter(s => s.type === 'line').length");
  }
}
