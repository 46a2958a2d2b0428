package dev.carousel.flow.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The loss comes first, and what was promised only where the loss is no different. Intervals are
 * worked out by hand, with t(0.975; 2) = 4.302653: of the differences 0, 0.1 and 0.6 the mean is
 * 0.2333, the standard deviation 0.32146, and the half of the interval 4.302653 * 0.32146 / sqrt(3)
 * = 0.7986, of the loss 2.1 without the change 11 % and 38 %.
 */
class JudgeTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final List<Double> LOSSES = List.of(2.0, 2.1, 2.2);

  /** Growth per step, which is to come nearer to 0, by much and with every seed. */
  private static final Promise KEPT =
      new Promise(
          "growth per step",
          "nats per step",
          true,
          new PairedDifference(List.of(-0.5, -0.5, -0.52), List.of(-0.1, -0.11, -0.1)));

  private static final Promise BROKEN =
      new Promise(
          "updates that were clipped",
          "share of updates",
          false,
          new PairedDifference(List.of(0.2, 0.21, 0.2), List.of(0.4, 0.41, 0.42)));

  private static Trial trial(List<Double> before, List<Double> after, Promise... promises) {
    return new Trial(new PairedDifference(before, after), Double.NaN, List.of(promises));
  }

  /** Where outputs that are all zero have a loss of 1.17, as in the adding problem. */
  private static Trial adding(List<Double> before, List<Double> after, Promise... promises) {
    return new Trial(new PairedDifference(before, after), 1.17, List.of(promises));
  }

  private static JudgedTrial judge(Trial trial) {
    return Judge.judge(List.of(trial)).get(0);
  }

  private static void judged(String summary, TrialVerdict verdict, Trial trial) {
    JudgedTrial judged = judge(trial);
    assertEquals(summary, judged.summary());
    assertEquals(verdict, judged.verdict());
    assertTrue(judged.summary().startsWith(verdict.word()));
  }

  @Test
  void aLowerLossIsAHelp() {
    Trial trial = trial(LOSSES, List.of(1.7, 1.9, 1.8));
    judged("helped: loss -14 % [-26 to -2.5]", TrialVerdict.HELPED, trial);
    assertTrue(judge(trial).hasLoweredLoss());
    judged(
        "helped: loss -14 % [-26 to -2.5]; updates that were clipped worse",
        TrialVerdict.HELPED, trial(LOSSES, List.of(1.7, 1.9, 1.8), BROKEN));
  }

  /** The case that was called a help: growth from -0.16 to -0.0072, loss from 0.057 to 0.080. */
  @Test
  void aWorseLossIsWorseWhateverWasPromised() {
    judged(
        "worse: loss +40 % [+37 to +42]; growth per step better, as promised",
        TrialVerdict.WORSE, trial(List.of(0.057, 0.056, 0.058), List.of(0.08, 0.079, 0.08), KEPT));
  }

  /** On average worse, though not by more than seeds differ: no promise makes it a help. */
  @Test
  void aMeanLossThatIsWorseIsNoHelp() {
    judged(
        "uncertain: loss +11 % [-27 to +49], not significant with 3 seeds;"
            + " growth per step better, as promised",
        TrialVerdict.UNCERTAIN, trial(LOSSES, List.of(2.0, 2.2, 2.8), KEPT));
  }

  @Test
  void withNoDifferentLossAPromiseThatIsKeptIsAHelp() {
    judged(
        "helped: no significant change in loss +0.2 % [-2.3 to +2.6]; growth per step better, as"
            + " promised",
        TrialVerdict.HELPED, trial(LOSSES, List.of(2.01, 2.12, 2.18), KEPT));
    assertFalse(judge(trial(LOSSES, List.of(2.01, 2.12, 2.18), KEPT)).hasLoweredLoss());
    judged(
        "no difference: loss +0.2 % [-2.3 to +2.6]; growth per step better, as promised;"
            + " updates that were clipped worse",
        TrialVerdict.NO_DIFFERENCE, trial(LOSSES, List.of(2.01, 2.12, 2.18), KEPT, BROKEN));
    judged(
        "no difference: loss +0.2 % [-2.3 to +2.6]",
        TrialVerdict.NO_DIFFERENCE, trial(LOSSES, List.of(2.01, 2.12, 2.18)));
  }

  /** Certain, but so small that it does not matter: 0.5 %, and the whole interval below 1 %. */
  @Test
  void whatIsWithinTheMarginIsNoDifference() {
    List<Double> after = List.of(2.01, 2.11, 2.211);
    assertTrue(new PairedDifference(LOSSES, after).pValue() < 0.01);
    judged(
        "no difference: loss +0.5 % [+0.4 to +0.6]",
        TrialVerdict.NO_DIFFERENCE, trial(LOSSES, after));
  }

  @Test
  void aMeanThatIsBetterMayBeChance() {
    judged(
        "uncertain: loss -6.3 % [-15 to +2.6], not significant with 3 seeds",
        TrialVerdict.UNCERTAIN, trial(LOSSES, List.of(1.92, 1.88, 2.1)));
  }

  /** One of ten that do nothing is below 5 % in four reports of ten. */
  @Test
  void tenChangesNeedMoreThanOne() {
    Trial trial = trial(LOSSES, List.of(1.7, 1.9, 1.8));
    List<JudgedTrial> judged = Judge.judge(Collections.nCopies(10, trial));
    assertEquals(0.351, judged.get(0).pValue(), 0.001);
    assertEquals(
        "uncertain: loss -14 % [-26 to -2.5], not significant after correction for the number of"
            + " changes",
        judged.get(0).summary());
  }

  @Test
  void fewerThanThreeSeedsAreNotJudgedBy() {
    judged(
        "not judged, one seed (3 are needed): loss -50 %",
        TrialVerdict.NOT_JUDGED, trial(List.of(2.0), List.of(1.0), KEPT));
    judged(
        "not judged, 2 seeds (3 are needed): loss -50 % [-50 to -50]",
        TrialVerdict.NOT_JUDGED, trial(List.of(2.0, 2.0), List.of(1.0, 1.0), KEPT));
  }

  @Test
  void withoutALossNothingIsClaimed() {
    List<Double> none = Collections.nCopies(3, Double.NaN);
    judged(
        "not measured: there is no validation set",
        TrialVerdict.NOT_MEASURED,
        trial(none, none, KEPT));
  }

  @Test
  void whatIsNotFiniteIsTheWorst() {
    List<Double> exploded = Collections.nCopies(3, INFINITE);
    judged(
        "helped: 0 of 3 trainings not finite, 3 of 3 without it",
        TrialVerdict.HELPED,
        trial(exploded, LOSSES));
    assertTrue(judge(trial(exploded, LOSSES)).hasLoweredLoss());
    judged(
        "worse: 1 of 3 trainings not finite, 0 of 3 without it",
        TrialVerdict.WORSE,
        trial(LOSSES, List.of(1.0, 1.0, INFINITE)));
    judged(
        "uncertain: 1 of 3 trainings not finite, 3 of 3 without it",
        TrialVerdict.UNCERTAIN,
        trial(exploded, List.of(1.0, 1.0, INFINITE)));
    judged(
        "no difference: 3 of 3 trainings not finite, 3 of 3 without it",
        TrialVerdict.NO_DIFFERENCE,
        trial(exploded, exploded));
    judged(
        "uncertain: 0 of 3 trainings not finite, 1 of 3 without it",
        TrialVerdict.UNCERTAIN,
        trial(List.of(INFINITE, 2.0, 2.0), List.of(3.0, 3.0, 3.0)));
  }

  /** A clip alone makes an exploding network finite, and leaves it worse than no network. */
  @Test
  void whatIsWorseThanABlankPredictionIsNotEnough() {
    List<Double> exploded = Collections.nCopies(3, INFINITE);
    judged(
        "not enough: 0 of 3 trainings not finite, 3 of 3 without it; but the mean loss, 24.8, is"
            + " still 21.2 times that of outputs that are all zero, 1.17",
        TrialVerdict.NOT_ENOUGH,
        adding(exploded, List.of(24.8, 24.7, 24.9)));
    judged(
        "not enough: 0 of 3 trainings not finite, 3 of 3 without it; but the mean loss, 7.56e6, is"
            + " still 6.46e6 times that of outputs that are all zero, 1.17",
        TrialVerdict.NOT_ENOUGH,
        adding(exploded, List.of(7.56e6, 7.55e6, 7.57e6)));
    judged(
        "not enough: loss -50 % [-50 to -50]; but the mean loss, 2.00, is still 1.71 times that of"
            + " outputs that are all zero, 1.17",
        TrialVerdict.NOT_ENOUGH, adding(List.of(4.0, 4.0, 4.0), List.of(2.0, 2.0, 2.0)));
    judged(
        "not enough: no significant change in loss 0 % [0 to 0]; but the mean loss, 2.10, is still"
            + " 1.79 times that of outputs that are all zero, 1.17; growth per step better, as"
            + " promised",
        TrialVerdict.NOT_ENOUGH, adding(LOSSES, LOSSES, KEPT));
    assertFalse(judge(adding(exploded, List.of(24.8, 24.7, 24.9))).hasLoweredLoss());
    judged(
        "helped: 0 of 3 trainings not finite, 3 of 3 without it",
        TrialVerdict.HELPED,
        adding(exploded, List.of(1.18, 1.16, 1.18)));
  }

  /** Beyond a hundred times the blank prediction's loss it makes no difference by how much. */
  @Test
  void whatDivergedCountsAsTheWorstToo() {
    List<Double> diverged = List.of(3e6, 4e9, 200.0);
    judged(
        "helped: 0 of 3 trainings diverged or not finite, 3 of 3 without it",
        TrialVerdict.HELPED,
        adding(diverged, List.of(0.2, 0.2, 0.2)));
    judged(
        "worse: 3 of 3 trainings diverged or not finite, 0 of 3 without it",
        TrialVerdict.WORSE,
        adding(List.of(0.2, 0.2, 0.2), diverged));
    judged(
        "no difference: 3 of 3 trainings diverged or not finite, 3 of 3 without it",
        TrialVerdict.NO_DIFFERENCE,
        adding(diverged, List.of(1e7, 1e7, 1e7)));
    judged(
        "worse: 3 of 3 trainings diverged or not finite, 3 of 3 without it",
        TrialVerdict.WORSE,
        adding(diverged, List.of(INFINITE, 1e7, 1e7)));
    judged(
        "not enough: 0 of 3 trainings diverged or not finite, 3 of 3 without it; but the mean loss,"
            + " 24.8, is still 21.2 times that of outputs that are all zero, 1.17",
        TrialVerdict.NOT_ENOUGH,
        adding(diverged, List.of(24.8, 24.8, 24.8)));
  }

  @Test
  void whatCouldNotBeMeasuredAndNowCanIsBetter() {
    List<Double> lost = Collections.nCopies(3, Double.NEGATIVE_INFINITY);
    List<Double> found = List.of(-0.1, -0.2, -0.1);
    Promise recovered =
        new Promise("growth per step", "nats per step", true, new PairedDifference(lost, found));
    assertEquals(
        List.of(Promise.Outcome.BETTER), judge(trial(LOSSES, LOSSES, recovered)).outcomes());
    List<Double> unknown = List.of(-0.1, -0.2, Double.NaN);
    Promise half =
        new Promise("growth per step", "nats per step", true, new PairedDifference(found, unknown));
    assertEquals(
        List.of(Promise.Outcome.NOT_MEASURED), judge(trial(LOSSES, LOSSES, half)).outcomes());
  }

  @Test
  void theBestComesFirst() {
    List<JudgedTrial> judged =
        new ArrayList<>(
            Judge.judge(
                List.of(
                    trial(List.of(2.0, 2.0, 2.0), List.of(3.0, 3.0, 3.0)),
                    trial(LOSSES, List.of(2.01, 2.12, 2.18)),
                    trial(LOSSES, List.of(2.01, 2.12, 2.18), KEPT),
                    trial(List.of(2.0, 2.0, 2.0), List.of(1.9, 1.9, 1.9)),
                    trial(List.of(2.0, 2.0, 2.0), List.of(1.0, 1.0, 1.0)))));
    judged.sort(JudgedTrial.bestFirst());
    assertEquals(
        List.of(1.0, 1.9, 2.1033, 2.1033, 3.0),
        judged.stream()
            .map(one -> Math.round(1e4 * one.trial().loss().meanAfter()) / 1e4)
            .toList());
    assertEquals(TrialVerdict.HELPED, judged.get(2).verdict());
    assertEquals(TrialVerdict.NO_DIFFERENCE, judged.get(3).verdict());
    assertEquals(TrialVerdict.WORSE, judged.get(4).verdict());
  }

  /** Of two that are finite where nothing was, the one with the smaller loss. */
  @Test
  void ofHelpsAgainstExplosionsTheOneOfLessLossComesFirst() {
    List<Double> exploded = Collections.nCopies(3, INFINITE);
    List<JudgedTrial> judged =
        new ArrayList<>(
            Judge.judge(
                List.of(trial(exploded, Collections.nCopies(3, 9.0)), trial(exploded, LOSSES))));
    judged.sort(JudgedTrial.bestFirst());
    assertEquals(2.1, judged.get(0).trial().loss().meanAfter(), 1e-12);
  }

  private static List<Double> drawn(RandomGenerator random, double mean, double spread) {
    Double[] drawn = new Double[3];
    Arrays.setAll(drawn, i -> mean + spread * random.nextGaussian());
    return List.of(drawn);
  }

  /** Seven changes that do nothing, in 1,000 reports: one loss in forty is called better. */
  @Test
  void fewReportsOfChangesThatDoNothingCallOneAHelp() {
    RandomGenerator random = RandomStreams.stream(1, "nothing");
    int wrong = 0;
    for (int report = 0; report < 1000; report++) {
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        trials.add(trial(drawn(random, 2, 0.1), drawn(random, 2, 0.1)));
      }
      wrong +=
          Judge.judge(trials).stream().anyMatch(one -> one.verdict() == TrialVerdict.HELPED)
              ? 1
              : 0;
    }
    assertTrue(wrong > 5 && wrong < 45, "of 25 expected: " + wrong);
  }

  /** Losses and promises of any size: a help is never worse by more than the margin. */
  @Test
  void nothingThatWorsensTheLossIsCalledAHelp() {
    RandomGenerator random = RandomStreams.stream(2, "anything");
    int helps = 0;
    for (int report = 0; report < 2000; report++) {
      double spread = Math.exp(-6 * random.nextDouble());
      List<Double> before = drawn(random, 2, spread);
      List<Double> after = new ArrayList<>();
      double change = 0.2 * random.nextGaussian();
      before.forEach(b -> after.add(b + change + 0.1 * spread * random.nextGaussian()));
      Trial trial = trial(before, after, KEPT);
      JudgedTrial judged = judge(trial);
      if (judged.verdict() == TrialVerdict.HELPED) {
        helps++;
        assertTrue(trial.loss().relative() <= 0.01, judged::toString);
      }
      assertEquals(
          judged.summary().startsWith("helped: no significant change in loss"),
          judged.verdict() == TrialVerdict.HELPED && !judged.hasLoweredLoss());
    }
    assertTrue(helps > 500, "helps: " + helps);
  }

  /** The mean of the raw figures is that of the largest alone, and so is its error. */
  @Test
  void quantitiesThatSpanDecadesAreTestedByRatios() {
    PairedDifference figures =
        new PairedDifference(List.of(1.4e15, 3e10, 2e12), List.of(1.0, 1.1, 0.9));
    Promise byRatio = new Promise("largest gradient", "norm", false, true, figures);
    Promise byDifference = new Promise("largest gradient", "norm", false, figures);
    assertEquals(
        List.of(Promise.Outcome.BETTER, Promise.Outcome.NO_DIFFERENCE),
        judge(trial(LOSSES, LOSSES, byRatio, byDifference)).outcomes());
    PairedDifference back = new PairedDifference(figures.after(), figures.before());
    assertEquals(
        List.of(Promise.Outcome.WORSE),
        judge(trial(LOSSES, LOSSES, new Promise("largest gradient", "norm", false, true, back)))
            .outcomes());
  }

  /** A norm of 0 has no logarithm, and is no reason to call anything better. */
  @Test
  void aRatioToNothingIsNotMeasured() {
    PairedDifference figures = new PairedDifference(List.of(0.0, 2.0, 2.0), List.of(1.0, 1.0, 1.1));
    assertEquals(2, figures.logarithms().pairs());
    assertEquals(
        List.of(Promise.Outcome.NOT_MEASURED),
        judge(trial(LOSSES, LOSSES, new Promise("largest gradient", "norm", false, true, figures)))
            .outcomes());
  }
}
