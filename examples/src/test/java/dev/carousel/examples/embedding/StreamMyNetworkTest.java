package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamMyNetworkTest {
  private static final String RHYME =
      "Half a pound of tuppenny rice, half a pound of treacle. "
          + "That's the way the money goes: pop! goes the weasel.\n";

  @Test
  void everyThreadReadsAtItsOwnPlace(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("rhyme.txt"), RHYME.repeat(150));
    assertEquals(
        List.of("y", "d", "c", "l"),
        StreamMyNetwork.of(
            text, 150, List.of("That's the wa", "Half a poun", "tuppenny ri", "the wease")));
  }
}
