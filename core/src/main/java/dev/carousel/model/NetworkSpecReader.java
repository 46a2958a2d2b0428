package dev.carousel.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.util.List;

/**
 * Reads a network's specification, also from models that name no loss, have no categories or drop
 * nothing.
 */
final class NetworkSpecReader extends JsonDeserializer<NetworkSpec> {
  private static final String LOSS = "loss";
  private static final String EMBEDDINGS = "embeddings";
  private static final String DROPOUTS = "dropouts";

  /** The properties of a specification; the loss is empty if none was chosen. */
  record Layout(
      @JsonProperty("data") DataShape data,
      @JsonProperty("cell") String cell,
      @JsonProperty("units") int units,
      @JsonProperty("layers") int layers,
      @JsonProperty("dropout") double dropout,
      @JsonProperty("bidirectional") boolean bidirectional,
      @JsonProperty("embedding") int embedding,
      @JsonProperty("loss") String loss,
      @JsonProperty(EMBEDDINGS) List<Integer> embeddings,
      @JsonProperty(DROPOUTS) DropoutKinds dropouts) {
    NetworkSizes sizes() {
      return new NetworkSizes(
          units, layers, dropout, bidirectional, embedding, embeddings, dropouts);
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
    Layout layout = context.readTreeAsValue(json, Layout.class);
    try {
      return NetworkSpec.of(layout);
    } catch (CarouselException | NullPointerException unfit) {
      return (NetworkSpec) context.handleInstantiationProblem(NetworkSpec.class, layout, unfit);
    }
  }
}
