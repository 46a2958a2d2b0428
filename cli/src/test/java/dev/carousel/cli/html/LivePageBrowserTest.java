package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.live.LiveServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a run that trains, in a real browser. Skipped where there is none. */
class LivePageBrowserTest extends BrowserTest {
  private static final int NARROW = 390;

  private static String text(String css) {
    return (String) chromium.ask("return document.querySelector(arguments[0]).textContent", css);
  }

  private static long updates() {
    return Long.parseLong(
        text("#progress .facts dd").replaceAll("(?s)[^\\d,].*", "").replace(",", ""));
  }

  /**
   * The update that the chart of this figure reaches. Not how many points it draws: in a long run
   * every other point is left out from time to time.
   */
  private static long reached(String figure) {
    return (long)
        chromium.ask(
            "return echarts.getInstanceByDom(document.querySelector(arguments[0] + ' .chart'))"
                + ".getOption().series[0].data.at(-1)[0]",
            "#" + figure);
  }

  @Test
  void figuresGrowWhileARunGoesAndItsEndIsTold() throws Exception {
    try (LiveRun run = LiveRun.start(folder)) {
      String address = run.address();
      chromium.requests(address);
      chromium.open(address, WIDE, "light");
      chromium.await("it trains", () -> text("#progress .state").equals("Training"));
      for (String figure :
          List.of("gradient-by-lag", "gradient-history", "clipping", "update-ratios", "losses")) {
        chromium.await(figure + " is there", () -> !chromium.all("#" + figure + " svg").isEmpty());
      }
      long seen = updates();
      long clipping = reached("clipping");
      long losses = reached("losses");
      chromium.await("the count of updates grows", () -> updates() > seen);
      chromium.await("the ledger grows", () -> reached("clipping") > clipping);
      chromium.await("losses grow", () -> reached("losses") > losses);
      assertWhatTheReaderDidStays();
      chromium.picture("live-1280");
      assertEquals(List.of(), chromium.complaints());
      assertTrue(chromium.requests(address).isEmpty(), "nobody is asked but the server of the run");
      run.interrupt();
      chromium.await("the end is told", () -> text("#progress .state").startsWith("Stopped"));
      assertTrue(chromium.driver().getTitle().startsWith("Ended"), chromium.driver()::getTitle);
      assertFalse(chromium.all("#clipping svg").isEmpty(), "the figures stay");
      assertEquals(List.of(), chromium.complaints());
    }
  }

  private static void assertWhatTheReaderDidStays() {
    chromium.find("#theme").click();
    WebElement button = chromium.all("#gradient-by-lag .legend button").get(0);
    chromium.run("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", button);
    button.sendKeys(Keys.SPACE);
    assertEquals("false", button.getAttribute("aria-pressed"));
    WebElement box = chromium.find("#gradient-by-lag summary");
    chromium.run("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", box);
    box.sendKeys(Keys.ENTER);
    chromium.await("the table is there", () -> !chromium.all("#gradient-by-lag td").isEmpty());
    Object scroll = chromium.ask("return Math.round(scrollY)");
    long seen = updates();
    String figures = text("#gradient-by-lag .scroll table");
    chromium.await("it is drawn anew", () -> updates() > seen + 100);
    chromium.await(
        "tables are renewed", () -> !text("#gradient-by-lag .scroll table").equals(figures));
    assertEquals(scroll, chromium.ask("return Math.round(scrollY)"), "scroll position");
    assertEquals(box, chromium.driver().switchTo().activeElement(), "focus");
    assertEquals("false", button.getAttribute("aria-pressed"), "hidden lines");
    assertEquals("dark", chromium.ask("return document.documentElement.dataset.theme"));
    Object lines =
        chromium.ask(
            "return echarts.getInstanceByDom(document.querySelector('#gradient-by-lag .chart'))"
                + ".getOption().series.filter(s => s.type === 'line' && s.data.length).length");
    assertEquals(1L, lines, "the line is hidden in the figure too");
  }

  private static ObjectNode synthetic(String state, int updates) {
    return withProgress(SyntheticReport.full(), state, updates);
  }

  /** The same with few figures, which are soon drawn. */
  private static ObjectNode bare(String state, int updates) {
    return withProgress(SyntheticReport.bare(), state, updates);
  }

  private static ObjectNode withProgress(ObjectNode report, String state, int updates) {
    ObjectNode progress = report.putObject("progress");
    progress.put("state", state).putNull("reason").put("updates", updates);
    progress.put("plannedUpdates", 400).put("fraction", updates / 400.0).put("seconds", 83.2);
    progress.put("secondsLeft", 4000).put("loss", 1.25).put("gradientNorm", 0.2);
    progress.put("symbolsPerSecond", 123456).put("unit", "chars");
    return report;
  }

