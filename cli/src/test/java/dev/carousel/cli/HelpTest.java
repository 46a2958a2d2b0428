package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(strings = {"train", "sample", "diagnose"})
  void everyCommandHasExamplesAndDefaults(String command) {
    String help = Answer.to(command, "--help").succeeded().out();
    assertTrue(help.contains("Examples:"), help);
    assertTrue(help.contains("Seed of ") && help.contains(" (1)"), help);
    assertTrue(help.contains("General\n"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
  }

  @Test
  void sharedOptionsStandUnderTheirHeadings() {
    String help = Answer.to("train", "--help").succeeded().out();
    String[] order = {"--out", "Data\n", "--text", "Network\n", "--cell", "Training\n", "--batch"};
    for (int i = 1; i < order.length; i++) {
      assertTrue(help.indexOf(order[i - 1]) < help.indexOf(order[i]), order[i] + " in\n" + help);
    }
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
