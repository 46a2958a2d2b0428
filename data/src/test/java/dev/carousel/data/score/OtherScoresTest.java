package dev.carousel.data.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.data.tasks.TemporalOrderTaskProvider;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.losses.CrossEntropy;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.NumberFigures;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.SymbolScores;
import dev.carousel.metrics.TargetScores;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Options;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics of texts and tasks, held against the loss. */
class OtherScoresTest {
  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private BoundNetwork network(NetworkSpec spec) {
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(7));
  }

  private BoundNetwork network(Dataset data) {
    return network(NetworkSpec.of(data.shape(), Cells.lstm()).units(6));
  }

  private static Dataset task(TaskProvider provider, Map<String, String> given) {
    return TaskDataset.of(provider, Options.of("task " + provider.id(), provider.options(), given));
  }

  private static TextDataset text(String text, double valid) {
    return Text.read("letters", new ByteArrayInputStream(text.getBytes(UTF_8))).split(valid);
  }

  /** The training part is aabaabaaba.., the validation part abbz: after b, its symbols. */
  @Test
  void symbolsOfATextStandBesideTheLastAndTheMostFrequentOne() {
    TextDataset data = text("aab".repeat(30) + "abbzzzabbz", 0.1);
    BoundNetwork network = network(data);
    PartScores found = PartScores.of(network, data, data.validation(), ScorePlan.USUAL);
    SymbolScores scores = (SymbolScores) found.metrics();
    assertEquals(10, scores.predictions());
    assertEquals(found.scores().loss().mean(), scores.logLoss());
    assertEquals(scores.logLoss() / Math.log(2), scores.bits());
    assertEquals(Math.exp(scores.logLoss()), scores.perplexity());
    // The second b of each pair is like the one before it; z, which is unknown, is like nothing.
    assertEquals(
        List.of(
            new SymbolScores.Naive(Baseline.LAST, 10, 0.2),
            new SymbolScores.Naive(Baseline.MOST_FREQUENT, 10, 0.2)),
        scores.baselines());
  }

  /** With another loss than the log loss, the metrics are those of the probabilities. */
  @Test
  void symbolsHaveTheirLogLossWhateverTheLoss() {
    TextDataset data = text("aab".repeat(30) + "abbaababaa", 0.1);
    NetworkSpec plain = NetworkSpec.of(data.shape(), Cells.lstm()).units(6);
    PartScores expected = PartScores.of(network(plain), data, data.validation(), ScorePlan.USUAL);
    NetworkSpec smooth = plain.loss(CrossEntropy.smoothed(0.5).make());
    PartScores found = PartScores.of(network(smooth), data, data.validation(), ScorePlan.USUAL);
    SymbolScores one = (SymbolScores) expected.metrics();
    SymbolScores other = (SymbolScores) found.metrics();
    assertEquals(one.logLoss(), other.logLoss(), 1e-6);
    assertEquals(one.accuracy(), other.accuracy());
    assertEquals(one.baselines(), other.baselines());
  }

  @Test
  void numbersOfATaskStandBesideTheTrainingMean() {
    Dataset data =
        task(new AddingTaskProvider(), Map.of("length", "5", "sequences", "50", "valid", "40"));
    PartScores found = PartScores.of(network(data), data, data.validation(), ScorePlan.USUAL);
    TargetScores target = ((NumberScores) found.metrics()).targets().get(0);
    NumberFigures figures = target.figures();
    assertEquals(40, figures.predictions());
    assertEquals(found.scores().loss().mean(), figures.mse(), 1e-6);
    assertEquals(Baseline.MEAN, target.baselines().get(0).baseline());
    assertEquals(40, target.baselines().get(0).figures().predictions());
    assertEquals(0, target.baselines().get(0).figures().r2(), 0.3);
  }

  @Test
  void classesOfATaskStandBesideTheMostFrequentOne() {
    Dataset data = task(new TemporalOrderTaskProvider(), Map.of("sequences", "50", "valid", "40"));
    PartScores found = PartScores.of(network(data), data, data.validation(), ScorePlan.USUAL);
    ClassScores scores = (ClassScores) found.metrics();
    assertEquals(found.scores().loss().predictions(), scores.predictions());
    assertEquals(found.scores().loss().mean(), scores.logLoss(), 1e-6);
    assertEquals(
        (double) found.scores().loss().correct() / scores.predictions(),
        scores.figures().accuracy(),
        1e-12);
    assertEquals(Baseline.MOST_FREQUENT, scores.baselines().get(0).baseline());
  }

  @Test
  void seasonsAndBacktestsOfTextsAreRefused() {
    TextDataset data = text("aab".repeat(30), 0.1);
    BoundNetwork network = network(data);
    Refusal.of(
        () -> PartScores.of(network, data, data.validation(), ScorePlan.USUAL.withSeason(3)),
        "--season has no effect here: a text has no season.");
    Refusal.of(
        () -> PartScores.of(network, data, data.validation(), ScorePlan.USUAL.withBacktest(3)),
        "--backtest has no effect here: there is no origin to roll.",
        "a text");
  }
}
