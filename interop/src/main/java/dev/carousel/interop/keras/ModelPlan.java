package dev.carousel.interop.keras;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.keras.Plan.End;
import dev.carousel.interop.keras.Plan.Recurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a network in the chain of layers of a model. What Carousel does not have is refused by
 * its name. One owner.
 */
final class ModelPlan {
  /** Layers that do nothing where a network is only run, or that data in Carousel needs no more. */
  private static final String INPUT = "InputLayer";

  private static final Set<String> IDLE =
      Set.of(
          INPUT,
          "Dropout",
          "SpatialDropout1D",
          "GaussianDropout",
          "GaussianNoise",
          "AlphaDropout",
          "ActivityRegularization",
          "Masking");

  private static final String LINEAR = "linear";
  private static final String SOFTMAX = "softmax";
  private static final String COPY =
      "write a cell with these equations, and copy the weights into it (docs/writing-a-cell.md)";

  private final KerasFile file;
  private final List<ModelLayer> chain;
  private final List<Recurrent> layers = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private @Nullable String embedding;
  private @Nullable ModelLayer head;
  private boolean isSequence = true;
  private boolean isClasses;

  ModelPlan(KerasFile file, List<ModelLayer> chain) {
    this.file = file;
    this.chain = chain;
  }

  Plan plan() {
    chain.forEach(this::add);
    if (layers.isEmpty()) {
      throw refused(
          "The model has no recurrent layer.",
          "an LSTM, GRU or SimpleRNN",
          chain.isEmpty() ? "no layer" : String.join(", ", names()),
          "save a model with one of these layers");
    }
    return new Plan(
        Optional.ofNullable(embedding),
        layers,
        Optional.ofNullable(head).map(ModelLayer::group),
        Optional.of(new End(!isSequence, isClasses)),
        ignored);
  }

  private List<String> names() {
    return chain.stream().limit(20).map(ModelLayer::words).toList();
  }

  private void add(ModelLayer layer) {
    if (IDLE.contains(layer.type())) {
      if (!layer.type().equals(INPUT)) { // which is no layer that anybody could miss
        ignored.add(layer.name() + " (" + layer.type() + ")");
      }
      return;
    }
    switch (layer.type()) {
      case "Embedding" -> addEmbedding(layer);
      case "LSTM", "GRU", "SimpleRNN" -> addRecurrent(layer, false);
      case "Bidirectional" -> addBidirectional(layer);
      case "Dense" -> addHead(layer);
      case "TimeDistributed" -> {
        ModelLayer inner = layer.inner("layer");
        require(inner.type().equals("Dense"), layer, "a Dense within it", inner.type());
        addHead(inner);
      }
      case "Activation" -> addActivation(layer, layer.function("activation", LINEAR));
      case "Softmax" -> addActivation(layer, SOFTMAX);
      default ->
          throw refused(
              "The model has a layer that Carousel does not have.",
              "LSTM, GRU or SimpleRNN, alone or in Bidirectional, between Embedding and Dense",
              layer.words(),
              ModelLayers.part());
    }
  }

  private void addEmbedding(ModelLayer layer) {
    requirePlace(embedding == null && layers.isEmpty() && head == null, layer, "at the bottom");
    embedding = layer.group();
    if (layer.is("mask_zero", false)) {
      ignored.add(layer.name() + " (mask_zero)");
    }
  }

  private void addHead(ModelLayer layer) {
    requirePlace(!layers.isEmpty(), layer, "above the recurrent layers");
    requirePlace(head == null && !isClasses, layer, "once");
    head = layer;
    addActivation(layer, layer.function("activation", LINEAR));
  }

  private void addActivation(ModelLayer layer, String activation) {
    requirePlace(!layers.isEmpty(), layer, "above the recurrent layers");
    boolean isKnown = activation.equals(LINEAR) || activation.equals(SOFTMAX);
    if (!isKnown) {
      throw refused(
          "The outputs of the model have an activation that Carousel does not have.",
          "linear or softmax",
          activation + " in " + layer.words(),
          "train the head of the network with one of these, such as two classes by softmax in "
              + "place of one sigmoid");
    }
    isClasses |= activation.equals(SOFTMAX);
  }

