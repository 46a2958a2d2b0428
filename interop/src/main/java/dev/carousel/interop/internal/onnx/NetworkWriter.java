package dev.carousel.interop.internal.onnx;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.internal.engine.reference.InterpretedProgram;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import dev.carousel.interop.internal.onnx.OnnxGraph.ElementType;
import dev.carousel.interop.internal.proto.ProtoMessage;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a network as a graph. Not thread-safe. */
public final class NetworkWriter {
  private static final String EMBEDDING = "embedding";
  private static final String TIED = "head.Wx";
  private static final String SHARED = "embedding/embedding.Wx";
  private static final int FLOAT_TYPE = 1;
  private static final int INT64_TYPE = 7;

  private final Network network;
  private final NetworkSpec spec;
  private final NamedTensors parameters;
  private final boolean hasStates;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final OnnxGraph main = new OnnxGraph("carousel");
  private final Inputs inputs;
  private final @Nullable Lengths lengths;

  /**
   * @param network compiled for the reference engine
   * @param parameters of the network
   * @param hasStates whether states are inputs and outputs
   * @param hasLengths whether the number of real steps of each row is an input
   */
  public NetworkWriter(
      Network network, NamedTensors parameters, boolean hasStates, boolean hasLengths) {
    this.network = network;
    this.parameters = parameters;
    this.hasStates = hasStates;
    spec = network.spec();
    network.allLayers().forEach(layer -> layers.put(layer.name(), layer));
    inputs = new Inputs();
    lengths = hasLengths ? new Lengths(main, inputs.any()) : null;
  }

  /** The graph. */
  public ProtoMessage write() {
    LayerInput below = inputs.read();
    for (int index = 0; index < spec.layers(); index++) {
      below = LayerInput.of(main, layersAt(index, below));
    }
    boolean isAtEnd = spec.data().moment() == Targets.Moment.END;
    Value top = below.vector();
    Value read = isAtEnd ? atEnd(top) : top;
    main.constants().within("head");
    Value output = layer(named("head"), LayerInput.of(main, read));
    finish(output, isAtEnd);
    return main.message(true);
  }

  private Value layersAt(int index, LayerInput below) {
    List<Layer> here =
        network.recurrentLayers().stream().filter(layer -> layer.index() == index).toList();
    Layer first = here.get(0);
    Optional<Kind> kind = Kind.of(step(first));
    if (kind.isEmpty()) {
      return joined(here.stream().map(layer -> layer(layer, below)).toList());
    }
    main.constants().within(first.name());
    List<Weights> weights = here.stream().map(this::weights).toList();
    return new OperatorLayer(context(first), step(first), weights, kind.get())
        .write(below.vector());
  }

  private Value joined(List<Value> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int size = parts.stream().mapToInt(Value::size).sum();
    List<String> names = parts.stream().map(Value::name).toList();
    return new Value(main.add("Concat", names, Attribute.of("axis", -1)), 2, size);
  }

  private Layer named(String name) {
    return Objects.requireNonNull(layers.get(name), name);
  }

  private static CompiledCell cell(Layer layer) {
    return ((InterpretedProgram) layer.program()).cell();
  }

  private static StepGraph step(Layer layer) {
    return cell(layer).forward();
  }

  private Value layer(Layer layer, LayerInput below) {
    main.constants().within(layer.name());
    Value real = lengths == null ? null : lengths.real();
    return new ScanLayer(context(layer), step(layer), weights(layer), below, real).write();
  }

  private Weights weights(Layer layer) {
    boolean isTied = spec.tied() && layer.name().equals("head");
    NamedTensors own = cell(layer).withConstants(isTied ? tied() : layer.own(parameters));
    return new Weights(main, layer.name(), own, isTied ? Map.of(TIED, SHARED) : Map.of());
  }

  private LayerContext context(Layer layer) {
    return new LayerContext(
        main,
        layer.name(),
        layer.reverse(),
        hasStates && !layer.reverse(),
        lengths == null ? null : lengths.name());
  }

  /** The head's parameters, with a turned copy of the embedding's matrix. */
  private NamedTensors tied() {
    Map<String, Tensor> own = new LinkedHashMap<>();
    Tensor embedding = parameters.get(SHARED);
    int rows = embedding.extent(0);
    int columns = embedding.extent(1);
    Tensor turned = embedding.precision().zeros(columns, rows);
    for (int i = 0; i < embedding.size(); i++) {
      turned.set(i % columns * rows + i / columns, embedding.get(i));
    }
    own.put(TIED, turned);
    parameters.under("head/").forEach(own::put);
    return new NamedTensors(own);
  }

