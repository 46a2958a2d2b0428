package dev.carousel.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;

/** Codecs to and from JSON. Only the three named kinds can be read: data, never code. */
final class CodecJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CodecJson() {}

  static String write(DataCodec codec) {
    try {
      return JSON.writerFor(DataCodec.class).writeValueAsString(codec);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static DataCodec read(String json) {
    try {
      DataCodec codec = JSON.readValue(json, DataCodec.class);
      if (codec != null) {
        return codec;
      }
      throw damaged("null", null);
    } catch (JsonProcessingException e) {
      throw damaged(e.getOriginalMessage(), e);
    }
  }

  private static CarouselException damaged(String found, @Nullable Throwable cause) {
    return CarouselException.failure("What the model knows of its data is damaged.")
        .expected("the JSON of a text, a table or a task")
        .found(found)
        .mend("use another copy of the model")
        .cause(cause)
        .build();
  }
}
