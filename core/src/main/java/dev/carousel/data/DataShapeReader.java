package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.util.List;

/** Reads a shape, also from models that name no categories. */
final class DataShapeReader extends JsonDeserializer<DataShape> {
  private static final String CATEGORIES = "categories";

  /** The properties of a shape. */
  record Layout(
      @JsonProperty("symbolsIn") boolean symbolsIn,
      @JsonProperty("inputFeatures") int inputFeatures,
      @JsonProperty("symbolsOut") boolean symbolsOut,
      @JsonProperty("outputFeatures") int outputFeatures,
      @JsonProperty("moment") Targets.Moment moment,
      @JsonProperty(CATEGORIES) List<Integer> categories) {}

  @Override
  public DataShape deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode json = context.readTree(parser);
    if (json instanceof ObjectNode object && !object.has(CATEGORIES)) {
      object.putArray(CATEGORIES);
    }
    Layout read = context.readTreeAsValue(json, Layout.class);
    try {
      return new DataShape(
          read.symbolsIn(),
          read.inputFeatures(),
          read.symbolsOut(),
          read.outputFeatures(),
          read.moment(),
          read.categories());
    } catch (CarouselException | NullPointerException unfit) {
      return (DataShape) context.handleInstantiationProblem(DataShape.class, read, unfit);
    }
  }
}
