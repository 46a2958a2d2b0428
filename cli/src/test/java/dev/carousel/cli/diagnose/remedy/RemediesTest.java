package dev.carousel.cli.diagnose.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cli.diagnose.Flows;
import dev.carousel.cli.diagnose.measured.Reading;
import dev.carousel.cli.diagnose.measured.Recipe;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  private static List<String> options(Plugins plugins, String cell, StateFlow state) {
    Run run = Flows.run(cell, Flows.layer(0, 1, state));
    return new Remedies(plugins)
        .of(run, Reading.of(run), 100).stream().map(Remedy::options).toList();
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
    assertEquals(List.of("--cell lstm:forget-bias=6,chrono=100"), vanishing("lstm:forget-bias=6"));
    assertEquals(List.of("--untrained"), vanishing("lstm:chrono=100"));
  }

  @Test
  void otherGatedCellIsToldOfChrono() {
    assertEquals(List.of("--cell lstm:chrono=100"), vanishing("gru"));
    assertEquals(List.of("--cell lstm:chrono=100"), vanishing("gru-reset-before"));
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
}
