package dev.carousel.flow.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Confidence;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Trial;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  private static List<String> options(Plugins plugins, String cell, StateFlow state) {
    Run run = Flows.run(cell, Flows.layer(0, 1, state));
    return new Remedies(plugins)
        .of(run).values().stream().flatMap(List::stream).map(Remedy::options).toList();
  }

  private static List<String> prescribed(Run run) {
    return new Remedies(PLUGINS)
        .of(run, run.findings().get(0), 100).stream().map(Remedy::options).toList();
  }

  private static List<String> vanishing(String cell) {
    return options(PLUGINS, cell, Flows.vanishing("h", -0.5));
  }

  @Test
  void vanillaCellIsToldOfGatesAndOrthogonalMatrices() {
    assertEquals(
        List.of("--cell lstm or --cell gru", "--cell rnn:init=orthogonal", "--hook preserve-norm"),
        vanishing("rnn"));
    assertEquals(
        List.of("--cell lstm or --cell gru", "--hook preserve-norm"),
        vanishing("rnn:init=orthogonal"));
  }

  @Test
  void forgetGateIsOpenedForTheLag() {
    assertEquals(
        List.of("--cell lstm:forget-bias=4.6", "--cell lstm:chrono=100"), vanishing("lstm"));
    assertEquals(
        List.of("--untrained"),
        vanishing("lstm:forget-bias=6"),
        "chrono=100 would start its gates less open than they are");
    assertEquals(List.of("--untrained"), vanishing("lstm:chrono=100"));
  }

  @Test
  void aBiasOfAGateThatAVariantLacksIsNotPrescribed() {
    assertEquals(List.of("--cell greff-lstm:forget-bias=4.6"), vanishing("greff-lstm"));
    assertEquals(List.of("--untrained"), vanishing("greff-lstm:variant=nfg"));
  }

  /** Training may have closed gates; at the start there is nothing that it could have done. */
  @Test
  void whatIsInForceIsNotPrescribedBeforeTraining() {
    LayerFlow layer = Flows.layer(0, 1, Flows.vanishing("c", -0.5));
    Run run = Flows.untrained("lstm:chrono=100", layer);
    assertEquals(List.of(), options(run));
  }

  /** ln(20 - 1) = 2.9. */
  @Test
  void nothingIsPrescribedForALagBeyondWhatTheDataRewards() {
    Run run = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.5)));
    assertEquals(
        List.of("--cell lstm:forget-bias=2.9", "--cell lstm:chrono=20"),
        options(Flows.needing(run, Flows.rewarding(20))));
    assertEquals(List.of(), options(Flows.needing(run, Flows.rewarding(1))));
    assertEquals(List.of(), options(Flows.needing(run, Flows.rewarding(20, 20))), "it uses them");
    assertEquals(2, options(Flows.needing(run, Flows.rewarding(20, 5))).size());
  }

  private static List<String> options(Run run) {
    return new Remedies(PLUGINS)
        .of(run).values().stream().flatMap(List::stream).map(Remedy::options).toList();
  }

  /** Forget bias 4.6 against vanishing, and 0.0 against drift: the gradient comes first. */
  @Test
  void aGateIsNotOpenedAndClosedAtOnce() {
    Run run = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.5)));
    Finding drift =
        new Finding(Rule.DRIFT, "It grows.", List.of(), Confidence.MEDIUM, "layer0", "c");
    Run both =
        new Run(
            run.cell(),
            run.parameters(),
            run.updates(),
            run.validLoss(),
            run.report(),
            null,
            null,
            List.of(run.findings().get(0), drift));
    List<String> told = options(both);
    assertTrue(told.contains("--cell lstm:forget-bias=4.6"), told::toString);
    assertTrue(!told.contains("--cell lstm:forget-bias=0.0"), told::toString);
    assertTrue(told.contains("--cell gru"), told::toString);
    assertEquals(
        "--cell lstm:forget-bias=0.0",
        prescribed(Flows.found(run, null, Rule.DRIFT, "c")).get(0),
        "by itself it is");
  }

  /** A plugin's cell with gates and a time step: not to be told that gates would help it. */
  @Test
  void gatedCellOfAPluginIsToldOfItsOwnOptions() {
    CellProvider provider =
        new CellProvider() {
          @Override
          public String id() {
            return "own";
          }

          @Override
          public String description() {
            return "a cell of its own";
          }

          @Override
          public List<OptionSpec> options() {
            return List.of(
                OptionSpec.real("pace", 1, 1e-6, 1, "longest time step").as(OptionRole.TIME_STEP));
          }

          @Override
          public Cell create(Options options) {
            throw new AssertionError("nothing is trained here");
          }
        };
    Plugins own = new Plugins(List.of(Plugin.of(PluginKind.CELL, "own", provider)), List.of());
    assertEquals(List.of("--cell own:pace=0.01"), options(own, "own", Flows.vanishing("y", -0.5)));
    assertEquals(List.of(), options(own, "own:pace=0.01", Flows.vanishing("y", -0.5)));
  }

  @Test
  void otherGatedCellIsToldOfChrono() {
    assertEquals(List.of("--cell lstm:chrono=100"), vanishing("gru"));
    assertEquals(List.of("--cell lstm:chrono=100"), vanishing("gru-reset-before"));
  }

  @Test
  void cellsWithOneOfBothRolesAreToldOfThat() {
    assertEquals(List.of("--cell slstm:chrono=100"), vanishing("slstm"));
    assertEquals(List.of(), vanishing("slstm:chrono=100"));
    assertEquals(List.of("--cell ln-lstm:forget-bias=4.6"), vanishing("ln-lstm"));
  }

  @Test
  void theGateThatKeepsAStateIsOpenedByItsOwnBias() {
    for (String cell :
        List.of(
            "ugrnn",
            "mgu",
            "minimal",
            "star",
            "brc",
            "nbrc",
            "mut1",
            "mut2",
            "mut3",
            "cfn",
            "fastgrnn",
            "mingru",
            "sru",
            "qrnn")) {
      assertEquals(
          List.of("--cell " + cell + ":keep-bias=4.6", "--cell " + cell + ":chrono=100"),
          vanishing(cell));
    }
    assertEquals(List.of("--cell fastrnn:keep-bias=4.6"), vanishing("fastrnn"));
  }

  @Test
  void explosionIsClippedAndItsGainMadeSmaller() {
    StateFlow state = Flows.state("h", Math.log(2), Verdict.EXPLODING);
    assertEquals(
        List.of("--hook clip-norm:max=1", "--cell rnn:gain=0.75"),
        options(PLUGINS, "rnn:gain=1.5", state));
  }

  @Test
  void nothingIsMendedThatIsSteady() {
    assertEquals(List.of(), options(PLUGINS, "rnn", Flows.state("h", -0.001, Verdict.STEADY)));
  }

  @Test
  void pluginsThatAreNotThereAreNotNamed() {
    Plugins none = new Plugins(List.of(), List.of());
    assertEquals(List.of(), options(none, "rnn", Flows.vanishing("h", -0.5)));
    assertEquals(List.of(), options(none, "rnn", Flows.state("h", 0.5, Verdict.EXPLODING)));
  }

  @Test
  void aHookThatIsInForceIsNotPrescribed() {
    Run run = Flows.run("rnn:gain=2", Flows.layer(0, 2, Flows.state("h", 0.4, Verdict.EXPLODING)));
    Recipe clipped = Flows.recipe("rnn:gain=2", "clip-norm:max=5");
    List<String> without = prescribed(Flows.found(run, null, Rule.EXPLODING, "h"));
    List<String> with = prescribed(Flows.found(run, clipped, Rule.EXPLODING, "h"));
    assertEquals("--hook clip-norm:max=1", without.get(0));
    assertEquals(without.subList(1, without.size()), with);
  }

  /** Smaller matrices and bounded updates help together: not to be told after the clip alone. */
  @Test
  void whatConcernsTheGradientItselfIsToldBeforeTheTrainingThatFailed() {
    StateFlow exploding = Flows.state("h", 0.4, Verdict.EXPLODING);
    Run run = Flows.run("rnn:gain=2", Flows.layer(0, 2, exploding));
    Finding failure =
        new Finding(Rule.NON_FINITE, "It failed.", List.of(), Confidence.HIGH, null, null);
    Run failed =
        new Run(
            run.cell(),
            run.parameters(),
            run.updates(),
            Double.POSITIVE_INFINITY,
            run.report(),
            Flows.recipe(run.cell()),
            null,
            Findings.afterFailure(failure, run.findings(), Evidence.of(run.report())));
    assertEquals(Rule.NON_FINITE, failed.findings().get(0).rule());
    Map<Finding, List<Remedy>> prescribed = new Remedies(PLUGINS).of(failed);
    assertEquals(
        List.of(Rule.EXPLODING, Rule.NON_FINITE),
        prescribed.keySet().stream().map(Finding::rule).toList());
    assertEquals(
        List.of(
            "--cell rnn:gain=1.3 --hook clip-norm:max=1",
            "--hook clip-norm:max=1",
            "--cell rnn:gain=1.3"),
        options(failed).subList(0, 3));
  }

  /** Only what was judged has another order than what is prescribed. */
  @Test
  void whatWasTriedIsToldInTheOrderOfItsVerdicts() {
    Run run = Flows.run("rnn", Flows.layer(0, 1, Flows.vanishing("h", -0.5)));
    List<Remedy> prescribed = new Remedies(PLUGINS).of(run).values().iterator().next();
    List<Remedy> changes = prescribed.subList(1, 3);
    List<Double> high = List.of(2.0, 2.01, 2.02);
    List<Double> low = List.of(1.0, 1.01, 1.03);
    assertEquals(
        List.of(changes.get(1), changes.get(0)),
        Cures.inOrder(changes, cures(changes, high, high, low)));
    assertEquals(
        changes,
        Cures.inOrder(
            changes, cures(changes, high.subList(0, 1), high.subList(0, 1), low.subList(0, 1))));
    assertEquals(changes, Cures.inOrder(changes, List.of()));
  }

  /** The first has no effect, and the second has. */
  private static List<Cure> cures(
      List<Remedy> changes, List<Double> before, List<Double> first, List<Double> second) {
    List<JudgedTrial> judged =
        Judge.judge(
            List.of(
                new Trial(new PairedDifference(before, first), Double.NaN, List.of()),
                new Trial(new PairedDifference(before, second), Double.NaN, List.of())));
    return Stream.of(1, 0)
        .map(
            i ->
                new Cure(
                    "rnn", changes.get(i).changes().get(0), List.of(Rule.VANISHING), judged.get(i)))
        .toList();
  }
}