  /** Sections come and go, lines are added: the page is as if it had been opened then. */
  @Test
  void whatAppearsLaterStandsWhereItBelongs() {
    AtomicReference<String> report = new AtomicReference<>();
    ObjectNode waiting = synthetic("waiting", 0);
    waiting.putArray("runs");
    waiting.remove("rewards");
    report.set(waiting.toString());
    try (LiveServer server = LiveServer.bind(0)) {
      server.serve(report::get);
      chromium.open(server.address(), WIDE, "light");
      assertEquals("Waiting for the first update", text("#progress .state"));
      assertEquals(List.of(), chromium.all("section"));
      report.set(bare("training", 10).toString());
      chromium.await("sections come", () -> chromium.all("section").size() == 3);
      report.set(synthetic("training", 200).toString());
      chromium.await("all sections come", () -> chromium.all("section").size() == 8);
      chromium.await("all are drawn", () -> chromium.all("figure .chart svg").size() >= 40);
      List<String> titles = chromium.all("h2, h3").stream().map(WebElement::getText).toList();
      assertEquals("1:23", chromium.all("#progress dd").get(5).getText());
      assertEquals("1:06:40", chromium.all("#progress dd").get(6).getText());
      assertEquals(8, chromium.all("nav a").size());
      assertEquals(List.of(), chromium.complaints());
      ObjectNode ended = synthetic("ended", 400);
      ((ObjectNode) ended.get("progress")).put("reason", "limit");
      report.set(ended.toString());
      server.end();
      chromium.await("the end is told", () -> text("#progress .state").startsWith("Ended: the"));
      chromium.open(server.address(), WIDE, "light");
      assertEquals(
          titles, chromium.all("h2, h3").stream().map(WebElement::getText).toList(), "same page");
      assertEquals(List.of(), chromium.complaints());
    }
  }

  /** The end is told once and for all, although its server goes away with the run. */
  @Test
  void aRunThatHasEndedIsAskedNoMore() {
    AtomicReference<String> report = new AtomicReference<>(bare("training", 10).toString());
    try (LiveServer server = LiveServer.bind(0)) {
      server.serve(report::get);
      chromium.open(server.address(), WIDE, "light");
      ObjectNode ended = bare("ended", 400);
      ((ObjectNode) ended.get("progress")).put("reason", "patience");
      report.set(ended.toString());
      chromium.await("the end is told", () -> text("#progress .state").startsWith("Ended"));
      chromium.requests("none");
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2500);
      chromium.await("it might have asked again", () -> System.nanoTime() >= end);
      assertEquals(List.of(), chromium.requests("none"));
      assertEquals("Ended: validation no longer improved", text("#progress .state"));
      assertTrue(chromium.driver().getTitle().startsWith("Ended"), chromium.driver()::getTitle);
      assertEquals(List.of(), chromium.complaints());
    }
  }

  /** As on a busy machine: three questions in a row must miss before a run is given up. */
  @Test
  void anAnswerMakesUpForQuestionsWithoutOne() {
    AtomicReference<String> report = new AtomicReference<>(bare("training", 10).toString());
    try (LiveServer server = LiveServer.bind(0)) {
      server.serve(report::get);
      chromium.open(server.address(), WIDE, "light");
      chromium.run(
          "const real = window.fetch; window.asked = 0; window.fetch = (...of) => ++asked % 3"
              + " ? Promise.reject(new Error('busy')) : real(...of);");
      chromium.await("it was asked", () -> (long) chromium.ask("return asked") >= 6);
      report.set(bare("training", 20).toString());
      chromium.await("the newest is shown", () -> updates() == 20);
      assertEquals("Training", text("#progress .state"));
    }
  }

  /** As when the process is killed. */
  @Test
  void aRunThatDoesNotAnswerAnyMoreHasEnded() {
    try (LiveServer server = LiveServer.bind(0)) {
      server.serve(() -> synthetic("training", 100).toString());
      chromium.open(server.address(), NARROW, "light");
      assertEquals("Training", text("#progress .state"));
    }
    chromium.await(
        "the page gives it up", () -> text("#progress .state").contains("does not answer"));
    assertFalse(chromium.all("figure .chart svg").isEmpty(), "the figures stay");
    Object wide = chromium.ask("return document.documentElement.scrollWidth");
    assertEquals((long) NARROW, wide);
    chromium.picture("live-390");
    chromium.complaints(); // of the questions that nobody answered
  }
}
