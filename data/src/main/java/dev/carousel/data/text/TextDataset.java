package dev.carousel.data.text;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Sizes;
import dev.carousel.data.StreamPart;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text split into a training and a validation part and encoded. At every step the next symbol is
 * to be predicted. The parts are contiguous. Every symbol but the first of the text is predicted
 * once: the first of the validation part from the last of the training part.
 */
public final class TextDataset implements Dataset {
  private final String name;
  private final DataIdentity identity;
  private final Vocabulary vocabulary;
  private final int[] ids;
  private final int cut;
  private final long unseen;
  private final long unseenToValidate;

  private TextDataset(Text text, Vocabulary vocabulary, int cut) {
    this.name = text.name();
    this.identity = text.identity();
    this.vocabulary = vocabulary;
    this.ids = vocabulary.encode(text.split());
    this.cut = cut;
    this.unseenToValidate = unseen(cut, ids.length);
    this.unseen = unseenToValidate + unseen(0, cut);
  }

  private long unseen(int from, int to) {
    return Arrays.stream(ids, from, to).filter(id -> id == vocabulary.unknown()).count();
  }

  static TextDataset split(Text text, double valid, VocabularyLimit limit) {
    int cut = cut(text, valid);
    List<String> symbols = text.split().frequent(0, cut, text.tokens() == Tokens.WORDS, limit);
    if (symbols.size() < 2) {
      throw tooFew(text, symbols, limit);
    }
    return new TextDataset(text, Vocabulary.of(text.tokens(), symbols), cut);
  }

  private static CarouselException tooFew(Text text, List<String> symbols, VocabularyLimit limit) {
    String noun = text.tokens().noun();
    boolean isLimited = !limit.equals(VocabularyLimit.NONE);
    String often = limit.minCount() == 1 ? "" : ", each at least " + limit.minCount() + " times";
    CarouselException.Builder error =
        CarouselException.failure(
                isLimited
                    ? "The vocabulary would hold fewer than 2 " + noun + "s."
                    : "The text has only one distinct " + noun + ".")
            .expected("at least 2 distinct " + noun + "s in the training part" + often)
            .found(symbols.isEmpty() ? "none" : "'" + symbols.get(0) + "' alone")
            .where(text.name());
    return isLimited
        ? error.mend("use a larger vocabulary, or a lower minimum count").build()
        : error.build();
  }

  static TextDataset split(Text text, double valid, Vocabulary vocabulary) {
    return new TextDataset(text, vocabulary, cut(text, valid));
  }

  static TextDataset evaluation(Text text, Vocabulary vocabulary) {
    return new TextDataset(text, vocabulary, 0);
  }

  private static int cut(Text text, double valid) {
    int cut = Sizes.trainingLength(text.symbols(), valid);
    requireLength(text, "training", cut);
    if (valid > 0) {
      requireLength(text, "validation", text.symbols() - cut);
    }
    return cut;
  }

  private static void requireLength(Text text, String part, int length) {
    if (length < 2) {
      throw CarouselException.failure("The " + part + " part of the text is too short.")
          .expected("at least 2 " + text.tokens().noun() + "s")
          .found(length + " of the text's " + text.symbols())
          .where(text.name())
          .mend("use a longer text, or another share for validation")
          .build();
    }
  }

  @Override
  public String description() {
    String noun = vocabulary.tokens().noun();
    String parts =
        cut == 0 // to be evaluated as a whole
            ? String.format(Locale.ROOT, "%,d %ss", ids.length, noun)
            : String.format(
                Locale.ROOT, "%,d %ss to train, %,d to validate", cut, noun, ids.length - cut);
    return String.format(
        Locale.ROOT,
        "text %s: %s, %,d %s",
        name,
        parts,
        vocabulary.symbols().size(),
        vocabulary.tokens() == Tokens.WORDS ? "in the vocabulary" : "distinct");
  }

  @Override
  public DataShape shape() {
    return vocabulary.shape().orElseThrow();
  }

  @Override
  public Part training() {
    return part(0, cut);
  }

  @Override
  public Part validation() {
    return part(cut, ids.length);
  }

  /** Each symbol of the part is predicted, but for the first of the text. */
  private Part part(int from, int to) {
    int first = Math.max(1, from);
    if (to <= first) {
      return Part.empty();
    }
    SymbolSource source = new SymbolSource(ids, vocabulary.size());
    return new StreamPart(
        SequenceList.of(source, first - 1, to - first), vocabulary.unknownClass());
  }

  @Override
  public Vocabulary codec() {
    return vocabulary;
  }

  @Override
  public DataIdentity identity() {
    return identity;
  }

  /**
   * The number of symbols that are not in the vocabulary, and are read and counted as the unknown
   * one.
   */
  public long unseen() {
    return unseen;
  }

  /** How many of {@link #unseen()} are in the validation part. */
  public long unseenToValidate() {
    return unseenToValidate;
  }
}
