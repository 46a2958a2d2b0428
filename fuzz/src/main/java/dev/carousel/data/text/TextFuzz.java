package dev.carousel.data.text;

import dev.carousel.data.DataCodec;
import dev.carousel.fuzz.Hostile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Any bytes as a text, held against Java's own decoder. */
public final class TextFuzz {
  private TextFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(TextFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("text.txt", input, TextFuzz::check);
  }

  private static void check(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    checkBytes(file, bytes);
    Text text = Text.read(file);
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    Hostile.require(Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes), "not UTF-8");
    String plain = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    int[] expected = plain.replace("\r\n", "\n").codePoints().toArray();
    Hostile.require(text.symbols() == expected.length, text.symbols() + " symbols");
    TextDataset dataset = text.split(0);
    Vocabulary vocabulary = dataset.codec();
    Hostile.require(DataCodec.fromJson(vocabulary.toJson()).equals(vocabulary), vocabulary);
    String same = plain.replace("\r\n", "\n");
    Hostile.require(vocabulary.decode(vocabulary.encode(same)).equals(same), vocabulary);
    Hostile.require(dataset.unseen() == 0, dataset.unseen());
    checkWords(file, same);
  }

  /** Any file is a text of bytes, if it has two different ones. */
  private static void checkBytes(Path file, byte[] bytes) {
    if (IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count() > 1) {
      TextDataset data = Text.read(file, Tokens.BYTES).split(0);
      Hostile.require(data.training().symbols() == bytes.length - 1, data.description());
      Hostile.require(DataCodec.fromJson(data.codec().toJson()).equals(data.codec()), file);
    }
  }

  private static void checkWords(Path file, String text) {
    Split split = Split.of(Tokens.WORDS, text.codePoints().toArray());
    if (split.symbols().size() > 1) {
      Vocabulary words = Text.read(file, Tokens.WORDS).split(0, VocabularyLimit.NONE).codec();
      Hostile.require(words.decode(words.encode(text)).equals(text), words);
      Hostile.require(DataCodec.fromJson(words.toJson()).equals(words), words);
    }
  }
}
