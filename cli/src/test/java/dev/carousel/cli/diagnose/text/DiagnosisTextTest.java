package dev.carousel.cli.diagnose.text;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.text.Look;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.Trial;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole reports, compared with the texts that stand in the resources. */
class DiagnosisTextTest {
  private static final Remedies REMEDIES = new Remedies(Plugins.of(PluginDiscovery.onClassPath()));

  private static final Diagnosis TWO =
      Flows.diagnosis(
          Flows.run("rnn", Flows.layer(0, 0.9, Flows.vanishing("h", -0.3))),
          Flows.run(
              "lstm",
              Flows.layer(
                  0, 1.5, Flows.vanishing("h", -0.06), Flows.state("c", -0.004, Verdict.STEADY))));

  private static final Diagnosis MANY =
      new Diagnosis(
          "task adding",
          7,
          "(mean squared error)",
          Flows.LAG,
          List.of(
              Flows.untrained(
                  "rnn:activation=relu,init=identity,gain=1.2",
                  Flows.layer(0, 1.2, Flows.state("h", 0.18, Verdict.EXPLODING)),
                  Flows.layer(1, 1.2, Flows.unmeasured("h"))),
              Flows.run("rnn:init=spectral-radius", Flows.layer(0, 1, Flows.unmeasured("h")))),
          List.of(),
          List.of(),
          null,
          List.of("the longest lag is reduced from 200 to 100, as the data is short."),
          Flows.PROVENANCE);

  private static String report(Diagnosis diagnosis, Look look) {
    return String.join("\n", DiagnosisText.of(diagnosis, look, REMEDIES)) + "\n";
  }

