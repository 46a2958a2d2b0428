package dev.carousel.data.text;

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
import java.util.OptionalInt;

/**
 * The symbols of a text (characters, bytes or words), and one more for all others, unless the list
 * is {@linkplain #listed closed}. A symbol's id is its position; the unknown symbol has the last
 * id. Immutable.
 */
public abstract sealed class Vocabulary implements DataCodec
    permits CharVocabulary, ByteVocabulary, WordVocabulary, ListedVocabulary {
  /** What is written for the unknown symbol: U+FFFD, the replacement character. */
  public static final String REPLACEMENT = "\uFFFD";

  private final Tokens tokens;
  private final List<String> symbols;
  private final Map<String, Integer> ids;

  Vocabulary(Tokens tokens, List<String> symbols) {
    this.tokens = tokens;
    this.symbols = List.copyOf(symbols);
    this.ids = new HashMap<>();
    for (String symbol : this.symbols) {
      if (symbol.isEmpty() || ids.put(symbol, ids.size()) != null) {
        throw invalid("symbols, each once and none empty", "'" + symbol + "'");
      }
    }
    if (symbols.isEmpty()) {
      throw invalid("at least one symbol", "no symbols");
    }
  }

  /** A vocabulary of symbols of a text. */
  static Vocabulary of(Tokens tokens, List<String> symbols) {
    return switch (tokens) {
      case CHARS -> new CharVocabulary(symbols);
      case BYTES -> new ByteVocabulary(symbols);
      case WORDS -> new WordVocabulary(symbols);
    };
  }

  /**
   * A vocabulary of characters.
   *
   * @param codePoints ascending, each once, at least one, no surrogates
   * @throws CarouselException if they are not
   */
  public static Vocabulary ofChars(int... codePoints) {
    return new CharVocabulary(codePoints);
  }

  /**
   * A vocabulary of words, which hold the space before them.
   *
   * @param words each once, none empty, at least one
   * @throws CarouselException if they are not
   */
  public static Vocabulary ofWords(List<String> words) {
    return new WordVocabulary(words);
  }

  /**
   * The symbols that a network of another framework reads, in its order, without one for others: a
   * text that holds another character is refused, unless {@code <unk>} or the like is in the list.
   *
   * @param symbols characters, each once; longer ones occur in no text
   * @throws CarouselException if one is empty or there twice
   */
  public static Vocabulary listed(List<String> symbols) {
    return new ListedVocabulary(symbols);
  }

  /**
   * The symbols of these numbers.
   *
   * @param what they are, for errors
   * @param limit beyond the largest
   * @throws CarouselException if they are out of range or out of order
   */
  static List<String> characters(String what, int limit, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0
          || numbers[i] >= limit
          || Character.getType(numbers[i]) == Character.SURROGATE
          || (i > 0 && numbers[i] <= numbers[i - 1])) {
        throw invalid(what + " in ascending order, at least one", numbers[i] + " at place " + i);
      }
    }
    return Arrays.stream(numbers).mapToObj(Character::toString).toList();
  }

  /** The numbers of symbols that are single characters. */
  int[] numbers() {
    return symbols.stream().mapToInt(symbol -> symbol.codePointAt(0)).toArray();
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

  @Override
  public Optional<DataShape> shape() {
    return Optional.of(new DataShape(true, size(), true, size(), Targets.Moment.EVERY_STEP));
  }

  @Override
  public List<String> classes() {
    return symbols();
  }

  @Override
  public int ahead() {
    return 1;
  }

  /** The number of ids: the known symbols and the unknown one, if there is one. */
  public int size() {
    return symbols.size() + 1;
  }

  /** The class of unknown symbols; empty if there is none. */
  OptionalInt unknownClass() {
    return OptionalInt.of(unknown());
  }

  /**
   * The id of the unknown symbol, the last; never to be sampled. Where there is none, no id: one
   * beyond the last.
   */
  public int unknown() {
    return symbols.size();
  }

  /** The id of a symbol; {@link #unknown()} if it is not in the vocabulary. */
  public int id(String symbol) {
    return ids.getOrDefault(symbol, unknown());
  }

  /** The ids of a text's symbols. A text of bytes is taken as UTF-8. */
  public int[] encode(String text) {
    return encode(Split.of(tokens, split(text)));
  }

  private int[] split(String text) {
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
