package dev.carousel.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Map;

/**
 * JSON as {@link MetadataJson} reads and writes it, of records of several kinds. The type that they
 * share carries Jackson's {@code JsonTypeInfo}, which says where the name of the kind stands. Only
 * the kinds that are given can be read: data, never code. Immutable.
 *
 * @param <T> what the kinds share
 */
public final class KindsJson<T> {
  private final Class<T> type;
  private final JsonMapper json;
  private final ObjectReader reader;

  /**
   * Of these kinds.
   *
   * @param kinds by name
   */
  public KindsJson(Class<T> type, Map<String, Class<? extends T>> kinds) {
    this.type = type;
    json = MetadataJson.JSON.rebuild().build();
    kinds.forEach((name, kind) -> json.registerSubtypes(new NamedType(kind, name)));
    reader = json.reader();
  }

  /** Writes a value on one line; equal values give equal lines. */
  public String write(T value) {
    try {
      return json.writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads a value whose records say themselves which of their parts may be null.
   *
   * @throws JsonProcessingException if it is anything else
   */
  public T read(String line) throws JsonProcessingException {
    return MetadataJson.read(reader, line, type);
  }
}
