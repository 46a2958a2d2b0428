package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkGradientTest {
  private static final double DELTA = 1e-4;

  /** A difference of fourth order with this step errs by less than 1e-9 on these networks. */
  private static final double EXACT = 1e-8;

  private static final double SINGLE = 1e-4;

  @ParameterizedTest
  @MethodSource("dev.carousel.model.NetworkCase#all")
  void gradientOfTheMeanLossEqualsFiniteDifferences(NetworkCase given) {
    try (Engine engine = Engines.reference()) {
      Network network = given.compile(engine);
      NamedTensors parameters = network.initialParameters(1);
      NamedTensors gradients = given.run(network, parameters, 0).backward(null).parameters();
      assertEquals(parameters.names(), gradients.names());
      Chunk chunk = given.chunk(0);
      Carry carry = given.carry(network, engine.precision());
      DoubleSupplier loss = () -> given.run(network, parameters, chunk, carry).loss().mean();
      parameters.forEach(
          (name, tensor) -> {
            assertTrue(gradients.get(name).sumOfSquares() > 0, name);
            for (int i = 0; i < tensor.size(); i++) {
              double expected = difference(loss, tensor, i);
              assertEquals(expected, gradients.get(name).get(i), EXACT, name + " [" + i + "]");
            }
          });
    }
  }

  private static double difference(DoubleSupplier loss, Tensor tensor, int i) {
    double near = at(loss, tensor, i, DELTA);
    double far = at(loss, tensor, i, 2 * DELTA);
    return (8 * near - far) / (12 * DELTA);
  }

  /** The loss to the right less the loss to the left. */
  private static double at(DoubleSupplier loss, Tensor tensor, int i, double d) {
    double value = tensor.get(i);
    tensor.set(i, value + d);
    double right = loss.getAsDouble();
    tensor.set(i, value - d);
    double left = loss.getAsDouble();
    tensor.set(i, value);
    return right - left;
  }

  @ParameterizedTest
  @MethodSource("dev.carousel.model.NetworkCase#all")
  void fusedEngineEqualsTheReference(NetworkCase given) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(2)) {
      Network truth = given.compile(reference);
      NamedTensors parameters = truth.initialParameters(1).copyAs(Precision.FLOAT32);
      NetworkPass expected = given.run(truth, parameters.copyAs(Precision.FLOAT64), 0);
      NetworkPass found = given.run(given.compile(fused), parameters, 0);
      NetworkPass.Gradients gradients = found.backward(null);
      assertEquals(expected.loss().mean(), gradients.loss().mean(), SINGLE);
      assertEquals(expected.loss().predictions(), gradients.loss().predictions());
      assertClose(expected.carry().flat(), found.carry().flat());
      assertClose(expected.backward(null).parameters(), gradients.parameters());
    }
  }

  /** They may be large, so their memory serves the gradient of the loss; nobody may miss that. */
  @ParameterizedTest
  @MethodSource("dev.carousel.model.NetworkCase#all")
  void outputsCannotBeReadAfterTheWayBack(NetworkCase given) {
    try (Engine fused = Engines.fused(1)) {
      Network network = given.compile(fused);
      NetworkPass pass = given.run(network, network.initialParameters(1), 0);
      Tensor outputs = pass.outputs();
      double[] expected = pass.lossGradients().toDoubles();
      long predictions = pass.backward(null).loss().predictions();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i] / predictions, outputs.get(i), SINGLE);
      }
      List<Executable> late =
          List.of(
              pass::outputs,
              pass::loss,
              pass::losses,
              pass::lossGradients,
              pass::predictions,
              () -> pass.backward(null));
      for (Executable read : late) {
        Exception refusal = assertThrows(IllegalStateException.class, read);
        assertTrue((refusal.getMessage() + "").contains("before it"), refusal::toString);
      }
    }
  }

  private static void assertClose(NamedTensors expected, NamedTensors found) {
    assertEquals(expected.names(), found.names());
    expected.forEach(
        (name, tensor) ->
            assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), SINGLE, name));
  }

  @ParameterizedTest
  @MethodSource("dev.carousel.model.NetworkCase#all")
  void whatStandsAtMaskedStepsChangesNothing(NetworkCase given) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      for (Engine engine : new Engine[] {reference, fused}) {
        Network network = given.compile(engine);
        NamedTensors parameters = network.initialParameters(1);
        NetworkPass.Gradients one = given.run(network, parameters, 1).backward(null);
        NetworkPass.Gradients other = given.run(network, parameters, 2).backward(null);
        assertEquals(one.loss(), other.loss());
        one.parameters()
            .forEach(
                (name, tensor) ->
                    assertArrayEquals(
                        tensor.toDoubles(), other.parameters().get(name).toDoubles(), name));
      }
    }
  }
}
