package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot fit is refused before it is begun, with numbers and with what to lower. */
class MemoryRefusalTest {
  @Test
  void aRunThatCannotFitIsRefusedBeforeItsFolderIsMade(@TempDir Path work) {
    Path run = work.resolve("run");
    Answer.to(
            "train",
            "--task",
            "adding:length=1000",
            "--units",
            "512",
            "--batch",
            "256",
            "--out",
            run.toString())
        .failed(
            1,
            "The run does not fit into memory.",
            "expected: at most ",
            "found:    about ",
            "activations ",
            "--batch ",
            "CAROUSEL_OPTS=-Xmx");
    assertFalse(Files.exists(run));
  }

  @Test
  void measurementsThatCannotFitAreRefusedBeforeTraining() {
    Answer.to(
            "diagnose",
            "--task",
            "adding:length=2000",
            "--lag",
            "2000",
            "--cell",
            "lstm",
            "--units",
            "512")
        .failed(
            1,
            "The measurements do not fit into memory.",
            "for a lag of ",
            "--lag ",
            "CAROUSEL_OPTS=-Xmx");
  }
}