  /** One vector of each row: {@code [B, size]}. */
  private Value atEnd(Value top) {
    if (spec.pool() != Pool.LAST) {
      Value pooled = layer(named("pool"), LayerInput.of(main, top));
      return end(pooled, false);
    }
    if (!spec.bidirectional()) {
      return end(top, false);
    }
    int size = top.size() / 2;
    Operations operations = new Operations(main);
    Value forward = end(operations.slice(top, 0, size), false);
    Value back = end(operations.slice(top, size, size), true);
    String both =
        main.add("Concat", List.of(forward.name(), back.name()), Attribute.of("axis", -1));
    return new Value(both, 1, top.size());
  }

  private Value end(Value sequence, boolean reverse) {
    String one =
        reverse || lengths == null
            ? main.add(
                "Gather",
                List.of(sequence.name(), main.constants().number(reverse ? 0 : -1)),
                Attribute.of("axis", 0))
            : lengths.last(sequence);
    return new Value(one, 1, sequence.size());
  }

  private void finish(Value output, boolean isAtEnd) {
    Object[] extents =
        isAtEnd
            ? new Object[] {LayerContext.BATCH, output.size()}
            : new Object[] {LayerContext.TIME, LayerContext.BATCH, output.size()};
    main.add("Identity", List.of(output.name()), List.of("output"));
    main.output("output", ElementType.FLOAT, extents);
    if (spec.data().symbolsOut()) {
      main.add(
          "Softmax", List.of(output.name()), List.of("probabilities"), Attribute.of("axis", -1));
      main.output("probabilities", ElementType.FLOAT, extents);
    }
  }

  /** What the network reads. */
  private final class Inputs {
    private final @Nullable String vectors;
    private final List<String> ids = new ArrayList<>();

    Inputs() {
      DataShape data = spec.data();
      boolean hasNumbers = !data.symbolsIn() && data.inputFeatures() > 0;
      vectors = hasNumbers ? "input" : null;
      if (hasNumbers) {
        main.input(
            "input",
            ElementType.FLOAT,
            LayerContext.TIME,
            LayerContext.BATCH,
            data.inputFeatures());
      }
      if (data.symbolsIn()) {
        ids.add("input");
      }
      for (int k = 0; k < data.categories().size(); k++) {
        ids.add("category" + k);
      }
      ids.forEach(
          name -> main.input(name, ElementType.INT64, LayerContext.TIME, LayerContext.BATCH));
    }

    /** One of them. */
    String any() {
      return vectors == null ? ids.get(0) : vectors;
    }

    /** What the first recurrent layer reads. */
    LayerInput read() {
      DataShape data = spec.data();
      if (data.symbolsIn()) {
        LayerInput symbols = LayerInput.of(main, ids.get(0), data.inputFeatures());
        return spec.embedding() == 0
            ? symbols
            : LayerInput.of(main, layer(named(EMBEDDING), symbols));
      }
      List<Value> parts = new ArrayList<>();
      if (vectors != null) {
        parts.add(new Value(vectors, 2, data.inputFeatures()));
      }
      for (int k = 0; k < ids.size(); k++) {
        LayerInput category = LayerInput.of(main, ids.get(k), data.categories().get(k));
        Layer lookUp = layers.get(EMBEDDING + k);
        parts.add(lookUp == null ? category.vector() : layer(lookUp, category));
      }
      return LayerInput.of(main, joined(parts));
    }
  }

  /** The numbers of real steps, which come first in each row. */
  private static final class Lengths {
    private static final String NAME = "lengths";

    private final OnnxGraph main;
    private final String times;
    private final String counts;
    private final Value real;

    /**
     * @param pattern what has time as its first axis
     */
    Lengths(OnnxGraph main, String pattern) {
      this.main = main;
      Constants constants = main.constants();
      main.input(NAME, ElementType.INT32, LayerContext.BATCH);
      String steps =
          main.add("Shape", List.of(pattern), Attribute.of("start", 0), Attribute.of("end", 1));
      String end = main.add("Squeeze", steps);
      String range = main.add("Range", constants.number(0), end, constants.number(1));
      times = main.add("Unsqueeze", range, constants.numbers(1));
      counts = main.add("Cast", List.of(NAME), Attribute.of("to", INT64_TYPE));
      String isReal = main.add("Less", times, counts);
      String number = main.add("Cast", List.of(isReal), Attribute.of("to", FLOAT_TYPE));
      real = new Value(main.add("Unsqueeze", number, constants.numbers(-1)), 2, 1);
    }

    String name() {
      return NAME;
    }

    Value real() {
      return real;
    }

    /** The values of a sequence at the last real step of each row. */
    String last(Value sequence) {
      Constants constants = main.constants();
      String before = main.add("Sub", counts, constants.number(1));
      String isLast =
          main.add("Unsqueeze", main.add("Equal", times, before), constants.numbers(-1));
      String kept = main.add("Where", isLast, sequence.name(), constants.of(0));
      return main.add(
          "ReduceSum", List.of(kept, constants.numbers(0)), Attribute.of("keepdims", 0));
    }
  }
}
