package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks that parameters, chunks and states fit a network, by name and by shape. */
final class NetworkChecks {
  private NetworkChecks() {}

  /**
   * Checks the parameters of all layers: none missing, none superfluous, each of the right shape.
   */
  static void parameters(Network network, NamedTensors parameters) {
    Map<String, ParameterSpec> expected = network.parameters();
    for (String name : parameters.names()) {
      if (!expected.containsKey(name)) {
        throw CarouselException.failure("The network has no parameter " + name + ".")
            .expected("the parameters of " + network)
            .found(name)
            .mend(NearestWord.hint(name, expected.keySet()))
            .build();
      }
    }
    expected.forEach((name, spec) -> parameter(network, name, spec, parameters));
  }

  /**
   * Checks that there is something to drop, of each kind that the network is trained with: in one
   * of its layers at least.
   *
   * @param layers the recurrent ones, with dropout within their cells
   * @throws CarouselException if no cell has what is to be dropped
   */
  static void dropout(List<Layer> layers, NetworkSpec spec) {
    DropoutKinds kinds = spec.dropouts();
    if (kinds.weights() > 0
        && layers.stream().allMatch(each -> each.program().recurrentMatrices().isEmpty())) {
      throw nothingToDrop(spec, "Weight dropout", "a cell with a trained recurrent matrix");
    }
    requireMask(layers, MaskSpec.Kind.RECURRENT, kinds.recurrent(), spec);
    requireMask(layers, MaskSpec.Kind.CANDIDATE, kinds.candidate(), spec);
    requireMask(layers, MaskSpec.Kind.ZONEOUT, kinds.zoneout(), spec);
  }

  private static void requireMask(
      List<Layer> layers, MaskSpec.Kind kind, double share, NetworkSpec spec) {
    boolean isThere =
        layers.stream()
            .flatMap(layer -> layer.training().masks().stream())
            .anyMatch(mask -> mask.kind() == kind);
    if (share > 0 && !isThere) {
      throw switch (kind) {
        case RECURRENT ->
            nothingToDrop(spec, "Recurrent dropout", "a cell with a matrix that reads a state");
        case CANDIDATE ->
            nothingToDrop(
                spec,
                "Candidate dropout",
                "a cell that names its candidate, as lstm and gru do (Step.candidate)");
        case ZONEOUT -> nothingToDrop(spec, "Zoneout", "a cell with a state");
      };
    }
  }

  private static CarouselException nothingToDrop(NetworkSpec spec, String kind, String expected) {
    return CarouselException.usage(kind + " has nothing to act on in the cell " + spec.cell() + ".")
        .expected(expected)
        .found("a cell without one: " + spec.cell())
        .mend("another cell, or another kind of dropout")
        .build();
  }

  private static void parameter(
      Network network, String name, ParameterSpec spec, NamedTensors parameters) {
    Tensor tensor = parameters.asMap().get(name);
    if (tensor == null) {
      throw CarouselException.failure("The parameter " + name + " is missing.")
          .expected("all parameters of the network " + network)
          .found(String.join(", ", parameters.names()))
          .build();
    }
    int[] shape = spec.shape();
    if (!Arrays.equals(shape, tensor.shape())) {
      boolean isTransposed =
          spec.isMatrix() && Arrays.equals(new int[] {shape[1], shape[0]}, tensor.shape());
      CarouselException.Builder error =
          CarouselException.failure("The shape of parameter " + name + " is wrong.")
              .expected(Arrays.toString(shape) + (spec.isMatrix() ? ", rows are outputs" : ""))
              .found(Arrays.toString(tensor.shape()));
      throw (isTransposed ? error.mend("transpose it") : error).build();
    }
    Precision precision = network.engine().precision();
    if (tensor.precision() != precision) {
      throw CarouselException.failure(
              "The precision of parameter " + name + " is not the engine's.")
          .expected(precision)
          .found(tensor.precision())
          .mend("Network.adopt, or copyAs(Precision." + precision + ")")
          .build();
    }
  }

  /**
   * Checks the inputs and targets of a chunk. Vectors may stand for symbols that are not embedded,
   * since a symbol is a vector with a single one.
   */
  static void chunk(Network network, Chunk chunk) {
    DataShape shape = network.spec().data();
    Inputs inputs = chunk.inputs();
    Targets targets = chunk.targets();
    boolean isOneHot =
        shape.symbolsIn()
            && network.spec().embedding() == 0
            && inputs instanceof Inputs.Values
            && inputs.features() == shape.inputFeatures();
    boolean isFit =
        (isRead(shape, inputs) || isOneHot)
            && targets instanceof Targets.Symbols == shape.symbolsOut()
            && targets.features() == shape.outputFeatures()
            && targets.moment() == shape.moment();
    if (!isFit) {
      throw CarouselException.failure("The data do not fit the network.")
          .expected(shape)
          .found(DataShape.of(inputs, targets))
          .build();
    }
  }

  /** Whether inputs are of the kind and size that a shape reads. */
  static boolean isRead(DataShape shape, Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed) {
      return mixed.numberFeatures() == shape.inputFeatures()
          && mixed.vocabularies().equals(shape.categories());
    }
    return shape.categories().isEmpty()
        && inputs instanceof Inputs.Symbols == shape.symbolsIn()
        && inputs.features() == shape.inputFeatures();
  }

  /**
   * Checks carried states: those of every layer that has states, and no others.
   *
   * @param rows B
   */
  static void carry(Network network, Carry carry, int rows) {
    if (carry.states().isEmpty()) {
      return;
    }
    List<String> keeping = new ArrayList<>();
    for (Layer layer : network.layers().carrying()) {
      keeping.add(layer.name());
      carried(layer, carry.of(layer.name()), rows);
    }
    for (String name : carry.states().keySet()) {
      if (!keeping.contains(name)) {
        throw CarouselException.failure("The states are of a layer that the network does not have.")
            .expected(String.join(", ", keeping))
            .found(name)
            .mend(NearestWord.hint(name, keeping))
            .build();
      }
    }
  }

  private static void carried(Layer layer, @Nullable NamedTensors found, int rows) {
    List<StateSpec> specs = layer.program().states();
    boolean isFit = found == null ? specs.isEmpty() : found.names().size() == specs.size();
    for (int i = 0; isFit && i < specs.size() && found != null; i++) {
      isFit = isShaped(found.asMap().get(specs.get(i).name()), rows, specs.get(i).size());
    }
    if (!isFit) {
      Map<String, List<Integer>> expected = new LinkedHashMap<>();
      specs.forEach(spec -> expected.put(spec.name(), List.of(rows, spec.size())));
      throw CarouselException.failure("The states do not fit the network.")
          .expected(expected)
          .found(found == null ? "none" : words(found))
          .where(layer.name())
          .mend("states of this network for the same number of rows, or Carry.zero()")
          .build();
    }
  }

  private static boolean isShaped(@Nullable Tensor tensor, int rows, int size) {
    return tensor != null
        && tensor.rank() == 2
        && tensor.extent(0) == rows
        && tensor.extent(1) == size;
  }

  private static Map<String, String> words(NamedTensors states) {
    Map<String, String> words = new TreeMap<>();
    states.forEach((name, tensor) -> words.put(name, Arrays.toString(tensor.shape())));
    return words;
  }
}
