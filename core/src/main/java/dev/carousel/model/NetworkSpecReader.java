package dev.carousel.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionSpec;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a network's specification, also from models that name no loss, have no categories or drop
 * nothing.
 */
final class NetworkSpecReader extends JsonDeserializer<NetworkSpec> {
  private static final String LOSS = "loss";
  private static final String EMBEDDINGS = "embeddings";
  private static final String DROPOUTS = "dropouts";
  private static final String STACK = "stack";
  private static final String POOL = "pool";
  private static final String TIED = "tied";
  private static final String CELL = "cell";
  private static final String UNITS = "units";
  private static final String LAYERS = "layers";

  /**
   * The properties of a specification; the loss is empty if none was chosen, and either the stack
   * or the cell is.
   */
  record Layout(
      @JsonProperty("data") DataShape data,
      @JsonProperty(CELL) String cell,
      @JsonProperty(UNITS) int units,
      @JsonProperty(LAYERS) int layers,
      @JsonProperty("dropout") double dropout,
      @JsonProperty("bidirectional") boolean bidirectional,
      @JsonProperty("embedding") int embedding,
      @JsonProperty("loss") String loss,
      @JsonProperty(EMBEDDINGS) List<Integer> embeddings,
      @JsonProperty(DROPOUTS) DropoutKinds dropouts,
      @JsonProperty(STACK) String stack,
      @JsonProperty(POOL) String pool,
      @JsonProperty(TIED) boolean tied) {
    NetworkSizes sizes() {
      return new NetworkSizes(
          dropout, bidirectional, embedding, embeddings, dropouts, poolOf(), tied);
    }

    private Pool poolOf() {
      return Stream.of(Pool.values())
          .filter(one -> OptionSpec.text(one).equals(pool))
          .findFirst()
          .orElseThrow(
              () ->
                  CarouselException.failure("There is no such pool.")
                      .expected("one of last, mean, max, attention")
                      .found("'" + pool + "'")
                      .build());
    }

    Stack layersOf() {
      return stack.isEmpty()
          ? Stack.alike(new CellSource.Named(PluginRef.parse(cell)), units, layers)
          : Stack.parse(stack);
    }
  }

  @Override
  public NetworkSpec deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode json = context.readTree(parser);
    if (json instanceof ObjectNode object && !object.has(LOSS)) {
      object.put(LOSS, "");
    }
    if (json instanceof ObjectNode object && !object.has(EMBEDDINGS)) {
      object.putArray(EMBEDDINGS);
    }
    if (json instanceof ObjectNode object && !object.has(DROPOUTS)) {
      object.putPOJO(DROPOUTS, DropoutKinds.NONE);
    }
    if (json instanceof ObjectNode object && !object.has(POOL)) {
      object.put(POOL, OptionSpec.text(Pool.LAST));
    }
    if (json instanceof ObjectNode object && !object.has(TIED)) {
      object.put(TIED, false);
    }
    if (json instanceof ObjectNode object && !object.has(STACK)) {
      object.put(STACK, "");
    } else if (json instanceof ObjectNode object
        && Stream.of(CELL, UNITS, LAYERS).noneMatch(object::has)) {
      object.put(CELL, "").put(UNITS, 0).put(LAYERS, 0);
    }
    Layout layout = context.readTreeAsValue(json, Layout.class);
    try {
      return NetworkSpec.of(layout);
    } catch (CarouselException | NullPointerException unfit) {
      return (NetworkSpec) context.handleInstantiationProblem(NetworkSpec.class, layout, unfit);
    }
  }
}
