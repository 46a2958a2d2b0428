package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkStreamTest {
  private static final int ROWS = 3;
  private static final int STEPS = 7;
  private static final DataShape NUMBERS = new DataShape(false, 2, false, 3, Moment.EVERY_STEP);

  static Stream<NetworkCase> forwardCases() {
    return NetworkCase.all()
        .filter(c -> c.padding() == NetworkCase.Padding.NONE && !c.spec().bidirectional());
  }

  private static BoundNetwork network(Engine engine, int units) {
    return bind(Network.compile(engine, NetworkSpec.of(NUMBERS, Cells.lstm()).units(units)));
  }

  private static BoundNetwork bind(Network network) {
    return network.bind(network.initialParameters(1));
  }

  /** One step of a sequence of inputs. */
  private static Inputs step(Inputs all, int t) {
    return all.part(t, 1, all.rows(), row -> row);
  }

  /** Steps one by one, steps at once and a pass over all of them: three ways, one result. */
  @ParameterizedTest
  @MethodSource("forwardCases")
  void stepsReadOneByOneGiveWhatTheyGiveAtOnce(NetworkCase subject) {
    try (Engine engine = Engines.fused(2)) {
      BoundNetwork bound = bind(subject.compile(engine));
      Chunk chunk = Chunks.random(subject.spec().data(), STEPS, ROWS, 5);
      NetworkPass pass = bound.forward(chunk, Carry.zero());
      double[] expected = pass.outputs().toDoubles();
      NetworkStream whole = bound.stream(ROWS);
      assertArrayEquals(expected, whole.read(chunk.inputs()).toDoubles());
      NetworkStream single = bound.stream(ROWS);
      double[] found = new double[0];
      for (int t = 0; t < STEPS; t++) {
        double[] output = single.read(step(chunk.inputs(), t)).toDoubles();
        boolean isEnd = subject.spec().data().moment() == Moment.END;
        found = isEnd ? output : concat(found, output);
      }
      assertArrayEquals(expected, found);
      assertEquals(flat(pass.carry()), flat(single.carry()));
      assertEquals(flat(pass.carry()), flat(whole.carry()));
    }
  }

  private static double[] concat(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String flat(Carry carry) {
    StringBuilder all = new StringBuilder();
    carry.flat().forEach((name, t) -> all.append(name).append(Arrays.toString(t.toDoubles())));
    return all.toString();
  }

  @Test
  void theReferenceEngineStreamsToo() {
    try (Engine engine = Engines.reference()) {
      BoundNetwork bound = network(engine, 4);
      Chunk chunk = Chunks.random(NUMBERS, STEPS, 1, 5);
      double[] all = bound.forward(chunk, Carry.zero()).outputs().toDoubles();
      NetworkStream stream = bound.stream();
      Tensor last = null;
      for (int t = 0; t < STEPS; t++) {
        last = stream.read(step(chunk.inputs(), t));
      }
      assertArrayEquals(
          Arrays.copyOfRange(all, all.length - 3, all.length),
          last == null ? null : last.toDoubles());
    }
  }

  /** 64 threads, each with sequences of its own over one network, against one thread alone. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatAStreamGivesDoesNotDependOnTheOthers(int engineThreads) throws Exception {
    int threads = 64;
    int steps = 100;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Engine engine = Engines.fused(engineThreads)) {
      BoundNetwork bound = network(engine, 24);
      List<long[]> expected = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        expected.add(outputs(bound, i, steps));
      }
      CountDownLatch start = new CountDownLatch(threads);
      List<Future<long[]>> found = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int seed = i;
        found.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return outputs(bound, seed, steps);
                }));
      }
      for (int i = 0; i < threads; i++) {
        assertArrayEquals(expected.get(i), found.get(i).get(60, TimeUnit.SECONDS), "stream " + i);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The bits of all that a stream says of a random sequence, of one to three rows. */
  private static long[] outputs(BoundNetwork bound, int seed, int steps) {
    RandomGenerator random = RandomStreams.stream(seed, "test stream");
    NetworkStream stream = bound.stream(1 + seed % 3);
    long[] bits = new long[0];
    float[] input = new float[2 * stream.rows()];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) random.nextGaussian();
      }
      Tensor output = stream.step(input);
      int from = bits.length;
      bits = Arrays.copyOf(bits, from + output.size());
      for (int i = 0; i < output.size(); i++) {
        bits[from + i] = Double.doubleToRawLongBits(output.get(i));
      }
    }
    return bits;
  }

  @Test
  void resetBeginsAnewAndResumeGoesOn() {
    try (Engine engine = Engines.fused(1)) {
      BoundNetwork bound = network(engine, 4);
      NetworkStream stream = bound.stream();
      double[] first = stream.step(1, 2f).toDoubles();
      Carry after = stream.carry();
      double[] second = stream.step(3, 4f).toDoubles();
      stream.reset();
      assertArrayEquals(first, stream.step(1, 2f).toDoubles());
      NetworkStream other = bound.stream();
      other.resume(after);
      assertArrayEquals(second, other.step(3, 4f).toDoubles());
    }
  }

  @Test
  void aReadThatFailsLeavesTheStatesAsTheyWere() {
    DataShape letters = new DataShape(true, 5, true, 5, Moment.EVERY_STEP);
    try (Engine engine = Engines.fused(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(letters, Cells.lstm()).units(4));
      NetworkStream stream = bind(network).stream();
      stream.step(3);
      String before = flat(stream.carry());
      Refusal.of(() -> stream.step(5), "A symbol is out of range.", "from 0 to 4", "5");
      assertEquals(before, flat(stream.carry()));
      stream.step(4);
    }
  }

  @Test
  void aSecondThreadInOneStreamIsRefused() throws Exception {
    try (Engine engine = Engines.fused(1)) {
      NetworkStream stream = network(engine, 128).stream();
      Inputs many = Chunks.random(NUMBERS, 2000, 1, 1).inputs();
      Queue<String> refusals = new ConcurrentLinkedQueue<>();
      for (int round = 0; round < 200 && refusals.isEmpty(); round++) {
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          readers.add(
              new Thread(
                  () -> {
                    try {
                      stream.read(many);
                    } catch (RuntimeException e) {
                      refusals.add(String.valueOf(e.getMessage()));
                    }
                  }));
        }
        readers.forEach(Thread::start);
        for (Thread reader : readers) {
          reader.join();
        }
      }
      String refusal = refusals.remove();
      assertTrue(refusal.startsWith("Two threads use one stream at the same time."), refusal);
      assertTrue(refusal.contains("BoundNetwork.stream()"), refusal);
      stream.step(1, 2f);
    }
  }

  /** Taken in, it would be in every later answer. */
  @Test
  void aNumberThatIsNotFiniteIsRefusedAndTheStatesStay() {
    try (Engine engine = Engines.fused(1)) {
      NetworkStream stream = network(engine, 4).stream(2);
      stream.step(1, 2, 3, 4f);
      String before = flat(stream.carry());
      String summary = "The input of a stream is not finite.";
      Refusal.of(
          () -> stream.step(1, 2, 3, Float.NaN), summary, "NaN", "step 0, row 1, number 1", "try:");
      float[] infinite = {1, 2, 3, 4, 5, 6, Float.NEGATIVE_INFINITY, 8};
      Inputs twoSteps = new Inputs.Values(2, 2, 2, infinite);
      Refusal.of(() -> stream.read(twoSteps), summary, "-Infinity", "step 1, row 1, number 0");
      assertEquals(before, flat(stream.carry()));
      assertTrue(Double.isFinite(stream.step(1, 2, 3, 4f).get(0)));
    }
  }

  @Test
  void statesOfAnotherNetworkAreRefusedByName() {
    try (Engine engine = Engines.fused(1)) {
      NetworkSpec two = NetworkSpec.of(NUMBERS, Cells.lstm()).units(4).layers(2);
      NetworkStream stream = bind(Network.compile(engine, two)).stream();
      stream.step(1, 2f);
      String before = flat(stream.carry());
      Carry ofOneLayer = network(engine, 4).stream().carry();
      String fit = "The states do not fit the network.";
      Refusal.of(() -> stream.resume(ofOneLayer), fit, "{h=[1, 4], c=[1, 4]}", "none", "layer1");
      NamedTensors own = Objects.requireNonNull(stream.carry().of("layer0"));
      Map<String, NamedTensors> misspelt = new LinkedHashMap<>(stream.carry().states());
      misspelt.put("layer2", own);
      Refusal.of(
          () -> stream.resume(new Carry(misspelt)),
          "The states are of a layer that the network does not have.",
          "layer2",
          "did you mean 'layer0'?");
      Tensor h = own.get("h");
      for (NamedTensors wrong :
          List.of(
              new NamedTensors(Map.of("h", h)),
              new NamedTensors(Map.of("h", h, "C", own.get("c"))),
              new NamedTensors(Map.of("h", h, "c", new FloatTensor(4, 1))),
              new NamedTensors(Map.of("h", h, "c", new FloatTensor(4))),
              new NamedTensors(Map.of("h", h, "c", new FloatTensor(1, 5))))) {
        Carry carry = new Carry(Map.of("layer0", wrong, "layer1", own));
        Refusal.of(() -> stream.resume(carry), fit, "{h=[1, 4], c=[1, 4]}", "layer0");
      }
      assertEquals(before, flat(stream.carry()));
    }
  }

  @Test
  void statesThatAreNotFiniteAreNotGoneOnFrom() {
    try (Engine engine = Engines.fused(1)) {
      NetworkStream stream = network(engine, 4).stream();
      stream.step(1, 2f);
      Carry bad = stream.carry();
      Objects.requireNonNull(bad.of("layer0")).get("c").set(2, Double.NaN);
      String before = flat(stream.carry());
      Refusal.of(
          () -> stream.resume(bad),
          "The states to continue from are not finite.",
          "NaN",
          "layer0/c, element 2");
      assertEquals(before, flat(stream.carry()));
    }
  }

  @Test
  void whatChangesTheStatesIsRefusedWhileAnotherThreadReads() throws Exception {
    try (Engine engine = Engines.fused(1)) {
      NetworkStream stream = network(engine, 128).stream();
      Carry carry = stream.carry();
      Inputs many = Chunks.random(NUMBERS, 20_000, 1, 1).inputs();
      for (Runnable action :
          List.<Runnable>of(stream::carry, stream::reset, () -> stream.resume(carry))) {
        Thread reader = new Thread(() -> readOnceItIsFree(stream, many));
        reader.start();
        String told = "";
        while (told.isEmpty() && reader.isAlive()) {
          told = refusal(action);
        }
        reader.join();
        assertTrue(told.startsWith("Two threads use one stream at the same time."), told);
      }
    }
  }

  private static void readOnceItIsFree(NetworkStream stream, Inputs inputs) {
    while (!refusal(() -> stream.read(inputs)).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** What it is told; empty if it is not refused. */
  private static String refusal(Runnable action) {
    try {
      action.run();
      return "";
    } catch (CarouselException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    DataShape end = new DataShape(false, 2, false, 3, Moment.END);
    try (Engine engine = Engines.fused(1)) {
      NetworkSpec twoWay = NetworkSpec.of(end, Cells.lstm()).units(4).bidirectional(true);
      BoundNetwork both = bind(Network.compile(engine, twoWay));
      Refusal.of(
          both::stream, "A bidirectional network cannot be streamed.", "BoundNetwork.predict");
      BoundNetwork bound = network(engine, 4);
      Refusal.of(() -> bound.stream(0), "The number of rows of a stream is out of range.", "0");
      NetworkStream stream = bound.stream();
      Refusal.of(
          () -> stream.step(1),
          "The input does not fit the stream.",
          "1 rows; 2 numbers in, 3 numbers out at every step",
          "1 rows of 2 symbols");
      Carry ofTwo = bound.stream(2).carry();
      Refusal.of(
          () -> stream.resume(ofTwo),
          "The states do not fit the network.",
          "{h=[1, 4], c=[1, 4]}",
          "{c=[2, 4], h=[2, 4]}",
          "layer0");
    }
  }
}
