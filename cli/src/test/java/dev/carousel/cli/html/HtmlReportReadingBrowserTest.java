package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/**
 * What the page of a diagnosis says, in a real browser. All tests read one page, which none of them
 * may change. Skipped where there is no Chromium.
 */
class HtmlReportReadingBrowserTest extends BrowserTest {
  @BeforeAll
  static void open() {
    chromium.open(Pages.write(folder, "full", SyntheticReport.full()), WIDE, "light");
    chromium.run(
        "window.changes = 0; new MutationObserver(all => changes += all.length).observe("
            + "document.getElementById('report'),"
            + " {subtree: true, childList: true, attributes: true, characterData: true})");
  }

  /** A test that changes a page opens its own. */
  @AfterEach
  void nothingFailedOrChanged() {
    assertEquals(List.of(), chromium.complaints());
    assertEquals(0L, chromium.ask("return changes"), "changes of the page");
  }

  @Test
  void sectionsOfWhatTheReportHasAreShown() {
    assertEquals(
        List.of(
            "Verdict",
            "What was forecast",
            "How far the gradient reaches",
            "What a step does to a gradient",
            "Gates and states",
            "What reaches the weights",
            "How training went",
            "Cures that were tried"),
        chromium.all("h2").stream().map(WebElement::getText).toList());
  }

  @Test
  void nothingIsCalledUnmeasuredThatWasMeasured() {
    assertFalse(chromium.find("#gradient-history .key").getText().contains("not measured"));
  }

  @Test
  void thePageSaysWhatMadeIt() {
    assertEquals("Carousel 0.1.0, 2026-11-25", chromium.find("#made-by").getText());
    assertEquals("carousel diagnose --html flow.html", chromium.find("#command").getText());
    String colophon = chromium.find("#colophon").getText();
    assertTrue(colophon.contains("seed 1, units 64, optimizer adam:lr=0.002."), colophon);
  }

  @Test
  void reachIsToldBelowTheGradient() {
    String key = chromium.find("#gradient-by-lag .notes").getText();
    assertTrue(key.contains("less than 1 % from lag "), key);
    assertTrue(key.contains("; mean lag 12.5"), key);
  }

  @Test
  void theLedgerNamesTheStepThatDominates() {
    String facts = chromium.find("#clipping .ledger").getText();
    String told = "Largest at step 3 of 100: 25 % of the squared gradients";
    assertTrue(facts.contains(told), facts);
  }

  @Test
  void whatWasForetoldStandsBesideWhatCameOfIt() {
    String foretold = chromium.find("#forecast").getText();
    assertTrue(
        foretold.contains(
            "gru: likely: 60 of 90 such runs learnt; learnt. The forecast was right."),
        foretold);
    assertTrue(
        foretold.contains("unlikely: 10 of 40 such runs learnt; learnt. The forecast was wrong."),
        foretold);
    assertTrue(chromium.find("#norm-ratios").getText().contains("penalty 0.02"));
  }

  @Test
  void whatCannotBeMeasuredIsNotClaimed() {
    String cures = chromium.find("#cures").getText();
    assertTrue(cures.contains("not judged"), cures);
    String findings = chromium.find("#verdict").getText();
    assertTrue(findings.contains("moves: drift, now 0.0061 (share per step)"), findings);
    assertTrue(findings.contains("moves: horizon, which cannot be measured in this run"), findings);
  }

  /** Advice that was tried is told by what came of it, and green stands for a help alone. */
  @Test
  void whatHelpedComesFirstAndWhatDidNotIsNoAdvice() {
    assertEquals("--hook clip-norm:max=1", chromium.find("#verdict .prescriptions code").getText());
    String findings = chromium.find("#verdict").getText();
    assertTrue(
        findings.contains("1 of the 2 changes lowered the validation loss: --hook clip-norm:max=1"),
        findings);
    assertTrue(
        findings.contains(
            "Tried, but it did not help: --cell rnn:init=orthogonal,gain=0.96 " + "(worse)"),
        findings);
    List<String> green =
        chromium.all("#cures .chip.steady").stream().map(WebElement::getText).toList();
    assertEquals(List.of("✓ helped", "✓ helped"), green);
    String first = chromium.find("#verdict .todo").getText();
    assertTrue(first.contains("helped: loss -1.5 %"), first);
    assertEquals("✕ worse", chromium.find("#cures .chip.exploding").getText());
    assertTrue(
        chromium.find("#cures").getText().contains("worse: loss +1.5 %"), "the loss comes first");
  }

  @Test
  void whatTheDataRewardsIsShown() {
    String told = chromium.find("#rewards").getText();
    assertTrue(told.contains("gru uses 20 steps"), told);
    assertTrue(
        told.contains("The data alone rewards 20 steps; most informative lags: 1, 20."), told);
    assertEquals(2, chromium.all("#rewards .chart svg").size());
  }

  @Test
  void verdictSaysWhatTheFiguresSay() {
    List<WebElement> cards = chromium.all(".cards > .card");
    assertTrue(
        cards
            .get(0)
            .getText()
            .contains("The gradient explodes. Through state h it grows by 4.6 %"));
    assertTrue(cards.get(0).getText().contains("--hook clip-norm:max=1"));
    assertTrue(
        cards.get(1).getText().contains("It reaches furthest back through state c"),
        cards.get(1).getText());
    assertTrue(
        cards.get(2).getText().contains("At lag 100, 0.37 of it is left"), cards.get(2).getText());
    assertTrue(
        chromium.find(".comparison").getText().contains("12 times as slowly in gru as in lstm"));
  }
}
