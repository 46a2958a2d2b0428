package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;

/** The figures of a training that exploded draw and list what the report has. */
class ExplodedFiguresBrowserTest extends BrowserTest
    implements FlowFigures, SpectrumFigures, UnitFigures, TrainingFigures, OutcomeFigures {
  private static final ObjectNode REPORT = ExplodedReport.of();
  private static FigurePage page;

  @BeforeAll
  static void open() {
    chromium.open(Pages.write(folder, "exploded", REPORT), WIDE, "light");
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
}
