package dev.carousel.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataIdentity;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Letters;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  private static final RunFile FILE = RunFiles.of("abcabc", "7");

  @TempDir Path folder;

  private Path written() {
    FILE.write(new RunFolder(folder));
    return folder.resolve("run.json");
  }

  @Test
  void everythingComesBackInOrder() throws IOException {
    Path file = written();
    RunFile read = RunFile.read(new RunFolder(folder)).orElseThrow();
    assertEquals(FILE, read);
    assertEquals(List.of("units", "seed", "text"), List.copyOf(read.options().keySet()));
    assertTrue(Files.readString(file).startsWith("{\"carousel.run.format\":1,"));
  }

  /** Statistics to the last bit, and a window that need not be there. */
  @Test
  void aCodecComesBackWithItsNumbers() {
    List<Letters.Scale> scales = List.of(new Letters.Scale("b", 0.30000000000000004, 1.0 / 3));
    for (Integer window : new Integer[] {null, 7}) {
      Letters codec = new Letters("ab", window, scales, Map.of("length", "9"));
      RunFile file = new RunFile(Map.of("csv", "t.csv"), 0, DataIdentity.none(), codec);
      file.write(new RunFolder(folder));
      assertEquals(file, RunFile.read(new RunFolder(folder)).orElseThrow());
    }
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path file = written();
    String open = SealedJson.open(Files.readAllBytes(file)).orElseThrow();
    SealedJson.write(file, open.replace("\"options\"", "\"choices\""));
    Refusal.of(() -> RunFile.read(new RunFolder(folder)), "damaged", "'options'");
  }

  @Test
  void aFolderWithoutOneHasNone() {
    assertEquals(Optional.empty(), RunFile.read(new RunFolder(folder)));
  }

  @Test
  void anyFlippedBitIsRefused() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      assertThrows(
          CarouselException.class, () -> RunFile.read(new RunFolder(folder)), "bit " + bit);
    }
  }

  @Test
  void aFileThatWasCutShortOrEditedIsRefused() throws IOException {
    Path file = written();
    String whole = Files.readString(file);
    for (String other : List.of("", "{}", whole.substring(1), whole.replace("\"7\"", "\"8\""))) {
      Files.writeString(file, other);
      Refusal.of(
          () -> RunFile.read(new RunFolder(folder)),
          "damaged, or was edited",
          "its checksum",
          file.toString(),
          "move the file away");
    }
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws IOException {
    Path file = written();
    String open = SealedJson.open(Files.readAllBytes(file)).orElseThrow();
    SealedJson.write(file, open.replace("format\":1,", "format\":2,"));
    Refusal.of(
        () -> RunFile.read(new RunFolder(folder)), "newer version", "format 2", file.toString());
  }
}
