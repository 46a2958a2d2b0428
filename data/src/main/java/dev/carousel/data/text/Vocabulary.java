package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.error.CarouselException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of a text (characters, bytes or words), and one more for all others. A symbol's id is
 * its position; the unknown symbol has the last id. Immutable.
 */
@JsonPropertyOrder({"tokens", "codePoints", "words"})
public final class Vocabulary implements DataCodec {
  /** What is written for the unknown symbol: U+FFFD, the replacement character. */
  public static final String REPLACEMENT = "\uFFFD";

  private static final int BYTES = 256;

  private final Tokens tokens;
  private final List<String> symbols;
  private final Map<String, Integer> ids;

  private Vocabulary(Tokens tokens, List<String> symbols) {
    this.tokens = tokens;
    this.symbols = List.copyOf(symbols);
    this.ids = new HashMap<>();
    for (String symbol : this.symbols) {
      if (symbol.isEmpty() || ids.put(symbol, ids.size()) != null) {
        throw invalid("words, each once and with at least one letter", "'" + symbol + "'");
      }
    }
    if (symbols.isEmpty()) {
      throw invalid("at least one symbol", "none");
    }
  }

  /** A vocabulary whose symbols the caller has checked. */
  static Vocabulary of(Tokens tokens, List<String> symbols) {
    return new Vocabulary(tokens, symbols);
  }

  /**
   * A vocabulary of characters.
   *
   * @param codePoints ascending, each once, at least one, no surrogates
   * @throws CarouselException if they are not
   */
  public static Vocabulary ofChars(int... codePoints) {
    return new Vocabulary(Tokens.CHARS, characters(codePoints, Character.MAX_CODE_POINT + 1));
  }

  /**
   * A vocabulary of words, which hold the space before them.
   *
   * @param words each once, none empty, at least one
   * @throws CarouselException if they are not
   */
  public static Vocabulary ofWords(List<String> words) {
    return new Vocabulary(Tokens.WORDS, words);
  }

  /** Reads the vocabulary of a saved model. */
  @JsonCreator
  static Vocabulary read(
      @JsonProperty("tokens") @Nullable Tokens tokens,
      @JsonProperty("codePoints") int @Nullable [] codePoints,
      @JsonProperty("words") @Nullable List<String> words) {
    if (tokens == Tokens.WORDS && words != null && codePoints == null) {
      return ofWords(words);
    }
    if (tokens == Tokens.WORDS || codePoints == null || words != null) {
      throw invalid("words, or the code points of characters or bytes", "neither, or both");
    }
    return tokens == Tokens.BYTES
        ? new Vocabulary(Tokens.BYTES, characters(codePoints, BYTES))
        : ofChars(codePoints);
  }

  private static List<String> characters(int[] codePoints, int limit) {
    for (int i = 0; i < codePoints.length; i++) {
      if (codePoints[i] < 0
          || codePoints[i] >= limit
          || Character.getType(codePoints[i]) == Character.SURROGATE
          || (i > 0 && codePoints[i] <= codePoints[i - 1])) {
        throw invalid(
            (limit == BYTES ? "bytes" : "Unicode code points")
                + " in ascending order, at least one, no surrogates",
            "code point " + codePoints[i] + " at place " + i);
      }
    }
    return Arrays.stream(codePoints).mapToObj(Character::toString).toList();
  }

  private static CarouselException invalid(String expected, String found) {
    return CarouselException.failure("The vocabulary is invalid.")
        .expected(expected)
        .found(found)
        .build();
  }

  /** What the symbols are. */
  public Tokens tokens() {
    return tokens;
  }

  /** The known symbols, by their ids. A byte is the character of the same number. */
  public List<String> symbols() {
    return symbols;
  }

  @JsonProperty("tokens")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable Tokens writtenTokens() {
    return tokens == Tokens.CHARS ? null : tokens;
  }

  @JsonProperty("codePoints")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private int @Nullable [] writtenCodePoints() {
    return tokens == Tokens.WORDS
        ? null
        : symbols.stream().mapToInt(symbol -> symbol.codePointAt(0)).toArray();
  }

  @JsonProperty("words")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable List<String> writtenWords() {
    return tokens == Tokens.WORDS ? symbols : null;
  }

  @Override
  public Optional<DataShape> shape() {
    return Optional.of(new DataShape(true, size(), true, size(), Targets.Moment.EVERY_STEP));
  }

  @Override
  public int ahead() {
    return 1;
  }

  /** The number of ids: the known symbols and the unknown one. */
  public int size() {
    return symbols.size() + 1;
  }

  /** The id of the unknown symbol, the last; never to be sampled. */
  public int unknown() {
    return symbols.size();
  }

  /** The id of a symbol; {@link #unknown()} if it is not in the vocabulary. */
  public int id(String symbol) {
    return ids.getOrDefault(symbol, unknown());
  }

  /** The ids of a text's symbols. A text of bytes is taken as UTF-8. */
  public int[] encode(String text) {
    return encode(Split.of(tokens, numbers(text)));
  }

  private int[] numbers(String text) {
    if (tokens != Tokens.BYTES) {
      return text.codePoints().toArray();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] numbers = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xFF;
    }
    return numbers;
  }

  /** The id of each symbol of a text. */
  int[] encode(Split text) {
    int[] byPlace = text.symbols().stream().mapToInt(this::id).toArray();
    return Arrays.stream(text.places()).map(place -> byPlace[place]).toArray();
  }

  /**
   * The text of these ids; the unknown symbol becomes U+FFFD, and so do bytes that are not UTF-8.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String decode(int... ids) {
    StringBuilder text = new StringBuilder(ids.length);
    SymbolWriter writer = new SymbolWriter(this, text::append);
    Arrays.stream(ids).forEach(writer::add);
    writer.end();
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && tokens == that.tokens
        && symbols.equals(that.symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  @Override
  public String toString() {
    return symbols.size() + " symbols and one unknown";
  }
}
