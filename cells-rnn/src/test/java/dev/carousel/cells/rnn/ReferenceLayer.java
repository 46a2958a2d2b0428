package dev.carousel.cells.rnn;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A layer of one state h, in float64, whose parameters a test sets; they start as the cell starts
 * them. It reads one row.
 */
public final class ReferenceLayer {
  private static final long SEED = 11;

  /** Open for all tests: it has no threads. */
  private static final Engine ENGINE = Engines.reference();

  private final LayerProgram program;
  private final int inputs;
  private final int units;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  public ReferenceLayer(Cell cell, int inputs, int units) {
    this.inputs = inputs;
    this.units = units;
    program = ENGINE.compile("layer", cell, inputs, units);
    for (ParameterSpec spec : program.parameters()) {
      Tensor values = spec.zeros(Precision.FLOAT64);
      String stream = spec.initializer().streamName(spec.name());
      spec.initializer().fill(values, RandomStreams.stream(SEED, stream));
      parameters.put(spec.name(), values);
    }
  }

  /** Numbers uniform on +-bound, [rows, columns] as given. */
  public static Tensor random(long seed, double bound, int... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, bound * (2 * random.nextDouble() - 1));
    }
    return tensor;
  }

  public LayerProgram program() {
    return program;
  }

  public Tensor parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** Sets every element of one parameter. */
  public ReferenceLayer fill(String name, double value) {
    parameter(name).fill(value);
    return this;
  }

  /** Sets one parameter to another one's elements. */
  public ReferenceLayer copy(String name, Tensor from) {
    parameters.put(name, from.copy());
    return this;
  }

  /** Clears every parameter but one. */
  public ReferenceLayer clearAllBut(String name) {
    parameters.forEach(
        (other, tensor) -> {
          if (!other.equals(name)) {
            tensor.fill(0);
          }
        });
    return this;
  }

  /** Draws every parameter anew, uniform on +-bound. */
  public ReferenceLayer randomise(double bound) {
    for (String name : parameters.keySet()) {
      Tensor drawn = random(name.hashCode(), bound, parameter(name).shape());
      parameters.put(name, drawn);
    }
    return this;
  }

  /** Runs it over an input [T, 1, I] from a state of units. */
  public ForwardPass run(Tensor input, double... h) {
    Tensor state = Precision.FLOAT64.zeros(1, units);
    for (int i = 0; i < h.length; i++) {
      state.set(i, h[i]);
    }
    SequenceContext context =
        new SequenceContext(new NamedTensors(Map.of("h", state)), null, false);
    return program.forward(new NamedTensors(parameters), new Inputs.Values(input), context);
  }

  /** Runs it over zeros. */
  public ForwardPass rest(int steps, double... h) {
    return run(Precision.FLOAT64.zeros(steps, 1, inputs), h);
  }

  /** The final state. */
  public static double[] last(ForwardPass pass) {
    return pass.finalStates().get("h").toDoubles();
  }

  /** The gradients of one unit of the final state. */
  public LayerGradients gradientsOf(ForwardPass pass, int unit) {
    Tensor error = Precision.FLOAT64.zeros(1, units);
    error.set(unit, 1);
    return pass.backward(null, new NamedTensors(Map.of("h", error)), null);
  }

  /** The derivatives of one unit of the final state by the units of the initial one. */
  public double[] slopes(ForwardPass pass, int unit) {
    return gradientsOf(pass, unit).initialStates().get("h").toDoubles();
  }
}
