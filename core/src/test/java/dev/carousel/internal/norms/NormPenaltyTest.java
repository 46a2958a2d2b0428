package dev.carousel.internal.norms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.norms.NormRatios;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.spi.NormPreservation;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of the regularizer by finite differences, in float64: of every parameter, with steps
 * masked before and after a row's own, from zero and from carried states.
 */
class NormPenaltyTest {
  private static final int UNITS = 4;
  private static final DataShape SHAPE = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);
  private static final double STEP = 0.01;
  private static final String[] ROWS = {"xxxxxxx", "xx.....", "..xxxx."};

  /**
   * A cell, with its Jacobian matrix by hand.
   *
   * @param recurrent the matrices that multiply states
   */
  private record Case(
      String name, Cell cell, Function<RestOfRun, FrozenSteps> frozen, List<String> recurrent) {}

  private static List<Case> cases() {
    return List.of(
        new Case("rnn", Cells.tanhRnn(), FrozenCells.FrozenRnn::new, List.of("h.Wh")),
        new Case(
            "lstm",
            FrozenCells::lstm,
            FrozenCells.FrozenLstm::new,
            List.of("f.Wh", "i.Wh", "g.Wh", "o.Wh")),
        new Case(
            "gru", FrozenCells::gru, FrozenCells.FrozenGru::new, List.of("r.Wh", "z.Wh", "nh.Wh")),
        // A state that reads the new value of the other, as LEM's do.
        new Case(
            "chained",
            Cells.chained(),
            FrozenCells.FrozenChain::new,
            List.of("slow.Wy", "fast.Wy", "z.Wy", "y.Wz")));
  }

  static Stream<Arguments> networks() {
    return cases().stream()
        .flatMap(
            each ->
                Stream.of(
                    Arguments.of(each.name(), each, 1, false, false),
                    Arguments.of(each.name(), each, 1, false, true),
                    Arguments.of(each.name(), each, 2, false, true),
                    Arguments.of(each.name(), each, 2, true, true)));
  }

  @ParameterizedTest(name = "{0}, {2} layers, both ways: {3}, carried: {4}")
  @MethodSource("networks")
  void theGradientIsThatOfThePenaltyByTheMatricesThatMultiplyStates(
      String name, Case known, int layers, boolean both, boolean carried) {
    try (Engine engine = Engines.reference()) {
      Network network =
          Network.compile(
              engine,
              NetworkSpec.of(SHAPE, known.cell()).units(UNITS).layers(layers).bidirectional(both));
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = Chunks.random(SHAPE, ROWS, 3, 4);
      Carry carry = carried ? someStates(network, parameters, chunk) : Carry.zero();
      NetworkPass pass = network.apart().bind(parameters).forward(chunk, carry);
      NormPreservation found = found(network, parameters, pass, chunk);
      List<FrozenSteps> frozen = new ArrayList<>();
      IntStream.range(0, network.recurrentLayers().size())
          .mapToObj(i -> known.frozen().apply(new RestOfRun(network, i, parameters, pass, chunk)))
          .forEach(frozen::add);
      for (int i = 0; i < frozen.size(); i++) {
        assertEquals(frozen.get(i).penalty(parameters), found.layers().get(i).penalty(), 1e-12);
      }
      found.gradients().forEach((tensor, gradient) -> agrees(frozen, parameters, tensor, gradient));
      for (Layer layer : network.recurrentLayers()) {
        for (String matrix : known.recurrent()) {
          String full = layer.parameterName(matrix);
          assertTrue(found.gradients().get(full).sumOfSquares() > 1e-8, full);
        }
      }
    }
  }

  private static NormPreservation found(
      Network network, NamedTensors parameters, NetworkPass pass, Chunk chunk) {
    NormRatioMeter meter = new NormRatioMeter(network);
    GradientHistory errors = meter.errors(chunk);
    pass.backward(errors);
    return meter.preservation(parameters, pass, chunk, errors);
  }

  private static void agrees(
      List<FrozenSteps> frozen, NamedTensors parameters, String name, Tensor gradient) {
    for (int i = 0; i < gradient.size(); i++) {
      double slope = 0;
      for (FrozenSteps layer : frozen) {
        slope += layer.slope(parameters, name, i);
      }
      assertEquals(slope, gradient.get(i), 1e-8, name + " " + i);
    }
  }

  static Stream<Arguments> starts() {
    return cases().stream()
        .flatMap(
            each ->
                IntStream.rangeClosed(1, 3)
                    .boxed()
                    .flatMap(
                        seed ->
                            Stream.of(false, true)
                                .map(on -> Arguments.of(each.name(), each.cell(), seed, on))));
  }

  /** States and errors move too then, which the gradient leaves out; what it promises stands. */
  @ParameterizedTest(name = "{0}, seed {2}, carried: {3}")
  @MethodSource("starts")
  void aSmallStepAgainstTheGradientLowersThePenaltyOfTheWholeRun(
      String name, Cell cell, int seed, boolean carried) {
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, NetworkSpec.of(SHAPE, cell).units(UNITS).layers(2));
      NamedTensors parameters = network.initialParameters(seed);
      Chunk chunk = Chunks.random(SHAPE, ROWS, seed + 10, 4);
      Carry carry = carried ? someStates(network, parameters, chunk) : Carry.zero();
      NetworkPass pass = network.apart().bind(parameters).forward(chunk, carry);
      NormPreservation found = found(network, parameters, pass, chunk);
      NamedTensors moved = parameters.copy();
      found.gradients().forEach((tensor, gradient) -> moved.get(tensor).addScaled(-STEP, gradient));
      double penalty =
          NormRatioMeter.measure(network, moved, chunk, carry).stream()
              .mapToDouble(NormRatios::penalty)
              .sum();
      assertTrue(penalty < found.penalty(), () -> penalty + " is not below " + found.penalty());
    }
  }

  /** States such as another chunk could have left, none of them zero. */
  private static Carry someStates(Network network, NamedTensors parameters, Chunk chunk) {
    NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
    Carry carry = pass.carry();
    pass.release();
    RandomGenerator random = RandomStreams.stream(5, "carried states");
    carry
        .states()
        .values()
        .forEach(
            states ->
                states.forEach(
                    (name, tensor) -> {
                      for (int i = 0; i < tensor.size(); i++) {
                        tensor.set(i, 0.9 * (2 * random.nextDouble() - 1));
                      }
                    }));
    return carry;
  }
}
