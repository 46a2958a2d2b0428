package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Panel;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.NetworkStream;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several sequences score what each would score alone in use. */
class SequencesEvaluationTest {
  private static final double ROUNDING = 1e-6;

  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  private static final int[] TRAIN = {40, 7, 300, 40, 1, 1500, 25};
  private static final int[] VALID = {10, 3, 60, 9, 2, 200, 0};

  private BoundNetwork network(Dataset data, boolean bidirectional) {
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), Cells.lstm()).units(7).layers(2).bidirectional(bidirectional);
    Network network = Network.compile(engine, spec);
    return network.bind(network.initialParameters(3));
  }

  private static Chunk whole(SequenceList list, int sequence) {
    int before = Math.min(Evaluation.CONTEXT, list.before(sequence));
    return list.stretches(
        new int[] {sequence}, new int[] {-before}, new int[] {before + list.length(sequence)});
  }

  /** The mean loss, each sequence alone, step by step. */
  private static double alone(BoundNetwork network, Part part) {
    SequenceList list = part.sequences();
    double sum = 0;
    for (int i = 0; i < list.size(); i++) {
      Chunk chunk = whole(list, i);
      NetworkStream stream = network.stream();
      for (int step = 0; step < chunk.steps(); step++) {
        Tensor output = stream.read(chunk.inputs().part(step, 1, 1, row -> row));
        double loss =
            chunk.targets() instanceof Targets.Symbols symbols
                ? crossEntropy(output, symbols.ids()[step])
                : Math.pow(output.get(0) - ((Targets.Values) chunk.targets()).values()[step], 2);
        sum += step >= chunk.steps() - list.length(i) ? loss : 0;
      }
    }
    return sum / list.steps();
  }

  private static double crossEntropy(Tensor logits, int target) {
    double sum = 0;
    for (int k = 0; k < logits.size(); k++) {
      sum += Math.exp(logits.get(k));
    }
    return Math.log(sum) - logits.get(target);
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, ROUNDING * Math.abs(expected));
  }

  @Test
  void eachSequenceIsReadAsAlone() {
    for (Dataset data :
        List.of(
            Panel.ofWaves(TRAIN, VALID, 1),
            Panel.ofSymbols(5, TRAIN, VALID, 1),
            Panel.ofDays(TRAIN, VALID, 1))) {
      BoundNetwork network = network(data, false);
      for (Part part : List.of(data.training(), data.validation())) {
        LossTotal found = Evaluation.of(network, part);
        assertEquals(part.symbols(), found.predictions());
        assertClose(alone(network, part), found.mean());
      }
    }
  }

  /** However they are put together: all alone, all side by side, in short chunks, in few rows. */
  @Test
  void numberOfRowsDoesNotChangeTheFigure() {
    Dataset data = Panel.ofWaves(TRAIN, VALID, 2);
    BoundNetwork network = network(data, false);
    for (Part part : List.of(data.training(), data.validation())) {
      double expected = alone(network, part);
      for (int rows : new int[] {1, 2, 3, 32}) {
        for (int shortest : new int[] {1, 50, 4096}) {
          for (int steps : new int[] {1, 7, 128}) {
            ReadingPlan plan =
                new ReadingPlan(rows, shortest, steps, Evaluation.CONTEXT, Evaluation.CONTEXT);
            LossTotal found = Evaluation.scores(network, part, plan).loss();
            assertEquals(part.symbols(), found.predictions());
            assertClose(expected, found.mean());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void threadsDoNotChangeABit(int threads) {
    Dataset data = Panel.ofWaves(TRAIN, VALID, 2);
    BoundNetwork network = network(data, false);
    NamedTensors parameters = network.network().initialParameters(3);
    double expected = Evaluation.of(network, data.training()).mean();
    try (Engine other = Engines.fused(threads)) {
      BoundNetwork same = network.network().on(other).bind(parameters);
      assertEquals(expected, Evaluation.of(same, data.training()).mean());
    }
  }

  @Test
  void bidirectionalNetworksReadNothingOfOtherSequences() {
    Dataset data = Panel.ofWaves(new int[] {40, 7, 300, 1}, new int[] {10, 3, 700, 2}, 4);
    BoundNetwork network = network(data, true);
    for (Part part : List.of(data.training(), data.validation())) {
      SequenceList list = part.sequences();
      double sum = 0;
      for (int i = 0; i < list.size(); i++) {
        Chunk chunk = whole(list, i);
        NetworkPass pass = network.forward(chunk, Carry.zero());
        int end = chunk.steps();
        sum += pass.predictions(0, end - list.length(i), end).total(engine).sum();
      }
      LossTotal found = Evaluation.of(network, part);
      assertEquals(part.symbols(), found.predictions());
      assertClose(sum / list.steps(), found.mean());
    }
  }

  /** Long ones among short ones are read in several rows, and everything is counted once. */
  @Test
  void longSequencesAreReadInSeveralRowsIfTheyAreFew() {
    int[] lengths = IntStream.range(0, 40).map(i -> i == 3 ? 9000 : 20 + i).toArray();
    Dataset data = Panel.ofWaves(lengths, 5);
    ReadingOrder order = ReadingOrder.of(data.training().sequences(), ReadingPlan.USUAL);
    assertEquals(List.of(3), order.alone());
    assertEquals(2, order.batches().size());
    BoundNetwork network = network(data, false);
    LossTotal found = Evaluation.of(network, data.training());
    assertEquals(data.training().symbols(), found.predictions());
    assertClose(alone(network, data.training()), found.mean());
    int[] many = new int[40];
    Arrays.fill(many, 9000);
    SequenceList equal = Panel.ofWaves(many, 5).training().sequences();
    assertEquals(List.of(), ReadingOrder.of(equal, ReadingPlan.USUAL).alone());
  }

  /** One pass for 32 short sequences, not one for each. */
  @Test
  void shortSequencesAreReadSideBySide() {
    int[] lengths = IntStream.range(0, 20_000).map(i -> 1 + i % 9).toArray();
    SequenceList list = Panel.ofWaves(lengths, 6).training().sequences();
    ReadingOrder order = ReadingOrder.of(list, ReadingPlan.USUAL);
    assertEquals(20_000 / 32, order.batches().size());
    int[] seen = new int[lengths.length];
    long places = 0;
    for (int[] batch : order.batches()) {
      Arrays.stream(batch).forEach(i -> seen[i]++);
      places += (long) batch.length * list.length(batch[0]);
    }
    assertTrue(Arrays.stream(seen).allMatch(times -> times == 1));
    assertTrue(places < 1.01 * list.steps(), places + " for " + list.steps());
  }

  /** In training too, a row gives what its sequence gives from a zero state. */
  @Test
  void noStateCrossesFromOneSequenceToAnother() {
    Dataset data = Panel.ofSymbols(6, new int[] {30, 5, 17, 17, 90, 3, 40}, new int[7], 8);
    BoundNetwork network = network(data, false);
    var epoch = data.training().epoch(3, 8, 1, 0);
    Carry carry = Carry.zero();
    NetworkStream[] streams = new NetworkStream[3];
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      NetworkPass pass = network.forward(chunk, carry);
      for (int row = 0; row < chunk.rows(); row++) {
        streams[row] = chunk.fresh()[row] ? network.stream() : streams[row];
        for (int step : chunk.realSteps(row)) {
          int at = row;
          Tensor expected = streams[row].read(chunk.inputs().part(step, 1, 1, r -> at));
          int from = (step * chunk.rows() + row) * expected.size();
          double[] found =
              IntStream.range(0, expected.size())
                  .mapToDouble(k -> pass.outputs().get(from + k))
                  .toArray();
          assertArrayEquals(expected.toDoubles(), found, 1e-6);
        }
      }
      carry = pass.carry();
      pass.release();
    }
  }
}
