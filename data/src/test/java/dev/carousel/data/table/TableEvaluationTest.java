package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.frame.Frame;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.NetworkStream;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Scores;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What core's evaluation makes of a table, held against the network's stream, row by row. */
class TableEvaluationTest {
  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private static double[] remainders(int rows, int divisor) {
    return IntStream.range(0, rows).mapToDouble(i -> i % divisor).toArray();
  }

  private BoundNetwork network(TableDataset data, boolean bothWays) {
    Network network =
        Network.compile(
            engine,
            NetworkSpec.of(data.shape(), Cells.lstm()).units(8).layers(2).bidirectional(bothWays));
    return network.bind(network.initialParameters(7));
  }

  private static float[] targets(Chunk chunk) {
    return ((Targets.Values) chunk.targets()).values();
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, 1e-6 * expected);
  }

  @Test
  void validationOfASeriesIsReadOnFromTheEndOfTraining() {
    Frame table = Frame.of("x", remainders(300, 12));
    TableDataset data = TableDataset.of(table, Roles.of("x"), SplitPlan.of(0.1));
    BoundNetwork network = network(data, false);
    NetworkStream stream = network.stream();
    stream.read(data.training().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0).inputs());
    Chunk chunk = data.validation().epoch(1, Integer.MAX_VALUE, 0, 0).chunk(0);
    float[] inputs = ((Inputs.Values) chunk.inputs()).values();
    double sum = 0;
    for (int step = 0; step < inputs.length; step++) {
      sum += Math.pow(stream.step(inputs[step]).get(0) - targets(chunk)[step], 2);
    }
    LossTotal found = Evaluation.of(network, data.validation());
    assertEquals(30, found.predictions());
    assertClose(sum / 30, found.mean());
  }

  @Test
  void windowsOfValidationAreReadAsInUse() {
    Frame table = Frame.of("x", remainders(100, 12));
    TableDataset data = TableDataset.of(table, Roles.of("x").withWindow(15), SplitPlan.of(0.1));
    BoundNetwork network = network(data, false);
    Scores found = Evaluation.scores(network, data.validation());
    assertEquals(10, found.loss().predictions());
    double sum = 0;
    Part all = data.validation();
    for (int i = 0; i < 10; i++) {
      Chunk chunk = all.epoch(1, 1, 0, 0).chunk(i);
      sum += Math.pow(network.stream().read(chunk.inputs()).get(0) - targets(chunk)[0], 2);
    }
    assertClose(sum / 10, found.loss().mean());
  }

  @Test
  void targetsOfTheSameRowAreScoredInBothDirections() {
    Frame table = Frame.of("x", remainders(400, 7)).with("y", remainders(400, 5));
    TableDataset data = TableDataset.of(table, Roles.of("y").withAhead(0), SplitPlan.of(0.25));
    BoundNetwork network = network(data, true);
    Chunk whole =
        data.validation().sequences().stretches(new int[1], new int[] {-300}, new int[] {400});
    double expected =
        network.forward(whole, Carry.zero()).predictions(0, 300, 400).total(engine).mean();
    LossTotal found = Evaluation.of(network, data.validation());
    assertEquals(100, found.predictions());
    assertClose(expected, found.mean());
  }
}
