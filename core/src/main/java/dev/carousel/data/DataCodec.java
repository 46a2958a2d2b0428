package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * What a saved model must keep to read other data as it read its training data: the vocabulary of a
 * text, the columns of a table and their statistics, or a task and its options. Equal codecs read
 * alike. Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Vocabulary.class, name = "text"),
  @JsonSubTypes.Type(value = TableCodec.class, name = "table"),
  @JsonSubTypes.Type(value = TaskCodec.class, name = "task")
})
public sealed interface DataCodec permits Vocabulary, TableCodec, TaskCodec {
  /** What a network must read and predict; empty if the codec alone does not say it. */
  Optional<DataShape> shape();

  /** As one line of JSON, the same for equal codecs. */
  default String toJson() {
    return CodecJson.write(this);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws dev.carousel.error.CarouselException if it is damaged or of an unknown kind
   */
  static DataCodec fromJson(String json) {
    return CodecJson.read(json);
  }
}
