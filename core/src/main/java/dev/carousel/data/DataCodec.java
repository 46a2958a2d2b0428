package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import java.util.List;
import java.util.Optional;

/**
 * What a saved model needs to read other data like its training data. It is the vocabulary of a
 * text, the columns of a table with their statistics, or a task with its options. Equal codecs read
 * in the same way. Immutable. Each kind is a {@link CodecKind}; Jackson reads and writes its
 * values.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "kind")
@JsonTypeIdResolver(CodecKinds.class)
public interface DataCodec {
  /** What a network must read and predict; empty if the codec alone does not determine it. */
  Optional<DataShape> shape();

  /**
   * How many steps after the last one read the target lies, at least 0: 1 for the next symbol of a
   * text, 0 for a class of what was read.
   */
  default int ahead() {
    return 0;
  }

  /**
   * The names of the classes, in the order of their ids; empty if they have none, or if numbers are
   * predicted. Ids beyond the last name have no name.
   */
  default List<String> classes() {
    return List.of();
  }

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
    return CodecJson.read(json, null);
  }

  /**
   * The same, from a file.
   *
   * @param where the file, for errors
   * @throws dev.carousel.error.CarouselException if it is damaged or of an unknown kind
   */
  static DataCodec fromJson(String json, Object where) {
    return CodecJson.read(json, where);
  }
}
