package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.live.LiveServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of a page that follows a run draw and list what the newest report has. */
class LiveFiguresBrowserTest extends BrowserTest
    implements FlowFigures, SpectrumFigures, UnitFigures, TrainingFigures, OutcomeFigures {
  private static final ObjectNode OLD = withProgress(VariedReport.of(1), 100);
  private static final ObjectNode NEW = withProgress(longer(VariedReport.of(2)), 1234);
  private static LiveServer server;
  private static FigurePage page;
  private static List<String> opened = List.of();

  @BeforeAll
  static void follow() {
    chromium.open(Pages.write(folder, "new", NEW), WIDE, "light");
    page = new FigurePage(chromium);
    page.openTables();
    opened = page.skeleton();
    AtomicReference<String> report = new AtomicReference<>(OLD.toString());
    server = LiveServer.bind(0);
    server.serve(report::get);
    chromium.open(server.address(), WIDE, "light");
    page.openTables();
    chromium.run("document.querySelectorAll('details').forEach((d, i) => d.open = i % 2 === 0)");
    JsonNode before = page.chart("cures", 0);
    report.set(NEW.toString());
    chromium.await("the last figure is new", () -> !page.chart("cures", 0).equals(before));
    page.openTables();
    page.closeTables();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static ObjectNode withProgress(ObjectNode report, int updates) {
    ((ArrayNode) report.get("runs")).remove(2); // which would take long to draw twice
    ObjectNode progress = report.putObject("progress");
    progress.put("state", "training").putNull("reason").put("updates", updates);
    progress.put("plannedUpdates", 4000).put("fraction", updates / 4000.0);
    progress.put("seconds", 83.2 + updates).put("secondsLeft", 4000 + updates);
    progress.put("loss", 1.25 + updates / 1e4).put("gradientNorm", 0.2 + updates / 1e5);
    return report.set(
        "progress", progress.put("symbolsPerSecond", 120000 + updates).put("unit", "chars"));
  }

  /** With a change whose name takes more lines, so that its figure is higher. */
  private static ObjectNode longer(ObjectNode report) {
    String change = "--cell rnn:init=orthogonal,gain=0.96 --hook clip-norm:max=1 --bptt 128 ";
    ((ObjectNode) report.at("/runs/0/cures/0")).put("change", change + "--optimizer sgd:lr=0.1");
    return report;
  }

  @Override
  public FigurePage page() {
    return page;
  }

  @Override
  public JsonNode report() {
    return NEW;
  }

  /** Titles, notes, keys, heights, labels and tables, each in its place. */
  @Test
  void aPageThatWasRenewedIsAsIfItHadBeenOpenedThen() {
    List<String> renewed = page.skeleton();
    for (int i = 0; i < Math.min(opened.size(), renewed.size()); i++) {
      assertEquals(opened.get(i), renewed.get(i), "element " + i);
    }
    assertEquals(opened.size(), renewed.size());
  }

  @Test
  void progressIsTold() {
    assertEquals("Training", page.text("#progress .state"));
    assertEquals(
        List.of(
            "Updates1,234of 4,000",
            "Loss, last update1.3734",
            "Validation loss" + Written.decimals(NEW.at("/runs/0/validLoss"), 4),
            "Gradient norm0.212",
            "Chars per second121,234",
            "Time21:57",
            "Left1:27:14"),
        page.texts("#progress .facts > div"));
    assertEquals("30", page.attribute("#progress .bar", "aria-valuenow"));
    assertEquals("30%", chromium.ask("return document.querySelector('.bar div').style.width"));
    assertEquals("30 % · Gradient flow: rnn, lstm", chromium.driver().getTitle());
  }
}
