package dev.carousel.data.text;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Sizes;
import dev.carousel.data.StreamPart;
import dev.carousel.error.CarouselException;
import java.util.Locale;
import java.util.OptionalInt;

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

  private TextDataset(Text text, int[] codePoints, Vocabulary vocabulary, int cut) {
    this.name = text.name();
    this.identity = text.identity();
    this.vocabulary = vocabulary;
    this.ids = new int[codePoints.length];
    this.cut = cut;
    long unknown = 0;
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary.id(codePoints[i]);
      unknown += ids[i] == vocabulary.unknown() ? 1 : 0;
    }
    this.unseen = unknown;
  }

  static TextDataset split(Text text, int[] codePoints, double valid) {
    int cut = cut(text.name(), codePoints.length, valid);
    Vocabulary vocabulary = Vocabulary.of(codePoints, 0, cut);
    if (vocabulary.codePoints().length == 1) {
      throw CarouselException.failure("The text has only one distinct symbol.")
          .expected("at least 2 distinct symbols in the training part")
          .found(String.format("U+%04X, %d times", codePoints[0], cut))
          .where(text.name())
          .build();
    }
    return new TextDataset(text, codePoints, vocabulary, cut);
  }

  static TextDataset split(Text text, int[] codePoints, double valid, Vocabulary vocabulary) {
    return new TextDataset(
        text, codePoints, vocabulary, cut(text.name(), codePoints.length, valid));
  }

  static TextDataset evaluation(Text text, int[] codePoints, Vocabulary vocabulary) {
    return new TextDataset(text, codePoints, vocabulary, 0);
  }

  private static int cut(String name, int length, double valid) {
    int cut = Sizes.trainingLength(length, valid);
    requireLength(name, "training", cut, length);
    if (valid > 0) {
      requireLength(name, "validation", length - cut, length);
    }
    return cut;
  }

  private static void requireLength(String name, String part, int length, int all) {
    if (length < 2) {
      throw CarouselException.failure("The " + part + " part of the text is too short.")
          .expected("at least 2 symbols")
          .found(length + " of the text's " + all)
          .where(name)
          .mend("use a longer text, or another share for validation")
          .build();
    }
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "text %s: %,d symbols to train, %,d to validate, %d distinct",
        name,
        cut,
        ids.length - cut,
        vocabulary.codePoints().length);
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
        SequenceList.of(source, first - 1, to - first), OptionalInt.of(vocabulary.size() - 1));
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
}
