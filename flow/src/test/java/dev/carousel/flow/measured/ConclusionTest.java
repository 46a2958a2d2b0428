package dev.carousel.flow.measured;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.DivergedTraining;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.model.HeadLoss;
import dev.carousel.train.Divergence;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConclusionTest {
  private static final Run SHORT = Flows.run("rnn", layer(Flows.vanishing("h", -0.5)));
  private static final Run LONG = Flows.run("lstm", layer(Flows.vanishing("c", -0.02)));
  private static final Run STEADY = Flows.run("gru", layer(Flows.state("h", 0, Verdict.STEADY)));

  private static LayerFlow layer(StateFlow... states) {
    return Flows.layer(0, 1, states);
  }

  private static String text(Run run) {
    return Conclusion.of(run).text();
  }

  /** A line through what is left of weights that were thrown away says nothing of the network. */
  @Test
  void afterATrainingThatFailedAStateOnlyExplodes() {
    Finding diverged = DivergedTraining.finding(new Divergence(1e6, 1));
    StateFlow vanishing = Flows.vanishing("h", -0.5);
    StateFlow exploding = Flows.state("h", 0.4, Verdict.EXPLODING);
    Run run = Flows.run("rnn", Flows.layer(0, 1, vanishing));
    assertEquals(Verdict.VANISHING, run.verdict(vanishing));
    assertEquals(Verdict.UNMEASURED, run.failedBy(diverged).verdict(vanishing));
    assertEquals(Verdict.EXPLODING, run.failedBy(diverged).verdict(exploding));
  }

  /** A network that has unlearned to use the past uses "as much as the data rewards". */
  @Test
  void aTrainingThatLeftItWorseThanAConstantHasFailedWhateverThePastItUses() {
    Dataset data =
        Text.read("made", new ByteArrayInputStream("abcde".repeat(40).getBytes(UTF_8))).split(0.2);
    HeadLoss loss = HeadLoss.of(data.shape());
    Run met = Flows.needing(SHORT, Flows.rewarding(5, 5));
    assertTrue(text(met).contains("what is left of the gradient is enough"), text(met));
    Run ruined = withLoss(met, 8).checkedForUse(data, loss);
    assertEquals(Conclusion.Word.UNMEASURED, Conclusion.of(ruined).word());
    assertEquals(
        "training failed: it predicts worse than always guessing the same. At its best update the"
            + " gradient does not explode.",
        text(ruined));
    assertEquals(Rule.WORSE_THAN_CONSTANT, ruined.findings().get(0).rule());
    Run learnt = withLoss(met, 0.5);
    assertEquals(learnt, learnt.checkedForUse(data, loss));
    Run untrained = withLoss(Flows.untrained("rnn", layer(Flows.vanishing("h", -0.5))), 8);
    assertEquals(untrained, untrained.checkedForUse(data, loss));
  }

  /** Of such a network nothing says that it has learnt to use what is left. */
  @Test
  void whatIsLeftIsNotEnoughForANetworkThatIsNoBetterThanAConstant() {
    Run met = Flows.needing(SHORT, Flows.rewarding(30, 30, 2.51));
    assertEquals(Conclusion.Word.ENOUGH, Conclusion.of(met).word());
    Run skilless = Flows.needing(SHORT, Flows.rewarding(30, 40, 2.5));
    assertEquals(Conclusion.Word.VANISHING, Conclusion.of(skilless).word());
    assertTrue(text(skilless).contains("rewards a context of about 30 steps"), text(skilless));
  }

  private static Run withLoss(Run run, double loss) {
    return new Run(
        run.cell(),
        run.parameters(),
        run.updates(),
        loss,
        run.report(),
        null,
        null,
        run.findings(),
        run.need(),
        0);
  }

  @Test
  void networkIsAsGoodAsItsWorstLayersBestState() {
    Run run =
        Flows.run(
            "lstm",
            Flows.layer(0, 1, Flows.vanishing("h", -0.9), Flows.vanishing("c", -0.1)),
            Flows.layer(1, 1, Flows.vanishing("h", -0.8), Flows.vanishing("c", -0.2)));
    Reading reading = Reading.of(run);
    assertEquals("layer1", reading.layer().name());
    assertEquals("c", Objects.requireNonNull(reading.state()).state());
    assertEquals(5, reading.horizon(), 1e-9);
    assertTrue(text(run).startsWith("the gradient vanishes in layer1."), text(run));
  }

  @Test
  void oneExplodingStateExplodesTheNetwork() {
    Run run =
        Flows.run(
            "lstm",
            layer(Flows.state("c", 0, Verdict.STEADY), Flows.state("h", 0.1, Verdict.EXPLODING)));
    assertEquals(Verdict.EXPLODING, Reading.of(run).verdict());
    assertTrue(text(run).contains("Through state h it grows by 11 % with every step"), text(run));
  }

  @Test
  void layerWithoutMeasurementsIsTheWorst() {
    Run run =
        Flows.run("rnn", layer(Flows.vanishing("h", -3)), Flows.layer(1, 1, Flows.unmeasured("h")));
    assertEquals(Verdict.UNMEASURED, Reading.of(run).verdict());
    assertTrue(text(run).startsWith("the gradient cannot be measured in layer1"), text(run));
  }

  @Test
  void numbersAreInTheWords() {
    assertTrue(text(SHORT).contains("state h, where it falls to 1/e every 2.0 steps"), text(SHORT));
    assertTrue(text(SHORT).contains("Less than 1 % is left from lag 10 on"), text(SHORT));
    assertTrue(!text(LONG).contains("Less than 1 %"), text(LONG));
    assertTrue(text(STEADY).contains("At lag 100, 1 of it is left in state h"), text(STEADY));
  }

  /** exp(0.011 * 100) = 3: an LSTM with a forget bias of 5, before training. */
  @Test
  void whatGrowsLittleDoesNotExplode() {
    Run run =
        Flows.untrained("lstm:forget-bias=5", layer(Flows.state("c", 0.011, Verdict.EXPLODING)));
    assertEquals(
        "the gradient grows slightly. At lag 100, 3 of it is left in state c. Nothing to"
            + " fix. This is before training.",
        text(run));
  }

  @Test
  void noPastIsRewardedByNoise() {
    String text = text(Flows.needing(SHORT, Flows.rewarding(1)));
    assertTrue(text.startsWith("your data shows no reward for any past"), text);
  }

  @Test
  void initialisationIsSaidToBeOne() {
    Run run = Flows.untrained("rnn", layer(Flows.vanishing("h", -0.5)));
    assertTrue(text(run).endsWith("This is before training."), text(run));
  }

  @Test
  void networksAreComparedWhereOneFades() {
    assertEquals(
        "On its way back the gradient fades 25 times as slowly in b as in a: to 1/e every 50.0"
            + " steps, against 2.0.",
        compared(SHORT, LONG));
    assertEquals(
        "In b the gradient does not fade; in a, it falls to 1/e every 2.0 steps.",
        compared(SHORT, STEADY));
    Run alike = Flows.run("b", layer(Flows.vanishing("h", -0.49)));
    assertEquals(
        "On its way back the gradient fades as slowly in b as in a: to 1/e every 2.0 steps, against"
            + " 2.0.",
        compared(SHORT, alike));
    Run slower = Flows.run("b", layer(Flows.vanishing("h", -0.47)));
    assertTrue(
        String.valueOf(compared(SHORT, slower)).contains("fades 1.1 times as slowly in b as in a"));
    assertNull(compared(STEADY, STEADY));
    assertNull(compared(SHORT));
  }

  private static @Nullable String compared(Run... runs) {
    return Conclusion.comparison(List.of("a", "b"), List.of(runs));
  }
}
