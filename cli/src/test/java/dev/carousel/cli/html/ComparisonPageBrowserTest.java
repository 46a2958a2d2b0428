package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The page of a comparison in a real browser. Skipped where there is no Chromium. */
class ComparisonPageBrowserTest extends BrowserTest {
  private static final String COMPARISON =
      """
      {"carousel": "0.1.0", "command": "compare",
       "before": {"file": "a.json", "carousel": "0.1.0", "seed": 1, "data": "a text", "lag": 3,
         "date": "2026-11-25T08:15:00Z", "commandLine": "carousel diagnose --json a.json"},
       "after": {"file": "b.json", "carousel": "0.1.0", "seed": 2, "data": "a text", "lag": 3},
       "differences": ["The seeds differ: 1 before, 2 after."],
       "networks": [
         {"before": "rnn", "after": "<b>lstm</b>", "match": "position",
          "notes": ["Trained for 2 updates before and 3 updates after."],
          "quantities": [
            {"quantity": "growthPerStep", "unit": "nats per step", "layer": "layer0", "subject": "h",
             "lag": null, "before": -0.5, "after": -0.1, "beforeText": "-0.5000 ± 0.1000",
             "afterText": "-0.1000 ± 0.0100", "beforeInterval": [-0.6, -0.4],
             "afterInterval": [-0.11, -0.09], "change": 0.4, "pValue": 0.0012,
             "trend": "better"},
            {"quantity": "horizon", "unit": "steps", "layer": "layer0", "subject": "h",
             "lag": null, "before": 2.0, "after": null, "beforeText": "2.0", "afterText": "∞",
             "beforeInterval": null, "afterInterval": null, "change": null, "pValue": null,
             "trend": "untested"},
            {"quantity": "verdict", "unit": "", "layer": "layer0", "subject": "h", "lag": null,
             "before": "steady", "after": "vanishing", "beforeText": "steady",
             "afterText": "vanishing", "pValue": null, "beforeInterval": null,
             "afterInterval": null, "change": null, "trend": "worse"}],
          "findings": {"gone": [],
            "new": [{"rule": "drift", "title": "It drifts.", "layer": null, "subject": null}],
            "unchanged": []},
          "gradients": [
            {"layer": "layer0", "state": "h", "lags": [0, 1, 2, 3], "before": [1, 0.6, 0.3, null],
             "after": [1, 0.9, 0.8, 0.7]},
            {"layer": "layer0", "state": "c", "lags": [0, 1, 2, 3], "before": [],
             "after": [1, 0.9, 0.8, 0.7]}]}],
       "onlyBefore": [], "onlyAfter": ["gru"]}
      """;

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page =
        Files.writeString(
            folder.resolve("comparison.html"), HtmlReport.ofJson(Page.COMPARISON, json()));
  }

  private static String json() throws JsonProcessingException {
    return Nodes.JSON.readTree(COMPARISON).toString();
  }

  private static List<String> texts(String css) {
    return chromium.all(css).stream().map(WebElement::getText).toList();
  }

  @Test
  void pageAsksForNothingAndNothingFails() {
    chromium.requests(page);
    chromium.open(page, 1280, "light");
    assertEquals(List.of(), chromium.complaints());
    assertEquals(List.of(), chromium.requests(page));
    assertEquals(1, chromium.all("figure .chart svg").size(), "one figure, of both reports");
  }

  /** What has no end is not what is not there. */
  @Test
  void figuresAreThoseOfTheTerminal() {
    chromium.open(page, 390, "light");
    assertEquals(
        List.of(
            List.of("-0.5000 ± 0.1000", "-0.1000 ± 0.0100", "0.4"),
            List.of("2.0", "∞", "–"),
            List.of("steady", "vanishing", "–")),
        IntStream.rangeClosed(1, 3)
            .mapToObj(i -> texts("#quantities tbody tr:nth-child(" + i + ") td.number"))
            .toList());
    assertEquals("untested", texts("#quantities tbody tr:nth-child(2) td").get(4));
    String notes = chromium.find("#quantities").getText();
    assertTrue(notes.contains("it is unknown how much of that is chance"), notes);
    assertTrue(notes.contains("p is the chance of so large a difference"), notes);
  }

  @Test
  void headSaysWhatBothReportsWereMadeBy() {
    chromium.open(page, 1280, "light");
    String head = chromium.find("header.masthead").getText();
    assertTrue(head.contains("Before: a.json, Carousel 0.1.0, 2026-11-25, a text"), head);
    assertTrue(head.contains("carousel diagnose --json a.json"), head);
    assertTrue(head.contains("After: b.json, Carousel 0.1.0, a text"), head);
    assertFalse(chromium.find("footer").getText().contains("docs/"));
  }

  @Test
  void everyPartIsShown() {
    chromium.open(page, 1280, "dark");
    assertEquals(
        List.of("What changed", "How far the gradient reaches", "Before and after"), texts("h2"));
    assertEquals(List.of("h before", "h after", "c after"), texts("#flow .legend span"));
    assertEquals(3, chromium.all("#quantities tbody tr").size());
    assertEquals(List.of("better p = 0.0012"), texts("#quantities td.better"));
    assertEquals(List.of("worse"), texts("#quantities td.worse"));
    String changes = chromium.find("#verdict").getText();
    for (String told :
        List.of(
            "The seeds differ: 1 before, 2 after.",
            "rnn → <b>lstm</b>",
            "1 better, 1 worse, 0 the same, 1 not judged.",
            "Trained for 2 updates before and 3 updates after.",
            "It drifts.",
            "gru: only after, nothing to compare with.")) {
      assertTrue(changes.contains(told), () -> told + " is not in " + changes);
    }
  }
}
