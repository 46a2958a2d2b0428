package dev.carousel.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.carousel.error.CarouselException;
import dev.carousel.internal.json.MetadataJson;

/** Writes and reads codecs as JSON. Only discovered kinds can be read: data, never code. */
final class CodecJson {
  private CodecJson() {}

  static String write(DataCodec codec) {
    return MetadataJson.write(codec, DataCodec.class);
  }

  static DataCodec read(String json) {
    try {
      return MetadataJson.readNullable(json, DataCodec.class);
    } catch (JsonProcessingException e) {
      if (e instanceof InvalidTypeIdException other && other.getTypeId() != null) {
        throw unknown(other.getTypeId(), e);
      }
      boolean isNull = e.getCause() instanceof NullPointerException;
      throw damaged(isNull ? "null instead of a value" : MetadataJson.fault(e), e);
    }
  }

  private static CarouselException unknown(String kind, Throwable cause) {
    return CarouselException.failure("The model is of a kind of data that is not known here.")
        .expected("one of the kinds of data that are: " + String.join(", ", CodecKinds.names()))
        .found("the kind '" + kind + "'")
        .mend(
            "put the module that brings the kind on the class path (Carousel's own kinds are in"
                + " carousel-data), or use another copy of the model")
        .cause(cause)
        .build();
  }

  private static CarouselException damaged(String found, Throwable cause) {
    return CarouselException.failure("The model's description of its data is damaged.")
        .expected("the JSON of one of the kinds of data: " + String.join(", ", CodecKinds.names()))
        .found(found)
        .mend("use another copy of the model")
        .cause(cause)
        .build();
  }
}
