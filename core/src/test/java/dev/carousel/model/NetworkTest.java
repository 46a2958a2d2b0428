package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final DataShape SHAPE = new DataShape(false, 2, false, 1, Moment.EVERY_STEP);
  private static final long SEED = 1;

  private final Engine engine = Engines.reference();

  @AfterEach
  void close() {
    engine.close();
  }

  private Network network(int layers, double dropout, boolean bidirectional) {
    NetworkSpec spec =
        NetworkSpec.of(SHAPE, Cells.lstm())
            .units(3)
            .layers(layers)
            .dropout(dropout)
            .bidirectional(bidirectional);
    return Network.compile(engine, spec);
  }

  /** Steps {@code from} to {@code to} of a chunk of equal rows. */
  private static Chunk steps(Chunk chunk, int from, int to) {
    int rows = chunk.rows();
    float[] inputs = ((Inputs.Values) chunk.inputs()).values();
    float[] targets = ((Targets.Values) chunk.targets()).values();
    return new Chunk(
        new Inputs.Values(
            to - from, rows, 2, Arrays.copyOfRange(inputs, from * rows * 2, to * rows * 2)),
        new Targets.Values(
            Moment.EVERY_STEP, 1, Arrays.copyOfRange(targets, from * rows, to * rows)),
        new boolean[rows]);
  }

  /** What it hands up at a masked step, where it reads 0, is infinite. */
  private static PassBuffers buffers() {
    return new PassBuffers(Precision.FLOAT32, 1, 1);
  }

  @Test
  void aPoleAtMaskedStepsDoesNotReachTheHead() {
    Cell cell =
        s -> {
          s.next("h", s.affine("h", s.input(), s.state("h")));
          s.output(s.input().reciprocal());
        };
    Chunk random = Chunks.random(SHAPE, new int[] {4, 2, 3}, 1, 1);
    for (Engine each : List.of(engine, Engines.scalar(1))) {
      Network network = Network.compile(each, NetworkSpec.of(SHAPE, cell).units(3));
      NamedTensors parameters = network.initialParameters(SEED);
      NetworkPass.Gradients gradients =
          network.bind(parameters).forward(withZeros(random), Carry.zero()).backward(null);
      assertTrue(Double.isFinite(gradients.loss().sum()), each.kernels());
      assertTrue(Double.isFinite(gradients.parameters().norm()), each.kernels());
    }
  }

  /** The same chunk with zeros at masked steps, as data have them. */
  private static Chunk withZeros(Chunk chunk) {
    float[] inputs = ((Inputs.Values) chunk.inputs()).values();
    for (int i = 0; i < inputs.length; i++) {
      int place = i / 2;
      inputs[i] = chunk.isReal(place / chunk.rows(), place % chunk.rows()) ? inputs[i] : 0;
    }
    return chunk;
  }

  @Test
  void twoChunksWithCarryGiveTheOutputsOfOne() {
    Network network = network(2, 0, false);
    NamedTensors parameters = network.initialParameters(SEED);
    Chunk whole = Chunks.random(SHAPE, 7, 2, 1);
    NetworkPass first = network.bind(parameters).forward(steps(whole, 0, 3), Carry.zero());
    NetworkPass second = network.bind(parameters).forward(steps(whole, 3, 7), first.carry());
    double[] expected = network.bind(parameters).forward(whole, Carry.zero()).outputs().toDoubles();
    assertArrayEquals(Arrays.copyOf(expected, 6), first.outputs().toDoubles());
    assertArrayEquals(Arrays.copyOfRange(expected, 6, 14), second.outputs().toDoubles());
  }

  @Test
  void freshRowsAndOnlyTheseStartFromZero() {
    Network network = network(1, 0, false);
    NamedTensors parameters = network.initialParameters(SEED);
    Chunk chunk = Chunks.random(SHAPE, 1, 2, 1);
    Carry carry = network.bind(parameters).forward(chunk, Carry.zero()).carry();
    double[] carried = network.bind(parameters).forward(chunk, carry).outputs().toDoubles();
    double[] fromZero = network.bind(parameters).forward(chunk, Carry.zero()).outputs().toDoubles();
    Chunk halfFresh = Chunks.withFresh(chunk, true, false);
    double[] half = network.bind(parameters).forward(halfFresh, carry).outputs().toDoubles();
    assertArrayEquals(new double[] {fromZero[0], carried[1]}, half);
    assertFalse(fromZero[0] == carried[0]);
  }

  /** A row of 2 steps in a chunk of 5 is read as if it stood alone, from both of its ends. */
  @Test
  void reverseLayersStartAtTheTrueEndOfEachRow() {
    Network network = network(2, 0, true);
    NamedTensors parameters = network.initialParameters(SEED);
    Chunk mixed = Chunks.random(SHAPE, new int[] {5, 2}, 1, 2);
    float[] inputs = ((Inputs.Values) mixed.inputs()).values();
    Chunk alone =
        new Chunk(
            new Inputs.Values(2, 1, 2, new float[] {inputs[2], inputs[3], inputs[6], inputs[7]}),
            new Targets.Values(Moment.EVERY_STEP, 1, new float[2]),
            new boolean[1]);
    double[] within = network.bind(parameters).forward(mixed, Carry.zero()).outputs().toDoubles();
    double[] expected = network.bind(parameters).forward(alone, Carry.zero()).outputs().toDoubles();
    assertArrayEquals(expected, new double[] {within[1], within[3]});
  }

  @Test
  void onlyForwardLayersAreCarried() {
    Network network = network(2, 0, true);
    Carry carry =
        network
            .bind(network.initialParameters(SEED))
            .forward(Chunks.random(SHAPE, 2, 2, 1), Carry.zero())
            .carry();
    assertEquals(List.of("layer0", "layer1"), List.copyOf(carry.states().keySet()));
  }

  private double[] outputs(Network network, boolean training, long seed, long update) {
    NamedTensors parameters = network.initialParameters(SEED);
    Chunk chunk = Chunks.random(SHAPE, 4, 3, 1);
    NetworkPass pass =
        training
            ? network.bind(parameters).forwardTraining(chunk, Carry.zero(), seed, update)
            : network.bind(parameters).forward(chunk, Carry.zero());
    return pass.outputs().toDoubles();
  }

  @Test
  void dropoutFollowsFromSeedAndUpdate() {
    Network network = network(2, 0.5, false);
    double[] once = outputs(network, true, 3, 4);
    assertArrayEquals(once, outputs(network, true, 3, 4));
    assertFalse(Arrays.equals(once, outputs(network, true, 3, 5)), "another update");
    assertFalse(Arrays.equals(once, outputs(network, true, 4, 4)), "another seed");
  }

  @Test
  void dropoutIsForTrainingOnly() {
    double[] plain = outputs(network(2, 0, false), false, 0, 0);
    Network dropping = network(2, 0.5, false);
    assertArrayEquals(plain, outputs(dropping, false, 0, 0));
    assertFalse(Arrays.equals(plain, outputs(dropping, true, 0, 0)));
  }

  @Test
  void dropoutActsBeforeTheHeadToo() {
    double[] plain = outputs(network(1, 0, false), false, 0, 0);
    assertFalse(Arrays.equals(plain, outputs(network(1, 0.5, false), true, 0, 0)));
  }

  /**
   * With nearly everything dropped, the head is left with its bias, which is equal in all steps.
   */
  @Test
  void whatIsDroppedBeforeTheHeadDoesNotReachIt() {
    double[] outputs = outputs(network(1, 1 - 1e-12, false), true, 0, 0);
    int classes = SHAPE.outputFeatures();
    for (int i = classes; i < outputs.length; i++) {
      assertEquals(outputs[i % classes], outputs[i]);
    }
  }

  @Test
  void dropoutKeepsTheMean() {
    Tensor factors =
        new Dropout(0.25, DropoutKinds.NONE, 1, 2)
            .factors(0, new FloatTensor(100, 10, 100), buffers());
    double sum = 0;
    for (double factor : factors.toDoubles()) {
      assertTrue(factor == 0 || factor == (float) (1 / 0.75), () -> "factor " + factor);
      sum += factor;
    }
    // The standard error of the mean of 100,000 such factors is 0.0018.
    assertEquals(1, sum / factors.size(), 0.007);
  }

  @Test
  void eachLayerDropsByItsOwnDraws() {
    Dropout dropout = new Dropout(0.5, DropoutKinds.NONE, 1, 2);
    Tensor like = new FloatTensor(10, 10, 10);
    assertFalse(
        Arrays.equals(
            dropout.factors(0, like, buffers()).toDoubles(),
            dropout.factors(1, like, buffers()).toDoubles()));
  }

  @Test
  void adoptedParametersAreCopiesInTheNetworksOrderAndPrecision() {
    Network network = network(1, 0, false);
    NamedTensors parameters = network.initialParameters(SEED);
    Map<String, Tensor> reversed = new LinkedHashMap<>();
    List<String> names = List.copyOf(parameters.names());
    for (int i = names.size() - 1; i >= 0; i--) {
      reversed.put(names.get(i), Precision.FLOAT32.copyOf(parameters.get(names.get(i))));
    }
    NamedTensors adopted = network.adopt(new NamedTensors(reversed));
    assertEquals(names, List.copyOf(adopted.names()));
    adopted.forEach(
        (name, tensor) -> {
          assertEquals(Precision.FLOAT64, tensor.precision());
          assertArrayEquals(parameters.get(name).toDoubles(), tensor.toDoubles(), 1e-6);
        });
  }

  private static NamedTensors with(NamedTensors parameters, String name, Tensor tensor) {
    Map<String, Tensor> changed = new LinkedHashMap<>(parameters.asMap());
    changed.put(name, tensor);
    return new NamedTensors(changed);
  }

  @Test
  void aParameterOfAnotherShapeIsRefused() {
    Network network = network(1, 0, false);
    NamedTensors parameters = network.initialParameters(SEED);
    NamedTensors wrong = with(parameters, "layer0/i.Wh", new DoubleTensor(9, 1));
    Refusal.of(() -> network.adopt(wrong), "layer0/i.Wh", "[3, 3]", "[9, 1]");
  }

  @Test
  void aParameterTooManyIsRefused() {
    Network network = network(1, 0, false);
    NamedTensors parameters = network.initialParameters(SEED);
    NamedTensors wrong = with(parameters, "layer9/i.Wh", new DoubleTensor(3, 3));
    Refusal.of(() -> network.adopt(wrong), "does not have", "layer9/i.Wh");
  }

  @Test
  void aMissingParameterIsRefused() {
    Network network = network(1, 0, false);
    Map<String, Tensor> fewer = new LinkedHashMap<>(network.initialParameters(SEED).asMap());
    fewer.remove("head/head.b");
    Refusal.of(() -> network.adopt(new NamedTensors(fewer)), "parameter head/head.b is missing");
  }

  @Test
  void parametersOfOneLayerDoNotDependOnOtherLayers() {
    NamedTensors one = network(1, 0, false).initialParameters(SEED);
    NamedTensors two = network(2, 0, false).initialParameters(SEED);
    assertArrayEquals(one.get("layer0/f.Wh").toDoubles(), two.get("layer0/f.Wh").toDoubles());
    assertFalse(
        Arrays.equals(two.get("layer0/f.Wh").toDoubles(), two.get("layer1/f.Wh").toDoubles()));
  }

  @Test
  void impossibleSpecificationsAreRefused() {
    Refusal.of(() -> NetworkSpec.of(SHAPE, Cells.lstm()).units(0), "units", "1 to", "0");
    Refusal.of(() -> NetworkSpec.of(SHAPE, Cells.lstm()).units(1).layers(0), "layers", "0");
    Refusal.of(() -> NetworkSpec.of(SHAPE, Cells.lstm()).units(1).dropout(1), "dropout", "1.0");
    Refusal.of(
        () -> NetworkSpec.of(SHAPE, Cells.lstm()).units(1).dropout(Double.NaN), "dropout", "NaN");
    Refusal.of(() -> NetworkSpec.of(SHAPE, Cells.lstm()).units(1).embedding(4), "embedded", "4");
  }

  /** A file may claim any size: its recurrent matrices would take 6 GB each. */
  @Test
  void parametersOfAnotherSizeAreRefusedBeforeAnyIsMade() {
    int units = 40_000;
    Network huge = Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(units));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Layer layer : huge.allLayers()) {
      for (ParameterSpec parameter : layer.program().parameters()) {
        Tensor tensor =
            parameter.columns() == units && parameter.rows() == units
                ? new FloatTensor(1, 1)
                : parameter.zeros(Precision.FLOAT32);
        tensors.put(layer.parameterName(parameter.name()), tensor);
      }
    }
    Refusal.of(
        () -> huge.adopt(new NamedTensors(tensors)), "shape", "[40000, 40000]", "found:    [1, 1]");
  }
}
