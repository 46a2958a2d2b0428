package dev.carousel.cli.options;

import dev.carousel.data.text.Text;
import dev.carousel.data.text.Tokens;
import dev.carousel.data.text.VocabularyLimit;
import dev.carousel.spi.OptionSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a text is read: what its symbols are, and which of them get a place in the vocabulary. */
public final class TextOptions {
  /** The options, as they are named in messages. */
  static final String NAMES = "--tokens, --vocabulary and --min-count";

  @Option(
      names = "--tokens",
      paramLabel = "KIND",
      description =
          "What the text is split into: chars, bytes or words; by default chars. A word holds the "
              + "space before it")
  private @Nullable String tokens;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      description =
          "Most symbols in the vocabulary, the most frequent ones; by default 10,000 words, and "
              + "all chars or bytes. The others count as one unknown symbol")
  private @Nullable Integer vocabulary;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description =
          "Least number of times that a symbol of the vocabulary occurs in the training part; by "
              + "default 2 for words, 1 for chars and bytes")
  private @Nullable Integer minCount;

  /** Whether any of them is given. */
  boolean isGiven() {
    return tokens != null || vocabulary != null || minCount != null;
  }

  /** What the symbols are. */
  Tokens tokens() {
    return tokens == null ? Tokens.CHARS : Choice.of("--tokens", tokens, Tokens.class);
  }

  /** Which symbols are in the vocabulary. */
  VocabularyLimit limit() {
    VocabularyLimit usual = VocabularyLimit.of(tokens());
    return new VocabularyLimit(
        vocabulary == null ? usual.most() : vocabulary,
        minCount == null ? usual.minCount() : minCount);
  }

  /**
   * Reads a text.
   *
   * @param file or folder; null for the bundled novel
   */
  static Text read(@Nullable Path file, String novel, Tokens tokens) {
    return file == null
        ? Text.resource(TextOptions.class.getClassLoader(), novel, tokens)
        : Text.read(file, tokens);
  }

  /** The given options as they would be written, by name. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (tokens != null) {
      settings.put("tokens", tokens());
    }
    if (vocabulary != null) {
      settings.put("vocabulary", vocabulary);
    }
    if (minCount != null) {
      settings.put("min-count", minCount);
    }
    return settings;
  }

  /** The same with what holds for options that are not given. */
  Map<String, String> complete() {
    return Map.of(
        "tokens",
        OptionSpec.text(tokens()),
        "vocabulary",
        Integer.toString(limit().most()),
        "min-count",
        Integer.toString(limit().minCount()));
  }
}
