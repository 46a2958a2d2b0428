package dev.carousel.flow.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.plugin.PluginRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunNamesTest {
  private static final PluginRef CLIP = PluginRef.parse("clip-norm:max=1");

  @Test
  void shortCellsAreTheirNames() {
    assertEquals(List.of("rnn", "lstm:chrono=9"), names(15, "rnn", "lstm:chrono=9"));
  }

  @Test
  void optionsThatTellCellsApartAreKept() {
    assertEquals(
        List.of("lstm", "lstm:chrono=100", "rnn:init=orthogonal,gain=1.5"),
        names(28, "lstm", "lstm:chrono=100", "rnn:init=orthogonal,gain=1.5"));
    assertEquals(
        List.of("lstm:chrono=100", "lstm:chrono=200"),
        names(
            28,
            "lstm:chrono=100,coupled=true,peepholes=true",
            "lstm:chrono=200,coupled=true,peepholes=true"));
  }

  /** Even where it comes first. */
  @Test
  void anOptionThatAllShareIsLeftOut() {
    assertEquals(
        List.of("lstm:forget-bias=1", "lstm:forget-bias=2"),
        names(
            28,
            "lstm:chrono=100,forget-bias=1,peepholes=true",
            "lstm:chrono=100,forget-bias=2,peepholes=true"));
  }

  @Test
  void asFewOptionsAsTellApartWhereAllAreTooLong() {
    assertEquals(
        List.of("rnn", "lstm"),
        names(15, "rnn:init=orthogonal,gain=1.5", "lstm:peepholes=true,coupled=true"));
    assertEquals(
        List.of("lstm", "lstm:chrono=100"), names(15, "lstm", "lstm:chrono=100,peepholes=true"));
  }

  @Test
  void namesThatWouldBeTheSameAreNumbered() {
    assertEquals(List.of("#1 lstm", "#2 lstm"), names(28, "lstm", "lstm"));
  }

  @Test
  void stacksAreTheirCellsOrHowManyLayersTheyHave() {
    String two = "lstm:units=64,peepholes=true > gru:units=32";
    String three = two + " > rnn:units=16,residual=true";
    assertEquals(List.of("lstm > gru", "rnn"), names(15, two, "rnn"));
    assertEquals(List.of("stack of 3", "rnn"), names(15, three, "rnn"));
    assertEquals(List.of("lstm > gru > rnn", "rnn"), names(28, three, "rnn"));
  }

  @Test
  void figuresHaveRoomForLongerNamesThanColumns() {
    Run wide = run("rnn:init=orthogonal,gain=2", 9, null);
    assertEquals(List.of("rnn"), RunNames.of(List.of(wide)));
    assertEquals(List.of("rnn:init=orthogonal,gain=2"), RunNames.inFigures(List.of(wide)));
  }

  @Test
  void networksOfOneCellAreToldApartByTrainingAndHooks() {
    Run start = run("rnn", 0, null);
    Run guarded = run("rnn", 9, Flows.recipe("rnn", "non-finite"));
    Run clipped = run("rnn", 9, Flows.recipe("rnn", "non-finite").withHook(CLIP));
    assertEquals(
        List.of("rnn untrained", "rnn", "rnn + clip-norm", "lstm"),
        RunNames.of(List.of(start, guarded, clipped, run("lstm", 9, null))));
    assertEquals(List.of("#1 rnn", "#2 rnn"), RunNames.of(List.of(start, start)));
  }

  private static Run run(String cell, long updates, @Nullable Recipe recipe) {
    LabReport report = Flows.run(cell, Flows.layer(0, 1, Flows.unmeasured("h"))).report();
    return new Run(cell, 1, updates, Double.NaN, report, recipe, null, List.of());
  }

  private static List<String> names(int longest, String... cells) {
    return RunNames.ofCells(List.of(cells), longest);
  }
}
