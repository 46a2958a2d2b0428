package dev.carousel.flow.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextPoint;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependencePeak;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.steps.Attribution;
import dev.carousel.flow.steps.Truncation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grades say what is left where it matters, and findings follow from them. */
class GradeTest {
  private static final int LAG = 100;

  private static StateFlow state(double rate, Verdict verdict) {
    double[] gradient = new double[LAG + 1];
    for (int lag = 0; lag <= LAG; lag++) {
      gradient[lag] = Math.exp(rate * lag);
    }
    Growth growth = new Growth(rate, rate - 1e-4, rate + 1e-4, LAG + 1);
    return new StateFlow("h", gradient, gradient, 64, growth, verdict);
  }

  private static Dependence data(int rewarded) {
    DependencePeak peak = new DependencePeak(rewarded, rewarded, 0, -1, 0.5);
    return new Dependence(
        1, LAG, 1000, new double[LAG], 0.1, List.of(peak), new double[0], rewarded);
  }

  private static ContextCurve network(int rewarded) {
    ContextPoint point = new ContextPoint(rewarded, 1, 0.1, 0, 0);
    return new ContextCurve(List.of(point), 100, rewarded, rewarded);
  }

  private static Need rewarding(int context) {
    return Need.of(Optional.of(data(context)), Optional.empty(), Double.NaN, LAG);
  }

  private static List<Rule> rules(StateFlow state, Need need) {
    LabReport report =
        new LabReport(
            new FlowReport(
                LAG, List.of(new LayerFlow("layer0", 0, false, List.of(state), List.of()))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Truncation(LAG + 1, List.of()),
            new Attribution(new double[0], 0));
    return Findings.of(new Evidence(report, null, 0, need)).stream().map(Finding::rule).toList();
  }

  /** 19 % left at lag 100 is not 6e-19 at lag 50; and what counts is the lag that is rewarded. */
  @ParameterizedTest
  @CsvSource({
    "-0.0166, VANISHING, 101, FADING, 100",
    "-0.84, VANISHING, 51, VANISHING, 50",
    "-1.2, VANISHING, 2, FADING, 1",
    "-0.84, VANISHING, 1, STEADY, 0",
    "-0.16, VANISHING, 8, FADING, 7",
    "-0.16, VANISHING, 31, VANISHING, 30",
    "-0.001, STEADY, 101, STEADY, 100",
    "0.011, EXPLODING, 8, GROWING, 100",
    "0.2, EXPLODING, 8, EXPLODING, 100",
    "0.005, STEADY, 101, STEADY, 100"
  })
  void areOfWhatIsLeft(double rate, Verdict verdict, int context, Grade.Word word, int lag) {
    Grade grade = Grade.of(state(rate, verdict), rewarding(context), 0);
    assertEquals(word, grade.word());
    assertEquals(lag, grade.lag());
    assertEquals(Math.exp(rate * lag), grade.left(), 1e-9 * Math.exp(rate * lag));
  }

  /** Errors that travel 64 steps do not grow for 100. */
  @ParameterizedTest
  @CsvSource({"0, EXPLODING", "64, GROWING", "11, STEADY"})
  void ofWhatGrowsGoAsFarAsErrorsTravel(int bptt, Grade.Word word) {
    assertEquals(word, Grade.of(state(0.06, Verdict.EXPLODING), rewarding(5), bptt).word());
  }

  @Test
  void whatLiesBeyondTheArithmeticCountsByTheWayItWent() {
    double[] gradient = new double[LAG + 1];
    Arrays.fill(gradient, 3, LAG + 1, Double.NaN);
    Growth growth = new Growth(-40, -41, -39, 3);
    StateFlow lost = new StateFlow("h", gradient, gradient, 64, growth, Verdict.VANISHING, 3);
    assertEquals(0, Grade.of(lost, rewarding(50), 0).left());
    StateFlow huge =
        new StateFlow("h", gradient, gradient, 64, new Growth(40, 39, 41, 3), Verdict.EXPLODING);
    assertEquals(Grade.Word.EXPLODING, Grade.of(huge, rewarding(50), 0).word());
    StateFlow unknown = new StateFlow("h", gradient, gradient, 64, null, Verdict.UNMEASURED);
    assertEquals(Grade.Word.UNMEASURED, Grade.of(unknown, rewarding(50), 0).word());
  }

  @Test
  void vanishingIsAFindingOnlyWhereTheDataRewardsTheLag() {
    StateFlow state = state(-0.16, Verdict.VANISHING);
    assertEquals(List.of(Rule.VANISHING), rules(state, Need.assumed(LAG)));
    assertEquals(List.of(Rule.VANISHING), rules(state, rewarding(60)));
    assertEquals(List.of(), rules(state, rewarding(8)), "a quarter is left");
    assertEquals(List.of(), rules(state, rewarding(1)), "no past is rewarded");
  }

  /** Too little data to say what it rewards: an explosion is a fault all the same. */
  @Test
  void whereTheNeedIsUnknownNothingIsFoundToVanish() {
    Need unknown = Need.of(Optional.empty(), Optional.empty(), Double.NaN, LAG);
    assertEquals(List.of(), rules(state(-0.16, Verdict.VANISHING), unknown));
    assertEquals(List.of(), rules(state(-2, Verdict.VANISHING), unknown));
    assertEquals(List.of(Rule.EXPLODING), rules(state(0.2, Verdict.EXPLODING), unknown));
  }

  @Test
  void aNetworkThatUsesWhatIsRewardedNeedsNothing() {
    StateFlow state = state(-0.16, Verdict.VANISHING);
    Need used = Need.of(Optional.of(data(60)), Optional.of(network(60)), Double.NaN, LAG);
    Need unused = Need.of(Optional.of(data(60)), Optional.of(network(10)), Double.NaN, LAG);
    assertEquals(List.of(), rules(state, used));
    assertEquals(List.of(Rule.VANISHING), rules(state, unused));
    assertEquals(List.of(Rule.EXPLODING), rules(state(0.2, Verdict.EXPLODING), used));
  }

  /**
   * What a network was seen to use is rewarded, even where single lags of the data do not show it.
   */
  @Test
  void needIsTheLargerOfBoth() {
    assertEquals(
        60, Need.of(Optional.of(data(60)), Optional.of(network(10)), Double.NaN, LAG).context());
    assertEquals(
        60, Need.of(Optional.of(data(10)), Optional.of(network(60)), Double.NaN, LAG).context());
    assertEquals(LAG + 1, Need.of(Optional.empty(), Optional.empty(), Double.NaN, LAG).context());
  }

  /** It may seem to use much of the past, as noise does. */
  @Test
  void whatANetworkUsesThatIsNoBetterThanAConstantIsNoNeed() {
    StateFlow state = state(-0.16, Verdict.VANISHING);
    Need skilless = Need.of(Optional.of(data(60)), Optional.of(network(70)), 1, LAG);
    assertEquals(60, skilless.context());
    assertEquals(List.of(Rule.VANISHING), rules(state, skilless));
    assertEquals(70, Need.of(Optional.of(data(60)), Optional.of(network(70)), 1.01, LAG).context());
    Need unknown = Need.of(Optional.empty(), Optional.of(network(1)), 1, LAG);
    assertTrue(unknown.isUnknown() && !unknown.isMeasured() && !unknown.isMet());
    assertEquals(List.of(), rules(state, unknown));
  }
}
