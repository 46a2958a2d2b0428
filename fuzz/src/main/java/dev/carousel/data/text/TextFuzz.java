package dev.carousel.data.text;

import dev.carousel.data.DataCodec;
import dev.carousel.fuzz.Hostile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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
    Text text = Text.read(file);
    byte[] bytes = Files.readAllBytes(file);
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
  }
}
