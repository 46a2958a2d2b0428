package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import java.util.Optional;

/**
 * What a saved model must keep to read other data as it read its training data: the vocabulary of a
 * text, the columns of a table and their statistics, or a task and its options. Equal codecs read
 * alike. Immutable. Each kind is a {@link CodecKind}; Jackson reads and writes its values.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "kind")
@JsonTypeIdResolver(CodecKinds.class)
public interface DataCodec {
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
