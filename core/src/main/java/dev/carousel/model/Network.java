package dev.carousel.model;

import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network: recurrent layers between an input and a head.
 *
 * <pre>
 * inputs -> (embeddings) -> layer0 [-> dropout -> layer1 ..] (-> pool) -> dropout -> head -> loss
 * </pre>
 *
 * <p>Numbers and categories are joined to one vector for each step: the numbers, then for each
 * category its embedding, or zeros with a one at its index.
 *
 * <p>The layers are compiled once. Each run is given its parameters, so one network can run with
 * several sets of them. Immutable; may be used from several threads.
 */
public final class Network {
  private final Engine engine;
  private final NetworkSpec spec;
  private final List<Cell> cells;
  private final Layers layers;
  private final HeadLoss loss;

  /** Created when first needed; two threads may create two equal ones at the same time. */
  private volatile @Nullable Network apart;

  private Network(Engine engine, NetworkSpec spec, List<Cell> cells, Layers layers, HeadLoss loss) {
    this.engine = engine;
    this.spec = spec;
    this.cells = cells;
    this.layers = layers;
    this.loss = loss;
  }

  /**
   * Compiles a network.
   *
   * @throws CarouselException if the cell or the loss is known only by its name (see {@link
   *     NetworkSpec#from}) or cannot be created, the cell has inconsistent equations, or the loss
   *     is not for such data
   */
  public static Network compile(Engine engine, NetworkSpec spec) {
    return compile(
        engine, spec, spec.stack().makeCells(), HeadLoss.of(spec.makeLoss(), spec.data()));
  }

  private static Network compile(Engine engine, NetworkSpec spec, List<Cell> cells, HeadLoss loss) {
    Layer embedding =
        spec.embedding() == 0
            ? null
            : embedding(
                engine,
                "embedding",
                spec.data().inputFeatures(),
                spec.embedding(),
                spec.tied() ? 1 / Math.sqrt(spec.embedding()) : 1);
    List<@Nullable Layer> categories = new ArrayList<>();
    for (int k = 0; k < spec.embeddings().size(); k++) {
      int features = spec.embeddings().get(k);
      int vocabulary = spec.data().categories().get(k);
      categories.add(
          features == 0 ? null : embedding(engine, "embedding" + k, vocabulary, features, 1));
    }
    int size = inputWidth(spec);
    List<Layer> recurrent = new ArrayList<>();
    for (int index = 0; index < spec.layers(); index++) {
      LayerSpec own = spec.stack().layers().get(index);
      int below = size;
      size = 0;
      for (int direction = 0; direction < spec.directions(); direction++) {
        String name = "layer" + index + (direction == 1 ? "-reverse" : "");
        var program = engine.compile(name, own.around(cells.get(index)), below, own.units());
        Layer layer = new Layer(name, index, direction == 1, program);
        recurrent.add(layer.dropping(spec.dropouts().within()));
        size += program.outputSize();
      }
    }
    NetworkChecks.dropout(recurrent, spec);
    Layer pool =
        spec.pool() == Pool.LAST
            ? null
            : new Layer(
                "pool", -1, false, engine.compile("pool", new PoolCell(spec.pool()), size, size));
    TiedHead.requireFit(spec, size, loss.outputs());
    Cell map = new AffineCell("head", 0);
    Layer head = new Layer("head", -1, false, engine.compile("head", map, size, loss.outputs()));
    Layers layers = new Layers(embedding, categories, recurrent, pool, head);
    return new Network(engine, spec, cells, layers, loss);
  }

  private static Layer embedding(
      Engine engine, String name, int vocabulary, int features, double spread) {
    Cell lookUp = new AffineCell("embedding", spread);
    return new Layer(name, -1, false, engine.compile(name, lookUp, vocabulary, features));
  }

  /** The size of what the first recurrent layer reads at a step. */
  private static int inputWidth(NetworkSpec spec) {
    int width = spec.embedding() == 0 ? spec.data().inputFeatures() : spec.embedding();
    for (int k = 0; k < spec.embeddings().size(); k++) {
      int features = spec.embeddings().get(k);
      width += features == 0 ? spec.data().categories().get(k) : features;
    }
    return width;
  }

  int inputWidth() {
    return inputWidth(spec);
  }

  /**
   * The same network, whose recurrent layers separate the paths of a gradient; see {@link
   * dev.carousel.engine.LayerProgram#apart}. It takes the same parameters.
   */
  public Network apart() {
    Network known = apart;
    if (known == null) {
      known = new Network(engine, spec, cells, layers.apart(), loss);
      known.apart = known;
      apart = known;
    }
    return known;
  }

  /** The same network compiled for another engine; it takes the same parameters. */
  public Network on(Engine other) {
    return compile(other, spec, cells, loss);
  }

  /** The same network with layers of another size, compiled for the same engine. */
  public Network withUnits(int units) {
    return compile(engine, spec.units(units), cells, loss);
  }

  /** The specification of the network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** What it minimises, and what its outputs stand for. */
  public HeadLoss loss() {
    return loss;
  }

  /** The engine that runs it. */
  public Engine engine() {
    return engine;
  }

  /** The recurrent layers from the bottom up, each forward layer before its reverse layer. */
  public List<Layer> recurrentLayers() {
    return layers.recurrent();
  }

