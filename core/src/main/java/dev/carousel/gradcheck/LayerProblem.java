package dev.carousel.gradcheck;

import dev.carousel.data.Inputs;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A layer with random parameters, input and initial states. The loss is a random linear function of
 * all outputs and final states, so that every gradient matters. Created in double precision and
 * rounded to the requested one, so that engines can be compared.
 *
 * @param input {@code [T, B, I]}
 * @param outputWeights the gradient of the loss with respect to the outputs, {@code [T, B, O]}
 * @param finalWeights the gradient of the loss with respect to the final states
 */
public record LayerProblem(
    NamedTensors parameters,
    Tensor input,
    NamedTensors initialStates,
    Tensor outputWeights,
    NamedTensors finalWeights,
    boolean @Nullable [] mask,
    boolean reverse) {

  /**
   * The spread of the numbers: large enough for every gate to be nonlinear, small enough not to
   * saturate it.
   */
  private static final double SPREAD = 0.7;

  /** A random problem for a layer. */
  public static LayerProblem random(
      LayerProgram layer, int inputSize, int steps, int rows, long seed) {
    RandomGenerator random = RandomStreams.stream(seed, "layer-problem");
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    layer
        .parameters()
        .forEach(
            p -> {
              double fanIn = p.isMatrix() ? Math.sqrt(p.columns()) : 1;
              parameters.put(p.name(), draw(random, SPREAD / fanIn, shape(p.rows(), p.columns())));
            });
    return new LayerProblem(
        new NamedTensors(parameters),
        draw(random, SPREAD, steps, rows, inputSize),
        states(layer, rows, random),
        draw(random, 1, steps, rows, layer.outputSize()),
        states(layer, rows, random),
        null,
        false);
  }

  /** A random problem for a layer with its initial parameters. */
  public static LayerProblem initial(
      LayerProgram layer, int inputSize, int steps, int rows, long seed) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      Tensor tensor = spec.zeros(Precision.FLOAT64);
      String stream = spec.initializer().streamName(spec.name());
      spec.initializer().fill(tensor, RandomStreams.stream(seed, stream));
      parameters.put(spec.name(), tensor);
    }
    LayerProblem drawn = random(layer, inputSize, steps, rows, seed);
    return new LayerProblem(
        new NamedTensors(parameters),
        drawn.input,
        drawn.initialStates,
        drawn.outputWeights,
        drawn.finalWeights,
        null,
        false);
  }

  private static int[] shape(int rows, int columns) {
    return columns > 0 ? new int[] {rows, columns} : new int[] {rows};
  }

  private static NamedTensors states(LayerProgram layer, int rows, RandomGenerator random) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    layer
        .states()
        .forEach(state -> states.put(state.name(), draw(random, SPREAD, rows, state.size())));
    return new NamedTensors(states);
  }

  private static Tensor draw(RandomGenerator random, double spread, int... shape) {
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, spread * random.nextGaussian());
    }
    return tensor;
  }

  /** The same problem, rounded to a precision. */
  public LayerProblem in(Precision precision) {
    return new LayerProblem(
        parameters.copyAs(precision),
        precision.copyOf(input),
        initialStates.copyAs(precision),
        precision.copyOf(outputWeights),
        finalWeights.copyAs(precision),
        mask,
        reverse);
  }

  /** The same problem, with masked steps, or in the other direction. */
  public LayerProblem with(boolean @Nullable [] newMask, boolean newReverse) {
    return new LayerProblem(
        parameters, input, initialStates, outputWeights, finalWeights, newMask, newReverse);
  }

  /** Runs the layer forward. */
  public ForwardPass forward(LayerProgram layer) {
    return layer.forward(parameters, layerInput(), context());
  }

  /** The layer's input. */
  public Inputs layerInput() {
    return new Inputs.Values(input);
  }

  /** The layer's initial states, mask and direction. */
  public SequenceContext context() {
    return new SequenceContext(initialStates, mask, reverse);
  }

  /** The gradients of the loss by the engine. */
  public LayerGradients gradients(LayerProgram layer) {
    return forward(layer).backward(outputWeights, finalWeights, null);
  }

  /** The loss. Outputs at masked steps do not count. */
  public double loss(LayerProgram layer) {
    ForwardPass pass = forward(layer);
    Tensor outputs = pass.outputs();
    int size = layer.outputSize();
    double loss = 0;
    for (int i = 0; i < outputs.size(); i++) {
      boolean counts = mask == null || mask[i / size];
      loss += counts ? outputs.get(i) * outputWeights.get(i) : 0;
    }
    for (String state : finalWeights.names()) {
      loss += dot(pass.finalStates().get(state), finalWeights.get(state));
    }
    return loss;
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }

  /** All variables of the loss, under the names that reports use. */
  public Map<String, Tensor> variables() {
    Map<String, Tensor> variables = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> variables.put("parameter " + name, tensor));
    variables.put("input", input);
    initialStates.forEach((name, tensor) -> variables.put("initial state " + name, tensor));
    return variables;
  }

  /** The gradients of {@link #variables()}, under the same names. */
  public static Map<String, Tensor> named(LayerGradients gradients) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    gradients.parameters().forEach((name, tensor) -> named.put("parameter " + name, tensor));
    Tensor input = gradients.input();
    if (input != null) {
      named.put("input", input);
    }
    gradients.initialStates().forEach((name, tensor) -> named.put("initial state " + name, tensor));
    return named;
  }
}
