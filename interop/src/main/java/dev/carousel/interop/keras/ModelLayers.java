package dev.carousel.interop.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.io.internal.BoundedJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The layers of a {@code Sequential} or functional model, from the input up, as its configuration
 * lists them. One owner.
 */
final class ModelLayers {
  private static final JsonMapper JSON =
      JsonMapper.builder(BoundedJson.factory(64, 1 << 20)).build();
  private static final String PART =
      "in Python, save the part from its embedding to its head as a model of its own: "
          + "keras.Model(inputs, outputs).save('part.keras')";
  private static final Pattern WORD_AFTER = Pattern.compile("(.)([A-Z][a-z]+)");
  private static final Pattern WORD_BEFORE = Pattern.compile("([a-z])([A-Z])");
  private static final Pattern NO_WORD = Pattern.compile("\\W+");
  private static final int MOST_LAYERS = 1 << 14;

  private final KerasFile file;
  private final List<String> containers;

  ModelLayers(KerasFile file) {
    this.file = file;
    containers =
        file.hdf5().tensors().keySet().stream()
            .map(name -> name.substring(0, Math.max(0, name.indexOf('/'))))
            .distinct()
            .toList();
  }

  /** The way out for a model that is more than one chain of layers. */
  static String part() {
    return PART;
  }

  /** The layers in the order in which they read each other; at least one. */
  List<ModelLayer> chain() {
    JsonNode model = json();
    String type = ModelLayer.type(model);
    JsonNode config = model.path("config");
    JsonNode list = config.isArray() ? config : config.path("layers");
    if (!List.of("Sequential", "Functional", "Model").contains(type) || !list.isArray()) {
      throw refused(
          "The model is of a class of its own.",
          "a Sequential or functional model",
          "'" + Printable.of(type, 80) + "'",
          PART);
    }
    if (list.size() > MOST_LAYERS) {
      throw refused("The model has too many layers.", "at most " + MOST_LAYERS, "more", PART);
    }
    List<ModelLayer> layers = named(list);
    return type.equals("Sequential") ? layers : ordered(layers, list);
  }

  private JsonNode json() {
    try {
      return JSON.readTree(String.valueOf(file.model()));
    } catch (JsonProcessingException e) {
      throw refused(
          "The configuration of the model is damaged.",
          "JSON",
          BoundedJson.fault(e),
          "use another copy of the file");
    }
  }

  private List<ModelLayer> named(JsonNode list) {
    Map<String, Integer> times = new HashMap<>();
    List<ModelLayer> layers = new ArrayList<>();
    for (JsonNode layer : list) {
      String type = ModelLayer.type(layer);
      String name = layer.path("config").path("name").asText(layer.path("name").asText());
      String snake = snake(type);
      int time = times.merge(snake, 1, Integer::sum);
      String numbered = time == 1 ? snake : snake + "_" + (time - 1);
      layers.add(new ModelLayer(type, name, layer.path("config"), group(name, numbered)));
    }
    return layers;
  }

  /** Keras 3 numbers the layers of each class; HDF5 of Keras 2 has their own names. */
  private String group(String name, String numbered) {
    for (String container : WeightsPlan.CONTAINERS) {
      if (containers.contains(container)) {
        return container + "/" + numbered;
      }
    }
    return KerasFile.MODEL_WEIGHTS + "/" + name;
  }

  /** {@code SimpleRNN} to {@code simple_rnn}. */
  static String snake(String type) {
    String words = WORD_AFTER.matcher(NO_WORD.matcher(type).replaceAll("")).replaceAll("$1_$2");
    return WORD_BEFORE.matcher(words).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Follows a functional model from its input to its output. */
  private List<ModelLayer> ordered(List<ModelLayer> layers, JsonNode list) {
    Map<String, ModelLayer> above = new LinkedHashMap<>();
    List<ModelLayer> inputs = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      ModelLayer layer = layers.get(i);
      Set<String> read = new LinkedHashSet<>();
      JsonNode nodes = list.get(i).path("inbound_nodes");
      addInputs(nodes, read, layer);
      if (read.isEmpty()) {
        inputs.add(layer);
      } else if (read.size() > 1 || nodes.size() > 1) {
        throw notOneChain(layer.words() + ", which reads " + Printable.of(String.join(", ", read)));
      } else if (above.put(read.iterator().next(), layer) != null) {
        throw notOneChain("several layers that read '" + read.iterator().next() + "'");
      }
    }
    if (inputs.size() != 1) {
      throw notOneChain(inputs.size() + " inputs");
    }
    List<ModelLayer> chain = new ArrayList<>();
    for (ModelLayer next = inputs.get(0); next != null; next = above.remove(next.name())) {
      chain.add(next);
    }
    if (!above.isEmpty()) {
      throw notOneChain(above.values().iterator().next().words() + " outside it");
    }
    return chain;
  }

  /** What a layer reads stands in lists {@code [name, node, tensor]}, in Keras 2 and in Keras 3. */
  private void addInputs(JsonNode node, Set<String> into, ModelLayer layer) {
    boolean isReference =
        node.isArray() && node.size() >= 3 && node.get(0).isTextual() && node.get(1).isInt();
    if (!isReference) {
      node.forEach(inner -> addInputs(inner, into, layer));
      return;
    }
    if (node.get(2).asInt() != 0) {
      throw notOneChain(layer.words() + ", which reads a state of '" + node.get(0).asText() + "'");
    }
    into.add(node.get(0).asText());
  }

  private CarouselException notOneChain(String found) {
    return refused(
        "The model is more than one chain of layers.",
        "layers that each read the one below",
        Printable.of(found),
        PART);
  }

  private CarouselException refused(String summary, String expected, String found, String mend) {
    return CarouselException.failure(summary)
        .expected(expected)
        .found(found)
        .where(file.path())
        .mend(mend)
        .build();
  }
}
