package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(strings = {"train", "sample", "evaluate"})
  void everyCommandHasExamplesAndDefaults(String command) {
    String help = Answer.to(command, "--help").succeeded().out();
    assertTrue(help.contains("Examples:"), help);
    assertTrue(help.contains("Default: "), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
  }

  @Test
  void versionNamesJavaAndKernels() {
    String version = Answer.to("--version").succeeded().out();
    assertTrue(version.contains("Carousel 0."), version);
    assertTrue(version.contains("Java " + System.getProperty("java.version")), version);
    assertTrue(version.contains("Kernels "), version);
    assertEquals(version, Answer.to("train", "--version").succeeded().out());
  }

  @Test
  void programWithoutACommandShowsTheCommands() {
    Answer answer = Answer.to();
    assertEquals(2, answer.code());
    assertEquals("", answer.out());
    assertTrue(answer.err().contains("evaluate"), answer.err());
  }
}