  /** All layers in the order of their parameters, with the embeddings, if any, and the head. */
  public List<Layer> allLayers() {
    return layers.all();
  }

  /** All layers, by what they do. */
  Layers layers() {
    return layers;
  }

  Layer head() {
    return layers.head();
  }

  /** What pools the outputs of the top layer; null if the head reads the last. */
  @Nullable Layer pool() {
    return layers.pool();
  }

  /**
   * All parameters by their names in the network, in order. A matrix that the head shares with the
   * embedding is the embedding's.
   */
  public Map<String, ParameterSpec> parameters() {
    Map<String, ParameterSpec> all = new LinkedHashMap<>();
    for (Layer layer : allLayers()) {
      for (ParameterSpec parameter : layer.program().parameters()) {
        if (!TiedHead.isShared(this, layer, parameter.name())) {
          all.put(layer.parameterName(parameter.name()), parameter);
        }
      }
    }
    return all;
  }

  /** New parameters, each drawn from its own random stream. */
  public NamedTensors initialParameters(long seed) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters().forEach((name, parameter) -> parameters.put(name, initial(name, parameter, seed)));
    return new NamedTensors(parameters);
  }

  private Tensor initial(String name, ParameterSpec parameter, long seed) {
    Tensor tensor = parameter.zeros(engine.precision());
    String layer = NamedTensors.groupOf(name);
    String stream = layer + "/" + parameter.initializer().streamName(parameter.name());
    try {
      parameter.initializer().fill(tensor, RandomStreams.stream(seed, stream));
    } catch (Throwable fault) { // a cell may bring its own
      throw ForeignFault.of("The initializer failed.", parameter.initializer(), name, fault);
    }
    return tensor;
  }

  /**
   * Checks that tensors from a file are this network's parameters, and converts them to its order
   * and precision.
   *
   * @throws CarouselException if one is missing, superfluous or of another shape
   */
  public NamedTensors adopt(NamedTensors tensors) {
    Map<String, Tensor> adopted = new LinkedHashMap<>();
    parameters()
        .forEach(
            (name, parameter) ->
                adopted.put(name, engine.precision().copyOf(required(tensors, name, parameter))));
    if (adopted.size() != tensors.names().size()) {
      List<String> extra = new ArrayList<>(tensors.names());
      extra.removeAll(adopted.keySet());
      throw CarouselException.failure("The network does not have these parameters.")
          .found(String.join(", ", extra))
          .build();
    }
    return new NamedTensors(adopted);
  }

  private Tensor required(NamedTensors tensors, String name, ParameterSpec parameter) {
    Tensor tensor = tensors.asMap().get(name);
    if (tensor == null) {
      throw CarouselException.failure("The parameter " + name + " is missing.")
          .expected("all parameters of the network " + this)
          .found(String.join(", ", tensors.names()))
          .build();
    }
    int[] shape = parameter.shape();
    if (!Arrays.equals(shape, tensor.shape())) {
      throw CarouselException.failure("The shape of parameter " + name + " is wrong.")
          .expected(Arrays.toString(shape))
          .found(Arrays.toString(tensor.shape()))
          .build();
    }
    return tensor;
  }

  /**
   * Checks that carried states from a file are this network's, and converts them to its precision.
   *
   * @throws CarouselException if one is missing, superfluous or of another shape
   */
  public Carry adopt(Carry carry) {
    NamedTensors flat = carry.flat();
    if (flat.names().isEmpty()) {
      return carry;
    }
    Map<String, String> found = new TreeMap<>();
    flat.forEach((name, tensor) -> found.put(name, Arrays.toString(tensor.shape())));
    Map<String, String> expected = new TreeMap<>();
    for (Layer layer : layers.carrying()) {
      for (StateSpec state : layer.program().states()) {
        int[] shape = {carry.rows(), state.size()};
        expected.put(layer.name() + "/" + state.name(), Arrays.toString(shape));
      }
    }
    if (!found.equals(expected)) {
      throw CarouselException.failure("The carried states belong to another network.")
          .expected(expected)
          .found(found)
          .build();
    }
    return Carry.ofFlat(flat.copyAs(engine.precision()));
  }

  /**
   * The network with these parameters.
   *
   * @param parameters one tensor for each parameter of the network; not copied: after changing an
   *     element, call {@link BoundNetwork#refresh}
   * @throws CarouselException if one is missing, superfluous, or of another shape or precision
   */
  public BoundNetwork bind(NamedTensors parameters) {
    return new BoundNetwork(this, parameters);
  }

  /** The inputs in the engine's precision: these, or a copy. */
  Inputs adopt(Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed && mixed.numbers() != null) {
      Inputs.Values own = adopt(mixed.numbers());
      return own == mixed.numbers() ? mixed : new Inputs.Mixed(own, mixed.categories());
    }
    return inputs instanceof Inputs.Values values ? adopt(values) : inputs;
  }

  private Inputs.Values adopt(Inputs.Values values) {
    return values.tensor().precision() == engine.precision()
        ? values
        : new Inputs.Values(engine.precision().copyOf(values.tensor()));
  }

  @Override
  public String toString() {
    return spec.toString();
  }
}
