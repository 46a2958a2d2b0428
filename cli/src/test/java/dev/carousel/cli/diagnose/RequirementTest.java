package dev.carousel.cli.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.Verdict;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.measured.Run;
import dev.carousel.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  private static List<String> unmet(String requirement, Run... runs) {
    return Requirement.parse(requirement).unmet(List.of(runs));
  }

  @ParameterizedTest
  @CsvSource({
    "horizon>=20, true",
    "horizon>=20.1, false",
    "horizon>20, false",
    "horizon<=20, true",
    "horizon<20, false",
    " horizon  >  19 , true",
    "growth<-0.04, true",
    "growth<-0.06, false",
    "growth>=-5e-2, true",
    "growth<=0.01, true"
  })
  void numbersAreComparedAsTheOperatorSays(String requirement, boolean met) {
    Run run = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.05)));
    assertEquals(met, unmet(requirement, run).isEmpty());
  }

  @Test
  void bestStateOfALayerDecides() {
    Run run =
        Flows.run(
            "lstm", Flows.layer(0, 1, Flows.vanishing("h", -0.5), Flows.vanishing("c", -0.05)));
    assertEquals(List.of(), unmet("horizon>=20", run));
  }

  @Test
  void everyLayerOfEveryRunIsToldOf() {
    Run good = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.01)));
    Run bad =
        Flows.run(
            "rnn",
            Flows.layer(0, 1, Flows.vanishing("h", -0.5)),
            Flows.layer(1, 1, Flows.vanishing("h", -0.25)));
    assertEquals(
        List.of(
            "requirement horizon>=50 is not met by rnn, layer0, state h: horizon is 2.0 steps",
            "requirement horizon>=50 is not met by rnn, layer1, state h: horizon is 4.0 steps"),
        unmet("horizon>=50", good, bad));
  }

  @Test
  void gradientThatDoesNotFallHasAnInfiniteHorizon() {
    Run run = Flows.run("rnn", Flows.layer(0, 1, Flows.state("h", 0.2, Verdict.EXPLODING)));
    assertEquals(List.of(), unmet("horizon>=1000", run));
    assertTrue(unmet("growth<0.01", run).get(0).endsWith("state h: growth is 0.20000 per step"));
    assertTrue(unmet("horizon<1000", run).get(0).endsWith("so the horizon is infinite"));
  }

  @Test
  void explosionIsNotHiddenByASteadyState() {
    Run run =
        Flows.run(
            "lstm",
            Flows.layer(
                0,
                1,
                Flows.state("c", 0, Verdict.STEADY),
                Flows.state("h", 0.2, Verdict.EXPLODING)));
    assertEquals(1, unmet("growth<0.01", run).size());
  }

  @Test
  void layerThatCouldNotBeMeasuredMeetsNothing() {
    Run run = Flows.run("rnn", Flows.layer(0, 1, Flows.unmeasured("h")));
    assertEquals(1, unmet("growth<9", run).size());
    assertTrue(unmet("horizon<9", run).get(0).contains("too little of the gradient"));
  }

  @ParameterizedTest
  @CsvSource({
    "horizon, The requirement",
    "horizon=5, horizon=5",
    "horizon>=, horizon>=",
    "horizn>3, did you mean 'horizon'?",
    "Growth<3, did you mean 'growth'?",
    "growth<fast, 'fast'",
    "growth<NaN, 'NaN'"
  })
  void whatCannotBeReadIsToldWithItsForm(String requirement, String told) {
    Refusal error =
        Refusal.of("diagnose --require " + requirement, () -> Requirement.parse(requirement), told);
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says("horizon>=50 or growth<0.01");
  }
}
