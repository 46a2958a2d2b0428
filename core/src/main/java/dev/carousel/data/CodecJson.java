package dev.carousel.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.carousel.error.CarouselException;
import dev.carousel.io.internal.MetadataJson;
import org.jspecify.annotations.Nullable;

/** Writes and reads codecs as JSON. Only discovered kinds can be read: data, never code. */
final class CodecJson {
  private CodecJson() {}

  static String write(DataCodec codec) {
    return MetadataJson.write(codec, DataCodec.class);
  }

  /**
   * @param where for errors; null if unknown
   */
  static DataCodec read(String json, @Nullable Object where) {
    try {
      return MetadataJson.readNullable(json, DataCodec.class);
    } catch (JsonProcessingException e) {
      if (e instanceof InvalidTypeIdException other && other.getTypeId() != null) {
        throw at(where, unknown(other.getTypeId(), e));
      }
      boolean isNull = e.getCause() instanceof NullPointerException;
      String fault = isNull ? "null instead of a value" : MetadataJson.fault(e);
      throw at(where, MetadataJson.isOfAnotherBuild(e) ? other(fault, e) : damaged(fault, e));
    }
  }

  private static CarouselException at(@Nullable Object where, CarouselException.Builder refusal) {
    return (where == null ? refusal : refusal.where(where)).build();
  }

  private static CarouselException.Builder unknown(String kind, Throwable cause) {
    return CarouselException.failure("The model's kind of data is unknown.")
        .expected(
            "a kind of data whose module is on the class path: "
                + String.join(", ", CodecKinds.names()))
        .found("the kind '" + kind + "'")
        .mend(
            "add the module that has this kind to the class path (carousel-data has texts, tables"
                + " and tasks), or use another copy of the model")
        .cause(cause);
  }

  private static CarouselException.Builder other(String found, Throwable cause) {
    return CarouselException.failure(
            "The model's description of its data was written by another build of Carousel, or is"
                + " damaged.")
        .expected(
            "what this build writes of one of the kinds of data: "
                + String.join(", ", CodecKinds.names()))
        .found(found)
        .mend("read it with the build that trained it, train again, or use another copy")
        .cause(cause);
  }

  private static CarouselException.Builder damaged(String found, Throwable cause) {
    return CarouselException.failure("The model's description of its data is damaged.")
        .expected("the JSON of one of the kinds of data: " + String.join(", ", CodecKinds.names()))
        .found(found)
        .mend("use another copy of the model")
        .cause(cause);
  }
}
