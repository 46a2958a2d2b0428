package dev.carousel.io.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads JSON from untrusted sources strictly, and in bounded time and memory. */
public final class BoundedJson {
  private static final Pattern PARSERS_OWN = Pattern.compile(", from `[^`]*`");

  /**
   * A position in a message of the parser, with its note that the source is not shown. No bracket
   * may be inside, because names come from the file and many opening brackets would take quadratic
   * time.
   */
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: [^;\\[\\]]*; (line: \\d+, column: \\d+)]");

  private BoundedJson() {}

  /**
   * A factory that refuses JSON beyond these bounds, and names that occur twice in an object.
   *
   * <p>The parser keeps no table of names, in which crafted names could collide and cause an
   * exception.
   *
   * @param deepest levels of nested lists and objects
   * @param mostTokens names, values, and beginnings and ends of lists and objects
   */
  public static JsonFactory factory(int deepest, long mostTokens) {
    return factory(
        StreamReadConstraints.builder().maxNestingDepth(deepest).maxTokenCount(mostTokens).build());
  }

  /** A factory with bounds of all kinds. */
  public static JsonFactory factory(StreamReadConstraints bounds) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(bounds)
        .build();
  }

  /** What is wrong with the JSON, in one line, without the parser's names of its own methods. */
  public static String fault(JsonProcessingException e) {
    String fault = PARSERS_OWN.matcher(e.getOriginalMessage()).replaceAll("");
    return PLACE.matcher(fault).replaceAll("$1").lines().findFirst().orElse("nothing");
  }

  /**
   * Text in UTF-8; reading anything else throws {@link java.nio.charset.CharacterCodingException}.
   * A JSON parser that is given bytes would guess other encodings.
   */
  public static Reader utf8(byte[] bytes) {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
  }
}
