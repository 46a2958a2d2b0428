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
 * A text as Unicode code points, not yet split or encoded.
 *
 * <p>Read as strict UTF-8: a malformed sequence or a NUL byte is refused with its offset. A
 * byte-order mark at the start of a file is skipped, and CRLF becomes LF (a CR alone stays). The
 * files of a folder are read in the order of their relative paths and joined without a separator.
 * Hidden files, binary files and the folders of runs are skipped; links to folders are followed
 * once. Immutable.
 */
public final class Text {
  /** Symbols, once as they were read and once as numbers of the vocabulary. */
  static final DataMemory MEMORY =
      new DataMemory("text", b -> (b & 0xC0) != 0x80, 2 * Integer.BYTES, "a part of the text");

  private final String name;
  private final int[] codePoints;
  private final DataIdentity identity;

  private Text(String name, CodePoints codePoints, List<FileSum> files) {
    this.name = name;
    this.identity = DataIdentity.of(files);
    this.codePoints = codePoints.toArray();
    if (this.codePoints.length < 2) {
      throw CarouselException.failure(
              this.codePoints.length == 0 ? "The text is empty." : "The text has only one symbol.")
          .expected("at least 2 symbols: one to read and one to predict")
          .found(this.codePoints.length)
          .where(name)
          .build();
    }
  }

  /**
   * Reads a file, or all text files of a folder and its sub-folders.
   *
   * @throws CarouselException if it is missing, unreadable, not text, too large for the heap, or
   *     has fewer than 2 symbols
   */
  public static Text read(Path path) {
    return read(path, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heap the most bytes that the heap may have
   */
  static Text read(Path path, long heap) {
    Unreadable.requireExists("text", path);
    try {
      List<Path> files = Files.isDirectory(path) ? TextFolder.texts(path) : List.of(path);
      return MEMORY.read(path, files, heap, () -> read(path, files));
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

  private static Text read(Path path, List<Path> files) {
    boolean isFolder = Files.isDirectory(path);
    CodePoints codePoints = new CodePoints();
    List<FileSum> sums = new ArrayList<>();
    for (Path file : files) {
      Path name = isFolder ? path.relativize(file) : file.getFileName();
      sums.add(append(codePoints, file, TextFolder.portableName(name)));
    }
    return new Text(path.toString(), codePoints, sums);
  }

  private static FileSum append(CodePoints codePoints, Path file, String name) {
    try (SummedInput in = new SummedInput(Files.newInputStream(file));
        StrictUtf8Reader reader = new StrictUtf8Reader(file, in)) {
      codePoints.append(reader);
      return in.sum(name);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param name for descriptions and errors
   */
  public static Text read(String name, InputStream in) {
    try (SummedInput summed = new SummedInput(in);
        StrictUtf8Reader reader = new StrictUtf8Reader(name, summed)) {
      CodePoints codePoints = new CodePoints();
      codePoints.append(reader);
      return new Text(name, codePoints, List.of(summed.sum(name)));
    } catch (IOException e) {
      throw Unreadable.because(name, e);
    }
  }

  /**
   * Reads a resource of the class path.
   *
   * @param resource the absolute name, without a leading slash
   */
  public static Text resource(ClassLoader loader, String resource) {
    InputStream in = loader.getResourceAsStream(resource);
    if (in == null) {
      throw CarouselException.failure("A text is missing from the class path.")
          .found("no resource " + resource)
          .mend("add the jar that holds it to the class path")
          .build();
    }
    return read(resource, in);
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
    return codePoints.length;
  }

  /**
   * A dataset for training: the last share of the symbols is the validation part, the symbols
   * before it are the training part. The vocabulary is that of the training part.
   *
   * @param valid the share of the validation part, at least 0 and less than 1; 0 for none
   * @throws CarouselException if the share is wrong or leaves a part with fewer than 2 symbols, or
   *     if the training part repeats a single symbol
   */
  public TextDataset split(double valid) {
    return TextDataset.split(this, codePoints, valid);
  }

  /**
   * The same split, encoded with the vocabulary of an earlier run.
   *
   * @throws CarouselException if the share is wrong or leaves a part with fewer than 2 symbols
   */
  public TextDataset split(double valid, Vocabulary vocabulary) {
    return TextDataset.split(this, codePoints, valid, vocabulary);
  }

  /**
   * A dataset for evaluating a saved model: all of the text is in the validation part, encoded with
   * the model's vocabulary.
   */
  public TextDataset withVocabulary(Vocabulary vocabulary) {
    return TextDataset.evaluation(this, codePoints, vocabulary);
  }
}
