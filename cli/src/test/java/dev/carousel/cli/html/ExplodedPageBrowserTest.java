package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page of a training that exploded at its second update, in a real browser: figures over many
 * decades, lines of one point, changes of long names. Skipped where there is no Chromium.
 */
class ExplodedPageBrowserTest extends BrowserTest {
  private static Path page;

  @BeforeAll
  static void write() {
    page = Pages.write(folder, "exploded", ExplodedReport.of());
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

  /** Such as that of a network of another framework. */
  @Test
  void aLossThatIsNotKnownIsNotShown() {
    ObjectNode foreign = SyntheticReport.full();
    ((ObjectNode) foreign.at("/runs/0")).putNull("validLoss");
    chromium.open(Pages.write(folder, "foreign", foreign), WIDE, "light");
    String facts = chromium.find("#verdict .facts").getText();
    assertTrue(facts.contains("Training"), facts);
    assertFalse(facts.contains("Validation loss"), facts);
  }
}
