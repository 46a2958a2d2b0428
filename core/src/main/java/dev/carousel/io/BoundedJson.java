package dev.carousel.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How JSON that somebody else may have made is read: in bounded time and memory, strictly. */
public final class BoundedJson {
  private static final Pattern PARSERS_OWN = Pattern.compile(", from `[^`]*`");

  /**
   * A place, beside which the parser tells that it does not show the text. Names in the message are
   * the file's: no bracket within, or many beginnings would take the square of their number.
   */
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: [^;\\[\\]]*; (line: \\d+, column: \\d+)]");

  private BoundedJson() {}

  /**
   * A factory that refuses what is beyond these bounds, and names that come twice in an object.
   *
   * <p>The parser keeps no table of names: names made to collide in it would end in an exception of
   * its own.
   *
   * @param deepest levels of lists and objects in one another
   * @param mostTokens names, values, and beginnings and ends of lists and objects
   */
  public static JsonFactory factory(int deepest, long mostTokens) {
    return factory(
        StreamReadConstraints.builder().maxNestingDepth(deepest).maxTokenCount(mostTokens).build());
  }

  /** The same with bounds of all kinds. */
  static JsonFactory factory(StreamReadConstraints bounds) {
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
   * Text in UTF-8; where there is anything else, reading it throws {@link
   * java.nio.charset.CharacterCodingException}. A JSON parser that is given bytes takes other
   * encodings too, and guesses.
   */
  public static Reader utf8(byte[] bytes) {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
  }
}
