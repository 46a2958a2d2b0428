package dev.carousel.cli.diagnose.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.diagnose.Flows;
import dev.carousel.cli.diagnose.measured.Measure;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.diagnose.remedy.Change;
import dev.carousel.cli.diagnose.remedy.Cure;
import dev.carousel.cli.diagnose.remedy.Remedies;
import dev.carousel.cli.diagnose.report.Diagnosis;
import dev.carousel.cli.text.Look;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
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
          List.of(
              cure(Measure.LARGEST_UPDATE, 7.3, 1),
              cure(Measure.CLIPPED, 0.25, 0.25),
              cure(Measure.TRUNCATED, 0.5, Double.NaN)),
          List.of(),
          null,
          List.of(),
          Flows.PROVENANCE);

  private static Cure cure(Measure measure, double before, double after) {
    Change change = new Change.OfHook(PluginRef.parse("clip-norm:max=1"));
    return new Cure("lstm", Rule.SATURATION, change, measure, before, after, 2.5, 2.25);
  }

  @Test
  void curesTellWhatBecameOfTheirPromise() {
    List<String> lines = DiagnosisText.of(CURED, Look.plain(), REMEDIES);
    int from = lines.indexOf("Cures, tried");
    assertEquals(
        List.of(
            "  lstm",
            "    --hook clip-norm:max=1 (against saturation)",
            "      helped: largest gradient that reached the optimizer 7.3 to 1, loss 2.500",
            "      to 2.250",
            "    --hook clip-norm:max=1 (against saturation)",
            "      did not help: updates that were clipped 0.25 to 0.25, loss 2.500 to 2.250",
            "    --hook clip-norm:max=1 (against saturation)",
            "      not measured: cosine of the truncated gradient 0.50 to -, loss 2.500 to",
            "      2.250"),
        lines.subList(from + 1, lines.size()));
  }

  @Test
  void whatIsTriedAgainstAFindingStandsBelowIt() {
    List<String> lines = DiagnosisText.of(CURED, Look.plain(), REMEDIES);
    int from = lines.indexOf("    also It is so. Seen.");
    assertEquals(
        List.of(
            "         try  --cell lstm:gain=0.5        smaller recurrent matrices to start",
            "                                          from: smaller sums, where the slope is",
            "              --hook clip-norm:max=1      keeps a single large update from",
            "                                          driving units there",
            "              --optimizer adam:lr=0.0005  drives units less far"),
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
            "  The data alone: a context of 20 steps. Lags that tell most, with the variance",
            "  that each explains beyond the others: 20 (25 %). (Looked for up to 100 steps,",
            "  at 9000 places.)",
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
    assertEquals(1, text.split("Nothing to mend.", -1).length - 1, text);
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