  private static String golden(String name) {
    try (InputStream in = DiagnosisTextTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void twoNetworksStandSideBySide() {
    assertEquals(golden("two.txt"), report(TWO, new Look(80, false, true)));
  }

  @Test
  void asciiStandsInForBlocks() {
    assertEquals(golden("two-ascii.txt"), report(TWO, Look.plain()));
  }

  @Test
  void layersLongNamesAndExplosionsFitToo() {
    assertEquals(golden("many.txt"), report(MANY, new Look(80, false, true)));
  }

  @Test
  void networksWithoutRecurrentMatricesHaveNoTableOfThem() {
    LayerFlow none = new LayerFlow("layer0", 0, false, List.of(Flows.unmeasured("h")), List.of());
    Diagnosis linear =
        new Diagnosis(
            "a text",
            7,
            "nats per symbol",
            Flows.LAG,
            List.of(Flows.run("lru", none)),
            List.of(),
            List.of(),
            null,
            List.of(),
            Flows.PROVENANCE);
    assertFalse(report(linear, Look.plain()).contains("Recurrent matrices"));
    assertTrue(report(TWO, Look.plain()).contains("Recurrent matrices"));
  }

  @Test
  void wideTerminalShowsEveryLag() {
    List<String> lines = DiagnosisText.of(TWO, new Look(120, false, true), REMEDIES);
    assertTrue(lines.stream().anyMatch(line -> line.endsWith("█".repeat(101))));
  }

  @Test
  void colourAddsNothingButItself() {
    String colourful = report(TWO, new Look(80, true, true));
    assertTrue(colourful.contains("\u001B[31m") && colourful.contains("\u001B[32m"), colourful);
    assertEquals(golden("two.txt"), colourful.replaceAll("\u001B\\[\\d+m", ""));
  }

  private static final Diagnosis CURED =
      new Diagnosis(
          "a text",
          7,
          "nats per symbol",
          Flows.LAG,
          List.of(
              Flows.found(
                  Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.3))),
                  Flows.recipe("lstm"),
                  Rule.SATURATION,
                  "c")),
          cures(),
          List.of(),
          null,
          List.of(),
          Flows.PROVENANCE);

  /** One that lowered the loss, and one that worsened it while it kept its promise. */
  private static List<Cure> cures() {
    List<Double> before = List.of(2.4, 2.5, 2.6);
    Trial better =
        new Trial(
            new PairedDifference(before, List.of(2.1, 2.3, 2.3)),
            NaN,
            List.of(promise(Goal.LARGEST_UPDATE, 7.3, 1), promise(Goal.TRUNCATED, 0.5, NaN)));
    Trial worse =
        new Trial(
            new PairedDifference(before, List.of(3.3, 3.5, 3.7)),
            NaN,
            List.of(promise(Goal.SATURATED, 0.9, 0.2)));
    List<JudgedTrial> judged = Judge.judge(List.of(better, worse));
    return List.of(
        new Cure(
            "lstm",
            new Change.OfHook(PluginRef.parse("clip-norm:max=1")),
            List.of(Rule.SATURATION, Rule.DRIFT),
            judged.get(0)),
        new Cure(
            "lstm",
            new Change.OfCell(PluginRef.parse("lstm:gain=0.5")),
            List.of(Rule.SATURATION),
            judged.get(1)));
  }

  private static Promise promise(Goal goal, double before, double after) {
    return new Promise(
        goal.words(),
        goal.unit(),
        goal.isMoreBetter(),
        new PairedDifference(List.of(before, before, 1.01 * before), List.of(after, after, after)));
  }

  @Test
  void curesTellWhatBecameOfTheLossFirst() {
    List<String> lines = DiagnosisText.of(CURED, Look.plain(), REMEDIES);
    int from = lines.indexOf("Cures that were tried");
    assertEquals(
        List.of(
            "  Each change was trained alone, with 3 seeds (7 to 9) and the same number of",
            "  updates as the network, and is compared with it seed by seed. In brackets: 95",
            "  % intervals of the mean difference (paired t, 2 degrees of freedom: wide",
            "  because there are few seeds). Significance: 5 %, corrected for 2 changes.",
            "  lstm: 1 of the 2 changes lowered the validation loss: --hook clip-norm:max=1.",
            "    --hook clip-norm:max=1 (against saturation, drift)",
            "      helped: loss -11 % [-16 to -4.9]; largest gradient that reached the",
            "      optimizer better, as promised; cosine of the truncated gradient not",
            "      measured",
            "      means: loss 2.500 to 2.233; largest gradient that reached the optimizer",
            "      7.3 to 1; cosine of the truncated gradient 0.50 to -",
            "    --cell lstm:gain=0.5 (against saturation)",
            "      worse: loss +40 % [+30 to +50]; saturated units better, as promised",
            "      means: loss 2.500 to 3.500; saturated units 0.90 to 0.20"),
        lines.subList(from + 1, lines.size()));
  }

  /** After a proof only what helped is left to try. */
  @Test
  void whatHelpedIsTheOnlyThingLeftToTry() {
    List<String> lines = DiagnosisText.of(CURED, Look.plain(), REMEDIES);
    List<String> tries = lines.stream().filter(line -> line.startsWith("    try ")).toList();
    assertEquals(List.of("    try --hook clip-norm:max=1"), tries);
    assertEquals(1, lines.stream().filter(line -> line.contains("--cell lstm:gain=0.5")).count());
  }

  @Test
  void whatIsTriedAgainstAFindingStandsBelowIt() {
    List<String> lines =
        DiagnosisText.of(Flows.diagnosis(CURED.runs().get(0)), Look.plain(), REMEDIES);
    int from = lines.indexOf("    also It is so. Seen.");
    assertEquals(
        List.of(
            "         try  --cell lstm:gain=0.5        smaller initial recurrent matrices",
            "                                          keep sums where the slope is large",
            "              --hook clip-norm:max=1      keeps a single large update from",
            "                                          saturating units",
            "              --optimizer adam:lr=0.0005  changes units less per update"),
        lines.subList(from + 1, from + 6));
  }

  @Test
  void whatTheDataRewardsStandsBesideWhatIsUsed() {
    Run rnn = Flows.run("rnn", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    Run lstm = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.06)));
    Diagnosis both =
        Flows.diagnosis(
            Flows.needing(rnn, Flows.rewarding(20, 5)),
            Flows.needing(lstm, Flows.rewarding(20, 20)));
    List<String> lines = DiagnosisText.of(both, Look.plain(), REMEDIES);
    int from = lines.indexOf("What the data rewards: steps of context that lower the loss");
    assertEquals(
        List.of(
            "  The data alone: a context of 20 steps. Most informative lags, with the",
            "  variance that each explains beyond the others: 20 (25 %). (Searched up to 100",
            "  steps, at 9,000 places.)",
            "  loss at context      1      5     20",
            "  rnn              3.000  2.500      -",
            "  lstm             3.000      -  2.500",
            "  Your data rewards a context of about 20 steps; rnn uses 5 steps, lstm uses 20",
            "  steps."),
        lines.subList(from + 1, from + 9));
    String text = report(both, Look.plain()).replaceAll("\\s+", " ");
    assertTrue(text.contains("rnn: the gradient vanishes."), text);
    assertTrue(text.contains("at lag 19, 7.5e-5 is left."), text);
    assertTrue(
        text.contains("lstm: it uses the last 20 steps, as many as your data rewards"), text);
    assertEquals(1, text.split("Nothing to fix.", -1).length - 1, text);
  }

  /** On a random walk too a network that starts from a zero state takes some steps to settle. */
  @Test
  void aNetworkThatUsesMoreDoesNotTellThatTheDataRewardsIt() {
    Run run = Flows.run("gru", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    Diagnosis one = Flows.diagnosis(Flows.needing(run, Flows.rewarding(2, 7)));
    String text = report(one, Look.plain()).replaceAll("\\s+", " ");
    assertTrue(text.contains("Your data alone rewards a context of 2 steps; gru uses 7"), text);
    assertTrue(text.contains("it uses the last 7 steps, more than your data shows a reward"), text);
    assertFalse(text.contains("Your data rewards a context of about 7"), text);
  }

  /** What it seems to use is chance, and nothing speaks for what is left of its gradient. */
  @Test
  void ofANetworkWithoutSkillNoContextIsTold() {
    Run run = Flows.run("gru", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    Diagnosis one = Flows.diagnosis(Flows.needing(run, Flows.rewarding(20, 30, 2.4)));
    String text = report(one, Look.plain()).replaceAll("\\s+", " ");
    assertTrue(
        text.contains(
            "Your data rewards a context of about 20 steps; gru predicts no better than always"
                + " the same."),
        text);
    assertTrue(text.contains("gru: the gradient vanishes."), text);
    assertFalse(text.contains("gru uses"), text);
  }

  /** Those without skill are named together, after the others. */
  @Test
  void severalNetworksWithoutSkillAreNamedTogether() {
    Run gru = Flows.run("gru", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    Run rnn = Flows.run("rnn", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    Diagnosis both =
        Flows.diagnosis(
            Flows.needing(gru, Flows.rewarding(20, 30, 2.4)),
            Flows.needing(rnn, Flows.rewarding(20, 30, 2.4)));
    String text = report(both, Look.plain()).replaceAll("\\s+", " ");
    assertTrue(text.contains("; gru and rnn predict no better than always the same."), text);
  }

  @Test
  void oneOfAThingIsNotSeveral() {
    PairedDifference loss = new PairedDifference(List.of(2.4, 2.5), List.of(2.1, 2.3));
    Cure only =
        new Cure(
            "lstm",
            new Change.OfHook(PluginRef.parse("clip-norm:max=1")),
            List.of(Rule.DRIFT),
            Judge.judge(List.of(new Trial(loss, NaN, List.of()))).get(0));
    Diagnosis one =
        new Diagnosis(
            "a text",
            7,
            "nats per symbol",
            Flows.LAG,
            CURED.runs(),
            List.of(only),
            List.of(),
            null,
            List.of(),
            Flows.PROVENANCE);
    String text = report(one, Look.plain()).replaceAll("\\s+", " ");
    assertTrue(text.contains("(paired t, 1 degree of freedom: wide"), text);
    assertTrue(text.contains("Significance: 5 %. lstm:"), text);
  }

  /** 19 % left where it matters is not painted as what has vanished. */
  @Test
  void colourFollowsTheGrade() {
    Run run = Flows.run("lstm:chrono=100", Flows.layer(0, 1, Flows.vanishing("c", -0.0166)));
    String text = report(Flows.diagnosis(run), new Look(80, true, true));
    assertTrue(text.contains("\u001B[36mfading"), text);
    assertTrue(!text.contains("\u001B[31m"), text);
  }

  @Test
  void nothingIsAdvisedTwice() {
    Run run = CURED.runs().get(0);
    Run twice = Flows.found(run, Flows.recipe("lstm"), Rule.SHORT_TIME_SCALES, "c");
    String report = report(Flows.diagnosis(twice), Look.plain());
    assertEquals(1, report.split("--cell lstm:chrono=100", -1).length - 1, report);
  }

  @Test
  void linesFitInto80Columns() {
    for (Diagnosis diagnosis : List.of(TWO, MANY, CURED)) {
      report(diagnosis, Look.plain())
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80, line));
    }
  }
}
