package dev.carousel.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.error.CarouselException;
import dev.carousel.io.KindsJson;
import dev.carousel.io.MetadataJson;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Codecs to and from JSON. Only the kinds that were found can be read: data, never code. */
final class CodecJson {
  private static final Map<String, Class<? extends DataCodec>> KINDS = kinds();
  private static final KindsJson<DataCodec> JSON = new KindsJson<>(DataCodec.class, KINDS);

  private CodecJson() {}

  private static Map<String, Class<? extends DataCodec>> kinds() {
    Map<String, Class<? extends DataCodec>> kinds = new TreeMap<>();
    for (CodecKind kind : ServiceLoader.load(CodecKind.class, CodecKind.class.getClassLoader())) {
      if (kinds.put(kind.name(), kind.type()) != null) {
        throw new IllegalStateException("two kinds of data are called " + kind.name());
      }
    }
    return Collections.unmodifiableMap(kinds);
  }

  static String write(DataCodec codec) {
    return JSON.write(codec);
  }

  static DataCodec read(String json) {
    try {
      return JSON.read(json);
    } catch (JsonProcessingException e) {
      boolean isNull = e.getCause() instanceof NullPointerException;
      throw damaged(isNull ? "null in place of a value" : MetadataJson.fault(e), e);
    }
  }

  private static CarouselException damaged(String found, Throwable cause) {
    return CarouselException.failure("What the model knows of its data is damaged.")
        .expected("the JSON of one of the kinds of data: " + String.join(", ", KINDS.keySet()))
        .found(found)
        .mend("use another copy of the model")
        .cause(cause)
        .build();
  }
}
