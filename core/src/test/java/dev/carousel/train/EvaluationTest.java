package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.fixture.LongSequence;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.NetworkStream;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network scores on a part is what it would score in use. */
class EvaluationTest {
  private static final double ROUNDING = 1e-6;

  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  /** Every twelfth value is 1, which only a memory of twelve steps can foretell. */
  private static Dataset pulses(int steps, double valid) {
    return LongSequence.ofNumbers(
        IntStream.range(0, steps).mapToDouble(EvaluationTest::pulse), valid);
  }

  private static float pulse(int step) {
    return step % 12 == 0 ? 1 : 0;
  }

  private BoundNetwork trained(Dataset data, long updates) {
    Network network = network(data, 2, 0.3, false);
    TrainingPlan plan = TrainingPlan.of(Limit.ofUpdates(updates)).batch(4).bptt(24).seed(7);
    return network.bind(
        Trainer.builder(network, data)
            .optimizer(new Descent(0.5))
            .hooks(List.of())
            .plan(plan)
            .build()
            .run()
            .parameters());
  }

  private Network network(Dataset data, int layers, double dropout, boolean bothWays) {
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), Cells.lstm())
            .units(8)
            .layers(layers)
            .dropout(dropout)
            .bidirectional(bothWays);
    return Network.compile(engine, spec);
  }

  /** With forget gates at 1 and input gates half open: states that nothing is forgotten of. */
  private BoundNetwork neverForgetting(Dataset data) {
    Network network = network(data, 1, 0, false);
    NamedTensors parameters = network.initialParameters(3);
    parameters.forEach(
        (name, tensor) -> {
          if (name.equals("layer0/f.b")) {
            tensor.fill(40);
          }
        });
    return network.bind(parameters);
  }

  /** Sums up its inputs, by so little that no unit is saturated, and forgets nothing. */
  private BoundNetwork adding(Dataset data) {
    Network network = network(data, 1, 0, false);
    NamedTensors parameters = network.initialParameters(3);
    parameters.forEach(
        (name, tensor) -> {
          if (name.equals("layer0/f.b")) {
            tensor.fill(40);
          } else if (name.startsWith("layer0/")) {
            for (int i = 0; i < tensor.size(); i++) {
              tensor.set(i, tensor.get(i) / 1000);
            }
          }
        });
    return network.bind(parameters);
  }

  /** The mean loss of the validation part, after the whole training part. */
  private static double inOrder(BoundNetwork network, Dataset data) {
    NetworkStream stream = network.stream();
    Chunk training = data.training().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0);
    stream.read(training.inputs());
    return score(stream, data.validation());
  }

  /** The mean loss, step by step, computed here. */
  private static double score(NetworkStream stream, Part part) {
    Chunk chunk = part.epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0);
    double sum = 0;
    for (int step = 0; step < chunk.steps(); step++) {
      if (chunk.inputs() instanceof Inputs.Symbols symbols) {
        int target = ((Targets.Symbols) chunk.targets()).ids()[step];
        sum += crossEntropy(stream.step(symbols.ids()[step]), target);
      } else {
        float input = ((Inputs.Values) chunk.inputs()).values()[step];
        float target = ((Targets.Values) chunk.targets()).values()[step];
        sum += Math.pow(stream.step(input).get(0) - target, 2);
      }
    }
    return sum / chunk.steps();
  }

  private static double crossEntropy(Tensor logits, int target) {
    double sum = 0;
    for (int k = 0; k < logits.size(); k++) {
      sum += Math.exp(logits.get(k));
    }
    return Math.log(sum) - logits.get(target);
  }

  private static void assertClose(double expected, double found, double relative) {
    assertEquals(expected, found, relative * Math.abs(expected));
  }

  @Test
  void validationOfASeriesIsReadOnFromTheEndOfTraining() {
    Dataset data = pulses(300, 0.1);
    BoundNetwork network = trained(data, 60);
    LossTotal found = Evaluation.of(network, data.validation());
    assertEquals(30, found.predictions());
    assertClose(inOrder(network, data), found.mean(), ROUNDING);
  }

  @Test
  void validationOfATextIsReadOnFromTheEndOfTraining() {
    Dataset data = Setup.text(600, 0.2);
    BoundNetwork network = trained(data, 60);
    LossTotal found = Evaluation.of(network, data.validation());
    assertEquals(120, found.predictions());
    assertClose(inOrder(network, data), found.mean(), ROUNDING);
  }

  /**
   * It is read on from 1,024 steps before the part. Of a network that remembers more that is not
   * the figure after all that precedes; of one that forgets it is.
   */
  @Test
  void memoryLongerThanTheContextBeginsWithTheContext() {
    Dataset data =
        LongSequence.ofNumbers(IntStream.range(0, 3000).mapToDouble(i -> i % 12 + 0.01 * i), 0.05);
    BoundNetwork endless = adding(data);
    Chunk training = data.training().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0);
    float[] before = ((Inputs.Values) training.inputs()).values();
    assertTrue(before.length > 2 * Evaluation.CONTEXT);
    NetworkStream late = endless.stream();
    for (int i = before.length - Evaluation.CONTEXT; i < before.length; i++) {
      late.step(before[i]);
    }
    double found = Evaluation.of(endless, data.validation()).mean();
    assertClose(score(late, data.validation()), found, ROUNDING);
    double whole = inOrder(endless, data);
    assertTrue(Math.abs(whole - found) > 1e-3 * whole, whole + " and " + found);
    ReadingPlan all = new ReadingPlan(1, 1, 128, Evaluation.CONTEXT, before.length);
    assertClose(whole, Evaluation.scores(endless, data.validation(), all).loss().mean(), ROUNDING);
    BoundNetwork forgetful = trained(data, 60);
    double usual = Evaluation.of(forgetful, data.validation()).mean();
    assertClose(inOrder(forgetful, data), usual, ROUNDING);
  }

  @Test
  void wholeDataIsReadFromAZeroState() {
    Dataset data = Setup.text(3000, 0);
    BoundNetwork network = trained(data, 20);
    Part all = data.training();
    assertClose(score(network.stream(), all), Evaluation.of(network, all).mean(), ROUNDING);
  }

  @Test
  void numberOfRowsDoesNotChangeTheFigure() {
    Dataset series = pulses(6000, 0.5);
    assertRowsAgree(trained(series, 60), series, 1e-4);
    Dataset text = Setup.text(6000, 0.5);
    assertRowsAgree(trained(text, 60), text, 1e-4);
  }

  /** No warm-up is long enough for it: its rows are read one after the other in the end. */
  @Test
  void numberOfRowsDoesNotChangeTheFigureOfANetworkThatForgetsNothing() {
    Dataset series = pulses(6000, 0.5);
    assertRowsAgree(neverForgetting(series), series, 1e-4);
    Dataset text = Setup.text(6000, 0.5);
    assertRowsAgree(neverForgetting(text), text, 1e-4);
  }

  private static void assertRowsAgree(BoundNetwork network, Dataset data, double relative) {
    double expected = score(network, data.validation(), 1, 128, 256).mean();
    for (int rows : new int[] {2, 8, 32}) {
      for (int warmUp : new int[] {16, 256}) {
        LossTotal found = score(network, data.validation(), rows, 128, warmUp);
        assertEquals(data.validation().symbols(), found.predictions());
        assertClose(expected, found.mean(), relative);
      }
    }
    assertClose(expected, score(network, data.validation(), 8, 7, 20).mean(), relative);
  }

  private static LossTotal score(BoundNetwork network, Part part, int rows, int steps, int warmUp) {
    ReadingPlan plan = new ReadingPlan(rows, 1, steps, warmUp, Evaluation.CONTEXT);
    return Evaluation.scores(network, part, plan).loss();
  }

  /** Everything that is counted is counted once, also where rows are read again. */
  @Test
  void scoresOfRowsThatAreReadAgainCountOnce() {
    Dataset data = pulses(3000, 0.5);
    BoundNetwork network = neverForgetting(data);
    Scores one = Evaluation.scores(network, data.validation(), new ReadingPlan(1, 1, 64, 9, 99));
    Scores many = Evaluation.scores(network, data.validation(), new ReadingPlan(9, 1, 64, 9, 99));
    assertClose(one.loss().absolute(), many.loss().absolute(), 1e-4);
    assertClose(one.squares().get(0), many.squares().get(0), 1e-4);
    assertClose(one.loss().sum(), one.squares().get(0), 1e-9);
    assertClose(one.loss().absolute(), one.absolutes().get(0), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void threadsDoNotChangeABit(int threads) {
    Dataset data = Setup.text(9000, 0.5);
    Network network = network(data, 2, 0, false);
    NamedTensors parameters = network.initialParameters(1);
    double expected = Evaluation.of(network.bind(parameters), data.validation()).mean();
    try (Engine other = Engines.fused(threads)) {
      Network same = Network.compile(other, network.spec());
      assertEquals(expected, Evaluation.of(same.bind(parameters), data.validation()).mean());
    }
  }

  @Test
  void batchAndChunksOfTheTrainingDoNotChangeTheFigure() {
    Dataset data = Setup.text(700, 0.3);
    Network network = network(data, 1, 0, false);
    double expected =
        Evaluation.of(network.bind(network.initialParameters(7)), data.validation()).mean();
    for (int[] size : new int[][] {{1, 64}, {32, 64}, {7, 5}, {3, 999}}) {
      TrainingPlan plan =
          TrainingPlan.of(Limit.ofUpdates(1)).batch(size[0]).bptt(size[1]).evaluateEvery(1).seed(7);
      // No step is taken: the descent's rate is 0.
      TrainingResult result =
          Trainer.builder(network, data)
              .optimizer(new Descent(0))
              .hooks(List.of())
              .plan(plan)
              .build()
              .run();
      assertEquals(expected, result.validLoss());
    }
  }

  @Test
  void windowsOfValidationAreReadAsInUse() {
    float[][][] windows = new float[85][15][1];
    float[][] next = new float[85][1];
    for (int i = 0; i < windows.length; i++) {
      for (int step = 0; step < 15; step++) {
        windows[i][step][0] = pulse(i + step);
      }
      next[i][0] = pulse(i + 15);
    }
    Dataset data = Sequences.of(windows).targets(next).split(10 / 85.0);
    BoundNetwork network = trained(data, 30);
    Scores found = Evaluation.scores(network, data.validation());
    assertEquals(10, found.loss().predictions());
    double sum = 0;
    Part all = data.validation();
    for (int i = 0; i < 10; i++) {
      Chunk chunk = all.epoch(1, 1, 0, 0).chunk(i);
      Tensor output = network.stream().read(chunk.inputs());
      sum += Math.pow(output.get(0) - ((Targets.Values) chunk.targets()).values()[0], 2);
    }
    assertClose(sum / 10, found.loss().mean(), ROUNDING);
  }

  @Test
  void shortSequenceIsReadWholeInBothDirections() {
    Dataset data =
        LongSequence.ofPairs(
            IntStream.range(0, 400).mapToDouble(i -> i % 7),
            IntStream.range(0, 400).mapToDouble(i -> i % 5),
            0.25);
    Network network = network(data, 2, 0.3, true);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    Chunk whole =
        data.validation().sequences().stretches(new int[1], new int[] {-300}, new int[] {400});
    NetworkPass pass = bound.forward(whole, Carry.zero());
    double expected = pass.predictions(0, 300, 400).total(engine).mean();
    LossTotal found = Evaluation.of(bound, data.validation());
    assertEquals(100, found.predictions());
    assertClose(expected, found.mean(), ROUNDING);
  }

  @Test
  void longSequenceInBothDirectionsIsScoredOnce() {
    Dataset data = pulses(5000, 0.9);
    Network network = network(data, 1, 0, true);
    BoundNetwork bound = network.bind(network.initialParameters(1));
    Chunk whole =
        data.validation().sequences().stretches(new int[1], new int[] {0}, new int[] {4500});
    double expected = bound.forward(whole, Carry.zero()).loss().mean();
    LossTotal found = Evaluation.of(bound, data.validation());
    assertEquals(4500, found.predictions());
    assertClose(expected, found.mean(), 1e-4);
  }

  @Test
  void lossAtSymbolsThatTrainingNeverSawIsToldApart() {
    Dataset data = LongSequence.ofLetters("ab".repeat(50) + "abXbaYab", 8.0 / 108);
    BoundNetwork network = trained(data, 30);
    Scores found = Evaluation.scores(network, data.validation());
    assertEquals(8, found.loss().predictions());
    assertEquals(2, found.unseen().predictions());
    double seen = found.loss().sum() - found.unseen().sum();
    assertEquals(seen / 6, found.seenMean(), 1e-12);
    assertTrue(found.unseenShare() > 0.3 && found.unseenShare() < 1);
    assertEquals(0, Evaluation.scores(network, data.training()).unseenShare());
  }

  @Test
  void aPartOfNothingHasNoScores() {
    Dataset data = Setup.text(100, 0);
    BoundNetwork network = trained(data, 1);
    assertEquals(Scores.none(), Evaluation.scores(network, data.validation()));
    assertTrue(Double.isNaN(Evaluation.of(network, Part.empty()).mean()));
  }
}
