package dev.carousel.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.NetworkStream;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Scores;
import java.io.ByteArrayInputStream;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What core's evaluation makes of a text, held against the network's stream, symbol by symbol. */
class TextEvaluationTest {
  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private static TextDataset data(String text, double valid) {
    return Text.read("letters", new ByteArrayInputStream(text.getBytes(UTF_8))).split(valid);
  }

  private BoundNetwork network(TextDataset data) {
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(8).layers(2));
    return network.bind(network.initialParameters(7));
  }

  /** The sum of losses of the validation part, of targets that are asked for, after all before. */
  private static double sum(BoundNetwork network, TextDataset data, IntPredicate isAskedFor) {
    NetworkStream stream = network.stream();
    stream.read(data.training().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0).inputs());
    Chunk chunk = data.validation().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0);
    int[] ids = ((Inputs.Symbols) chunk.inputs()).ids();
    int[] targets = ((Targets.Symbols) chunk.targets()).ids();
    double sum = 0;
    for (int step = 0; step < ids.length; step++) {
      Tensor logits = stream.step(ids[step]);
      if (isAskedFor.test(targets[step])) {
        double total = 0;
        for (int k = 0; k < logits.size(); k++) {
          total += Math.exp(logits.get(k));
        }
        sum += Math.log(total) - logits.get(targets[step]);
      }
    }
    return sum;
  }

  @Test
  void validationIsReadOnFromTheEndOfTraining() {
    TextDataset data = data("all the king's horses and ".repeat(24), 0.2);
    BoundNetwork network = network(data);
    Scores found = Evaluation.scores(network, data.validation());
    assertEquals(125, found.loss().predictions());
    double expected = sum(network, data, target -> true) / 125;
    assertEquals(expected, found.loss().mean(), 1e-6 * expected);
  }

  @Test
  void lossAtSymbolsThatTrainingNeverSawIsToldApart() {
    TextDataset data = data("ab".repeat(50) + "abXbaYab", 8.0 / 108);
    BoundNetwork network = network(data);
    Scores found = Evaluation.scores(network, data.validation());
    assertEquals(8, found.loss().predictions());
    assertEquals(2, found.unseen().predictions());
    double unseen = sum(network, data, target -> target == data.codec().unknown());
    assertTrue(unseen > 0);
    assertEquals(unseen, found.unseen().sum(), 1e-6 * unseen);
    assertEquals(0, Evaluation.scores(network, data.training()).unseenShare());
  }
}
