package dev.carousel.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of data on a machine of the cluster. */
class SentFileTest {
  private static final byte[] BYTES = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  private final Path here = Path.of("target", "arrived");

  @TempDir private Path elsewhere = Path.of("");

  @AfterEach
  void remove() throws IOException {
    FileUtils.deleteDirectory(here.toFile());
  }

  /** The file as it is sent from a machine where it had that name. */
  private SentFile sent(Path name) throws IOException {
    Path source = Files.write(elsewhere.resolve("source.csv"), BYTES);
    SentFile file = SentFile.of(source);
    return new SentFile(name.toString(), file.sha256(), file.bytes());
  }

  @Test
  void aFileIsWrittenWhereItIsMissing() throws IOException {
    Path name = here.resolve("data/meters.csv");
    sent(name).place();
    assertArrayEquals(BYTES, Files.readAllBytes(name));
    sent(name).place();
    assertArrayEquals(BYTES, Files.readAllBytes(name));
  }

  @Test
  void otherDataOfTheNameAreRefusedAndStay() throws IOException {
    Path name = here.resolve("meters.csv");
    Files.createDirectories(here);
    Files.writeString(name, "other");
    SentFile sent = sent(name);
    Refusal.of(
        sent::place,
        "A machine of the cluster has other data of this name.",
        "expected: SHA-256 " + sent.sha256(),
        "found:    SHA-256 ",
        "where:    " + name.toAbsolutePath(),
        "try:      remove that file: the data are sent along");
    assertArrayEquals("other".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(name));
  }

  @Test
  void anAbsoluteNameIsNotWritten() throws IOException {
    Path name = elsewhere.resolve("missing.csv");
    SentFile sent = sent(name);
    Refusal.of(
        sent::place,
        "The data are not on a machine of the cluster.",
        "found:    " + name,
        "try:      start the sweep in a folder that holds the data");
    assertFalse(Files.exists(name));
  }
}
