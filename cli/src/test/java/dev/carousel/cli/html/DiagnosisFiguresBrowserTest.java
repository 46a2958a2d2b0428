package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    assertEquals(REPORT.get("data").textValue(), page.text("#about"));
  }
}
