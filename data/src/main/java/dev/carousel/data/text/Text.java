package dev.carousel.data.text;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.FileSum;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.StrictUtf8Reader;
import dev.carousel.data.internal.reading.SummedInput;
import dev.carousel.data.internal.reading.Unreadable;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A text as symbols (characters, bytes or words), not yet divided into parts or encoded.
 *
 * <p>Characters and words are read as strict UTF-8: a malformed sequence or a NUL byte is refused
 * with its offset. A byte-order mark at the start of a file is skipped, and CRLF becomes LF (a CR
 * alone stays). Bytes are read as they are. The files of a folder are read in the order of their
 * relative paths and joined without a separator. Hidden files, the folders of runs and, unless
 * bytes are read, binary files are skipped; links to folders are followed once. Immutable.
 */
public final class Text {
  /** Symbols, once as they were read and once as numbers of the vocabulary. */
  static final DataMemory MEMORY =
      new DataMemory("text", b -> (b & 0xC0) != 0x80, 2 * Integer.BYTES, "a part of the text");

  /** Bytes, which are symbols themselves. */
  static final DataMemory BYTES =
      new DataMemory("text", b -> true, 2 * Integer.BYTES, "a part of the text");

  private final String name;
  private final Tokens tokens;
  private final Split split;
  private final DataIdentity identity;

  private Text(String name, Tokens tokens, CodePoints codePoints, List<FileSum> files) {
    this.name = name;
    this.tokens = tokens;
    this.identity = DataIdentity.of(files);
    this.split = Split.of(tokens, codePoints.toArray());
    if (symbols() < 2) {
      throw CarouselException.failure(
              symbols() == 0
                  ? "The text is empty."
                  : "The text has only one " + tokens.noun() + ".")
          .expected("at least 2 " + tokens.noun() + "s: one to read and one to predict")
          .found(symbols())
          .where(name)
          .build();
    }
  }

  /** Reads characters: a file, or all text files of a folder and its sub-folders. */
  public static Text read(Path path) {
    return read(path, Tokens.CHARS);
  }

  /**
   * Reads a file, or all text files of a folder and its sub-folders.
   *
   * @throws CarouselException if it is missing, unreadable, not text, too large for the heap, or
   *     has fewer than 2 symbols
   */
  public static Text read(Path path, Tokens tokens) {
    return read(path, tokens, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heap the most bytes that the heap may have
   */
  static Text read(Path path, Tokens tokens, long heap) {
    Unreadable.requireExists("text", path);
    try {
      List<Path> files = Files.isDirectory(path) ? TextFolder.texts(path, tokens) : List.of(path);
      DataMemory memory = tokens == Tokens.BYTES ? BYTES : MEMORY;
      return memory.read(path, files, heap, () -> read(path, tokens, files));
    } catch (IOException e) {
      throw Unreadable.because(path, e);
    }
  }

  /**
   * The folders in which {@link #read(Path)} would read every text file: a folder, its sub-folders
   * and those that links lead to, as real paths. A file that is written there becomes part of the
   * text.
   *
   * @return empty if there is no folder at the path, or if it cannot be read
   */
  public static Set<Path> folders(Path path) {
    try {
      return Files.isDirectory(path) ? Set.copyOf(TextFolder.folders(path)) : Set.of();
    } catch (IOException unreadable) {
      return Set.of();
    }
  }

  private static Text read(Path path, Tokens tokens, List<Path> files) {
    boolean isFolder = Files.isDirectory(path);
    CodePoints codePoints = new CodePoints();
    List<FileSum> sums = new ArrayList<>();
    for (Path file : files) {
      Path name = isFolder ? path.relativize(file) : file.getFileName();
      sums.add(append(codePoints, file, tokens, TextFolder.portableName(name)));
    }
    return new Text(path.toString(), tokens, codePoints, sums);
  }

  private static FileSum append(CodePoints codePoints, Path file, Tokens tokens, String name) {
    try (SummedInput in = new SummedInput(Files.newInputStream(file))) {
      if (tokens == Tokens.BYTES) {
        codePoints.appendBytes(in);
      } else {
        codePoints.append(new StrictUtf8Reader(file, in));
      }
      return in.sum(name);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  /**
   * Reads the characters of a stream to its end and closes it.
   *
   * @param name for descriptions and errors
   */
  public static Text read(String name, InputStream in) {
    return read(name, in, Tokens.CHARS);
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param name for descriptions and errors
   */
  public static Text read(String name, InputStream in, Tokens tokens) {
    CodePoints codePoints = new CodePoints();
    try (SummedInput summed = new SummedInput(in)) {
      if (tokens == Tokens.BYTES) {
        codePoints.appendBytes(summed);
      } else {
        codePoints.append(new StrictUtf8Reader(name, summed));
      }
      return new Text(name, tokens, codePoints, List.of(summed.sum(name)));
    } catch (IOException e) {
      throw Unreadable.because(name, e);
    }
  }

  /** Reads the characters of a resource of the class path. */
  public static Text resource(ClassLoader loader, String resource) {
    return resource(loader, resource, Tokens.CHARS);
  }

  /**
   * Reads a resource of the class path.
   *
   * @param resource the absolute name, without a leading slash
   */
  public static Text resource(ClassLoader loader, String resource, Tokens tokens) {
    InputStream in = loader.getResourceAsStream(resource);
    if (in == null) {
      throw CarouselException.failure("A text is missing from the class path.")
          .found("no resource " + resource)
          .mend("add the jar that holds it to the class path")
          .build();
    }
    return read(resource, in, tokens);
  }

  /** The name of its source, for descriptions and errors. */
  public String name() {
    return name;
  }

  /** The files from which it was read, by checksum. */
  public DataIdentity identity() {
    return identity;
  }

  /** The number of symbols. */
  public int symbols() {
    return split.places().length;
  }

  /** What the symbols are. */
  public Tokens tokens() {
    return tokens;
  }

  Split split() {
    return split;
  }

  /** A dataset for training, with the default limit of the vocabulary. */
  public TextDataset split(double valid) {
    return split(valid, VocabularyLimit.of(tokens));
  }

  /**
   * A dataset for training: the last share of the symbols is the validation part, the symbols
   * before it are the training part. The vocabulary is that of the training part, within a limit.
   *
   * @param valid the share of the validation part, at least 0 and less than 1; 0 for none
   * @throws CarouselException if the share is wrong or leaves a part with fewer than 2 symbols, or
   *     if fewer than 2 different symbols of the training part are within the limit
   */
  public TextDataset split(double valid, VocabularyLimit limit) {
    return TextDataset.split(this, valid, limit);
  }

  /**
   * The same split, encoded with the vocabulary of an earlier run.
   *
   * @throws CarouselException if the share is wrong or leaves a part with fewer than 2 symbols
   */
  public TextDataset split(double valid, Vocabulary vocabulary) {
    return TextDataset.split(this, valid, vocabulary);
  }

  /**
   * A dataset for evaluating a saved model: all of the text is in the validation part, encoded with
   * the model's vocabulary.
   */
  public TextDataset withVocabulary(Vocabulary vocabulary) {
    return TextDataset.evaluation(this, vocabulary);
  }

  /**
   * The different symbols in the order of their code points, without one for others, as most
   * scripts make a vocabulary: {@code sorted(set(text))}.
   */
  public Vocabulary sorted() {
    return Vocabulary.listed(split.frequent(0, symbols(), false, VocabularyLimit.NONE));
  }
}
