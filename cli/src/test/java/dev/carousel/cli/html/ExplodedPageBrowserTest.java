package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page of a training that exploded at its second update, in a real browser: figures over many
 * decades, lines of one point, changes of long names. Skipped where there is no Chromium.
 */
class ExplodedPageBrowserTest {
  private static final String LONG =
      "--cell rnn:activation=identity,init=orthogonal,gain=1.0000001 --hook clip-norm:max=1";

  @TempDir private static Path folder = Path.of("");
  private static Chromium chromium;
  private static Path page;

  @BeforeAll
  static void start() {
    chromium = Chromium.startOrSkip();
    page = Pages.write(folder, "exploded", exploded());
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static ObjectNode exploded() {
    ObjectNode report = SyntheticReport.full();
    ArrayNode runs = (ArrayNode) report.get("runs");
    while (runs.size() > 1) {
      runs.remove(1);
    }
    ObjectNode run = (ObjectNode) runs.get(0);
    run.put("updates", 50).putNull("validLoss");
    ObjectNode finding = run.withArray("findings").insertObject(0);
    finding.put("rule", "non-finite").put("title", "Training exploded: not finite.");
    ((ObjectNode) run.get("verdict")).put("exploded", true);
    run.put("tried", "1 of the 1 changes lowered the validation loss: " + LONG + ".");
    ObjectNode clipping = (ObjectNode) run.get("clipping");
    for (String list : new String[] {"updates", "before", "after", "cosine"}) {
      firstOf(clipping.get(list));
    }
    ObjectNode losses = run.putObject("losses");
    losses.putArray("updates").add(1);
    losses.putArray("train").add(7.5e12);
    losses.putArray("valid").addNull();
    ObjectNode use = (ObjectNode) run.at("/layers/0/stateUse/0");
    ArrayNode norms = use.putArray("norms");
    for (int step = 0; step <= SyntheticReport.LAG; step++) {
      norms.add(Math.pow(1.2, step));
    }
    for (JsonNode cure : run.get("cures")) {
      ((ObjectNode) cure)
          .put("summary", "no difference: 3 of 3 trainings not finite, 3 of 3 without it")
          .put("change", LONG)
          .put("notFiniteBefore", 3)
          .put("notFiniteAfter", 3)
          .putNull("validLossBefore")
          .putNull("validLossAfter");
    }
    for (JsonNode trial : run.at("/clippers/trials")) {
      ((ObjectNode) trial).put("trainLoss", 11551555.9).put("validLoss", 3009241.1);
    }
    return report;
  }

  private static void firstOf(JsonNode list) {
    while (list.size() > 1) {
      ((ArrayNode) list).remove(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
  void labelsAreWholeAndNothingLiesBesideThePage(int width, String scheme) {
    chromium.open(page, width, scheme);
    assertEquals(List.of(), chromium.complaints());
    assertEquals(List.of(), chromium.geometryFaults());
    assertEquals(
        true, chromium.ask("return document.documentElement.scrollWidth <= window.innerWidth"));
  }

  @Test
  void labelsAreWholeOnPaper() {
    chromium.open(page, 1280, "dark");
    chromium.print();
    assertEquals(List.of(), chromium.geometryFaults());
    chromium.endPrint();
  }

  private static String words(String figure) {
    return String.valueOf(
        chromium.ask(
            "return [...document.querySelectorAll('#"
                + figure
                + " svg text')].map(t => t.textContent).join('|')"));
  }

  @Test
  void itIsSeenToExplode() {
    chromium.open(page, 1280, "light");
    String drift = words("drift");
    assertTrue(drift.contains("10⁶") || drift.contains("10⁸"), drift);
    for (String figure : new String[] {"clipping", "losses", "update-ratios"}) {
      assertTrue(words(figure).contains("last finite update"), words(figure));
      assertTrue(words(figure).contains("|50"), () -> "the axis goes on: " + words(figure));
    }
    Object dots =
        chromium.ask(
            "return echarts.getInstanceByDom(document.querySelector('#losses .chart'))"
                + ".getOption().series[0].showSymbol");
    assertEquals(true, dots, "a line of one point has a mark");
  }

  @Test
  void aLossThatCannotBeDrawnIsNamed() {
    chromium.open(page, 1280, "light");
    String cures = words("cures");
    assertTrue(cures.contains("finite)"), cures);
    assertTrue(cures.contains("clip-norm:max=1") || cures.contains("norm:max=1"), cures);
    String card = chromium.find("#cures .cure").getText();
    assertTrue(card.contains("not finite"), card);
    String verdict = chromium.find("#verdict .facts").getText();
    assertTrue(verdict.contains("not finite"), verdict);
  }
}