  private void addBidirectional(ModelLayer layer) {
    String merge = layer.settings().path("merge_mode").asText("concat");
    require(merge.equals("concat"), layer, "merge_mode 'concat'", "merge_mode '" + merge + "'");
    ModelLayer forward = layer.inner("layer");
    if (!layer.settings().path("backward_layer").isMissingNode()
        && !layer.settings().path("backward_layer").isNull()) {
      ModelLayer backward = layer.inner("backward_layer");
      require(
          isAlike(forward, backward),
          layer,
          "two directions alike",
          "a backward layer that differs from the forward one");
    }
    addRecurrent(forward, true);
  }

  private static boolean isAlike(ModelLayer forward, ModelLayer backward) {
    return forward.type().equals(backward.type())
        && List.of("units", "activation", "recurrent_activation", "use_bias", "reset_after")
            .stream()
            .allMatch(key -> forward.settings().path(key).equals(backward.settings().path(key)));
  }

  private void addRecurrent(ModelLayer layer, boolean isBidirectional) {
    requirePlace(head == null && !isClasses, layer, "below the head");
    require(isSequence, layer, "return_sequences=True in the layer below", "False");
    require(!layer.is("go_backwards", false), layer, "go_backwards=False", "True");
    Kind kind = kind(layer);
    String activation = layer.function("activation", "tanh");
    String options = kind == Kind.SIMPLE_RNN ? options(layer, activation) : "";
    if (kind != Kind.SIMPLE_RNN) {
      requireActivation(activation.equals("tanh"), layer, "activation tanh", activation);
      String usual = layer.function("recurrent_activation", "sigmoid");
      requireActivation(usual.equals("sigmoid"), layer, "recurrent_activation sigmoid", usual);
    }
    int units = layer.settings().path("units").asInt(0);
    require(units > 0, layer, "units of at least 1", String.valueOf(units));
    isSequence = layer.is("return_sequences", false);
    layers.add(
        new Recurrent(
            layer.name(),
            layer.group(),
            kind,
            options,
            units,
            Optional.of(layer.is("use_bias", true)),
            isBidirectional));
  }

  private Kind kind(ModelLayer layer) {
    return switch (layer.type()) {
      case "LSTM" -> Kind.LSTM;
      case "GRU" -> layer.is("reset_after", false) ? Kind.GRU : Kind.RESET_BEFORE_GRU;
      case "SimpleRNN" -> Kind.SIMPLE_RNN;
      default ->
          throw refused(
              "The model has a layer that Carousel does not have.",
              "LSTM, GRU or SimpleRNN in Bidirectional",
              layer.words(),
              ModelLayers.part());
    };
  }

  private String options(ModelLayer layer, String activation) {
    return switch (activation) {
      case "tanh" -> "";
      case "relu" -> ":activation=relu";
      case LINEAR -> ":activation=identity";
      default -> {
        requireActivation(false, layer, "activation tanh, relu or linear", activation);
        yield "";
      }
    };
  }

  private void requireActivation(boolean isKnown, ModelLayer layer, String expected, String found) {
    if (!isKnown) {
      throw refused(
          "A layer has an activation that Carousel's cell does not have.",
          expected,
          found + " in " + layer.words(),
          COPY);
    }
  }

  private void requirePlace(boolean isThere, ModelLayer layer, String where) {
    require(isThere, layer, "a " + layer.type() + " " + where, "another place");
  }

  private void require(boolean condition, ModelLayer layer, String expected, String found) {
    if (!condition) {
      throw refused(
          "The model has a layer that Carousel does not have.",
          expected,
          found + " in " + layer.words(),
          ModelLayers.part());
    }
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
