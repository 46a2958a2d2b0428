package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson the kind of a codec: {@code kind} in its JSON. Only discovered kinds can be read:
 * data, never code.
 */
final class CodecKinds extends TypeIdResolverBase {
  private static final Map<String, Class<? extends DataCodec>> KINDS = find();

  /** The names of all kinds, sorted. */
  static Set<String> names() {
    return KINDS.keySet();
  }

  private static Map<String, Class<? extends DataCodec>> find() {
    Map<String, Class<? extends DataCodec>> kinds = new TreeMap<>();
    for (CodecKind kind : ServiceLoader.load(CodecKind.class, CodecKind.class.getClassLoader())) {
      if (kinds.put(kind.name(), kind.type()) != null) {
        throw new IllegalStateException("two kinds of data are called " + kind.name());
      }
    }
    return Collections.unmodifiableMap(kinds);
  }

  @Override
  public String idFromValue(Object codec) {
    return idFromValueAndType(codec, codec.getClass());
  }

  @Override
  public String idFromValueAndType(@Nullable Object codec, Class<?> type) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no CodecKind is registered for " + type));
  }

  /** Null for an unknown name, which Jackson then refuses. */
  @Override
  public @Nullable JavaType typeFromId(DatabindContext context, String name) {
    Class<? extends DataCodec> type = KINDS.get(name);
    return type == null ? null : context.constructType(type);
  }

  @Override
  public JsonTypeInfo.Id getMechanism() {
    return JsonTypeInfo.Id.CUSTOM;
  }
}
