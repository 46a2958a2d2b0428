package dev.carousel.data.text;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.internal.reading.Conversion;
import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTest {
  @TempDir Path folder;

  @Test
  void symbolsAreCodePoints() {
    TextDataset data = text("a\uD83C\uDFA0b\uD83C\uDFA0").split(0);
    assertEquals("a\uD83C\uDFA0b", decode(data));
    assertEquals(3 + 1, data.shape().inputFeatures());
  }

  @Test
  void byteOrderMarkIsSkippedAndOnlyAtTheStart() {
    assertEquals("ab\uFEFF", all("\uFEFFab\uFEFFx"));
  }

  @Test
  void lineEndsBecomeLineFeeds() {
    assertEquals("a\nb\rc\r\n\nd", all("a\r\nb\rc\r\r\n\ndx"));
  }

  @Test
  void longTextIsReadAcrossBuffers() {
    String period = "x\r\n\u00E9\u20AC\uD83C\uDFA0";
    String text = period.repeat(40_000);
    assertEquals(text.replace("\r\n", "\n").codePoints().count(), text(text).symbols());
    assertEquals("x\n\u00E9\u20AC\uD83C\uDFA0".repeat(40_000), all(text + "!"));
  }

  @Test
  void streamThatGivesOneByteAtATimeReadsTheSame() {
    byte[] bytes = "\uFEFFa\r\n\u20AC\uD83C\uDFA0z".getBytes(StandardCharsets.UTF_8);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };
    assertEquals("a\n\u20AC\uD83C\uDFA0", decode(Text.read("slow", slow).split(0)));
  }

  @Test
  void resourceOfTheClassPathIsRead() {
    ClassLoader loader = TextTest.class.getClassLoader();
    String resource = "META-INF/services/dev.carousel.data.TaskProvider";
    assertTrue(Text.resource(loader, resource).symbols() > 50);
    Refusal.of(() -> Text.resource(loader, "no/such.txt"), "class path", "no/such.txt");
  }

  @Test
  void folderIsReadInTheOrderOfPaths() throws IOException {
    Files.createDirectories(folder.resolve("b/deep"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve("c.txt"), "3\r");
    Files.writeString(folder.resolve("d.txt"), "\n4");
    Files.writeString(folder.resolve("b/deep/x.md"), "2");
    Files.writeString(folder.resolve("a"), "\uFEFF1");
    Files.writeString(folder.resolve(".hidden"), "hidden");
    Files.writeString(folder.resolve(".git/config"), "hidden");
    Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
    Files.writeString(folder.resolve("z"), "!");
    assertEquals("123\r\n4", decode(Text.read(folder).split(0)));
  }

  @Test
  void missingFileIsRefused() {
    Path file = folder.resolve("none.txt");
    Refusal error =
        Refusal.of(() -> Text.read(file), "no such text", file.toString(), "check the path");
    assertEquals(Refusal.Kind.FAILURE, error.kind());
  }

  @Test
  @OnSomeMachines
  void unreadableFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.txt"), "text");
    Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));
    Refusal.of(() -> Text.read(file), "cannot be read", "permission", file.toString());
  }

  @Test
  void failingStreamIsRefused() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is on fire");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    Refusal.of(() -> Text.read("novel", broken), "cannot be read", "novel", "on fire");
  }

  @Test
  void emptyTextIsRefused() {
    Refusal.of(() -> text(""), "empty", "at least 2 symbols", "novel");
    Refusal.of(() -> text("\uFEFF"), "empty");
  }

  @Test
  void singleSymbolIsRefused() {
    Refusal.of(() -> text("a"), "only one symbol", "at least 2 symbols", "found:    1");
    Refusal.of(() -> text("\r\n"), "only one symbol");
  }

  @Test
  void oneDistinctSymbolIsRefused() {
    Refusal.of(() -> text("aaaaa").split(0), "one distinct symbol", "'a' alone", "novel");
    Refusal.of(() -> text("aaaaaaaabb").split(0.2), "one distinct symbol", "'a' alone");
  }

  @Test
  void malformedBytesAreRefusedWithTheirOffset() {
    byte[] latin = "caf\u00E9 au lait".getBytes(StandardCharsets.ISO_8859_1);
    Refusal.of(() -> read(latin), "not UTF-8", "0xE9 at offset 3", "novel", "WINDOWS-1252");
    byte[] windows = new byte[] {'i', 't', (byte) 0x92, 's'};
    Refusal.of(() -> read(windows), "0x92 at offset 2", "iconv -f WINDOWS-1252 -t UTF-8");
    byte[] cut = new byte[] {'a', 'b', (byte) 0xE2, (byte) 0x82};
    Refusal.of(() -> read(cut), "0xE2 at offset 2");
    byte[] surrogate = new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    Refusal.of(() -> read(surrogate), "0xED at offset 1");
  }

  /** The encoding of such bytes cannot be known: several are as likely. */
  @Test
  void theEncodingOfOtherTextIsNotGuessedButItsCommandIsWhole() throws IOException {
    String in = "'" + folder.resolve("my b\u00FCcher.txt") + "'";
    String out = "'" + folder.resolve("my b\u00FCcher.utf8.txt") + "'";
    for (String charset : new String[] {"KOI8-R", "Shift_JIS", "windows-1252", "GB18030"}) {
      byte[] bytes = "\u00E9 \u0416 \u65E5\u672C".getBytes(Charset.forName(charset));
      Path file = Files.write(folder.resolve("my b\u00FCcher.txt"), bytes);
      Refusal.of(
          () -> Text.read(file),
          "find out its encoding (file -i " + in + ", which guesses)",
          "if it is Windows-1252, for example: iconv -f WINDOWS-1252 -t UTF-8 " + in + " > " + out);
    }
    Refusal.of(() -> read(new byte[] {'a', (byte) 0xE9}), "file -i IN", "IN > OUT");
    Path marked = Files.write(folder.resolve("u.txt"), "\uFEFFab".getBytes(UTF_16LE));
    Refusal.of(
        () -> Text.read(marked), "iconv -f UTF-16 -t UTF-8 " + marked, folder + "/u.utf8.txt");
  }

  @Test
  void aCommandForAFileIsReadByAShellAsItIsMeant() {
    assertEquals("c ./-x > ./-x.utf8", Conversion.of(Path.of("-x")).by("c"));
    assertEquals("c .a > .a.utf8", Conversion.of(Path.of(".a")).by("c"));
    assertEquals("c d/x.y.txt > d/x.y.utf8.txt", Conversion.of(Path.of("d/x.y.txt")).by("c"));
    assertEquals("c 'it'\\''s' > 'it'\\''s.utf8'", Conversion.of(Path.of("it's")).by("c"));
    assertEquals("c IN > OUT", Conversion.of(Path.of("a\nb")).by("c"));
    assertEquals("c IN > OUT", Conversion.of(Path.of("x".repeat(200))).by("c"));
  }

  @Test
  void utf16IsRecognised() {
    String text = "It was the best of times, it was the worst of times\n".repeat(20);
    byte[] little = text.getBytes(StandardCharsets.UTF_16LE);
    Refusal.of(() -> read(little), "offset 1", "UTF-16", "iconv -f UTF-16LE -t UTF-8");
    byte[] big = text.getBytes(StandardCharsets.UTF_16BE);
    Refusal.of(() -> read(big), "offset 0", "iconv -f UTF-16BE -t UTF-8");
    byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    Refusal.of(() -> read(marked), "offset 3", "iconv -f UTF-16 -t UTF-8");
    byte[] chinese = "\uFEFF\u65E5\u672C".repeat(20).getBytes(StandardCharsets.UTF_16LE);
    Refusal.of(() -> read(chinese), "0xFF at offset 0", ": UTF-16", "iconv -f UTF-16 -t UTF-8");
    byte[] binary = new byte[200];
    Arrays.fill(binary, (byte) 'x');
    binary[100] = 0;
    Refusal.of(() -> read(binary), "offset 100: binary, not text", "name a text file");
  }

  @Test
  void utf32IsRecognised() {
    String text = "It was the best of times, it was the worst of times\n".repeat(20);
    for (String order : new String[] {"LE", "BE"}) {
      Charset charset = Charset.forName("UTF-32" + order);
      byte[] plain = text.getBytes(charset);
      Refusal.of(() -> read(plain), "like it: UTF-32", "iconv -f UTF-32" + order + " -t UTF-8");
      byte[] marked = ("\uFEFF" + text).getBytes(charset);
      Refusal.of(() -> read(marked), "like it: UTF-32", "iconv -f UTF-32 -t UTF-8");
    }
  }

  @Test
  void programsAreNoText() {
    byte[] elf = new byte[64];
    byte[] head = {0x7F, 'E', 'L', 'F', 2, 1, 1};
    System.arraycopy(head, 0, elf, 0, head.length);
    elf[16] = 3;
    elf[18] = 62;
    elf[20] = 1;
    Refusal.of(() -> read(elf), "offset 7: binary, not text", "name a text file");
  }

  @Test
  void offsetIsRightBeyondTheFirstBuffer() {
    byte[] bytes = "\u20AC".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    bytes[250_001] = 'x';
    Refusal.of(() -> read(bytes), "0xE2 at offset 249999");
    bytes[250_001] = 0;
    Refusal.of(() -> read(bytes), "NUL byte at offset 250001");
  }

  @Test
  void binaryFileIsRefusedWithItsOffset() {
    Refusal.of(
        () -> read(new byte[] {'P', 'K', 3, 0, 1}), "not UTF-8", "NUL byte at offset 3", "binary");
  }

  @Test
  void folderWithoutTextIsRefused() throws IOException {
    Refusal.of(() -> Text.read(folder), "contains no text", "no files", folder.toString());
    Files.write(folder.resolve("x.bin"), new byte[] {1, 0});
    Refusal.of(() -> Text.read(folder), "contains no text", "1 files, all of them binary");
  }

  @Test
  void folderNamesTheFileThatIsNotUtf8() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "fine");
    Files.write(folder.resolve("b.txt"), new byte[] {'x', (byte) 0xFF});
    Refusal.of(() -> Text.read(folder), "0xFF at offset 1", folder.resolve("b.txt").toString());
  }

  private static Text text(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Text read(byte[] bytes) {
    return Text.read("novel", new ByteArrayInputStream(bytes));
  }

  private static String all(String text) {
    return decode(text(text).split(0));
  }

  /** All symbols that are read: every one but the last, which is a target only. */
  private static String decode(TextDataset data) {
    Chunk chunk = data.training().epoch(1, Integer.MAX_VALUE, 1, 0).chunk(0);
    return data.codec().decode(((Inputs.Symbols) chunk.inputs()).ids());
  }
}
