package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of the page of {@code diagnose} draw and list what the report has. */
class DiagnosisFiguresBrowserTest extends BrowserTest
    implements FlowFigures, SpectrumFigures, UnitFigures, TrainingFigures, OutcomeFigures {
  private static final ObjectNode REPORT = VariedReport.of(1);
  private static FigurePage page;

  @BeforeAll
  static void open() {
    chromium.open(Pages.write(folder, "varied", REPORT), WIDE, "light");
    page = new FigurePage(chromium);
    page.openTables();
    page.closeTables();
  }

  @Override
  public FigurePage page() {
    return page;
  }

  @Override
  public JsonNode report() {
    return REPORT;
  }

  @Test
  void theHeadNamesTheNetworksAndTheData() {
    assertEquals("Gradient flow: rnn, lstm, wide", chromium.driver().getTitle());
    assertEquals("Carousel 0.1.0, 2026-11-25", page.text("#made-by"));
    assertEquals(REPORT.get("data").textValue(), page.text("#about"));
    assertEquals(REPORT.get("commandLine").textValue(), page.text("#command"));
    String colophon = page.text("#colophon");
    String settings = "Lags 0 to 100, seed 1, units 64, optimizer adam:lr=0.002. ";
    assertTrue(colophon.startsWith(settings), colophon);
  }
}
