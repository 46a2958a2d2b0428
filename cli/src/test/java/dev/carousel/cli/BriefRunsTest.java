package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Commands that know how little they will compute tell the engine, which then starts faster. */
class BriefRunsTest {
  /** An LSTM of one unit that reads one number and predicts one: 2 * 4 + 4 + 1 + 1. */
  private static final int PARAMETERS = 14;

  @TempDir private Path work = Path.of("");

  @Test
  void predictAndEvaluateCountStepsOfWindows() {
    StringBuilder csv = new StringBuilder("x\n");
    for (int row = 0; row < 50; row++) {
      csv.append(row % 7).append('\n');
    }
    String table = Samples.write(work.resolve("x.csv"), csv.toString()).toString();
    String run = work.resolve("run").toString();
    String line = "--csv " + table + " --target x --window 4 --units 1 --updates 2";
    Answer.to(("train --out " + run + " " + line).split(" ")).succeeded();
    assertEquals(List.of(multiplications(4 * 50)), said("predict", run, table));
    assertEquals(List.of(multiplications(4 * 46)), said("evaluate", run, "--csv", table));
  }

  @Test
  void sampleCountsThePromptAndTheLength() {
    String text = Samples.write(work.resolve("ab.txt"), "ab".repeat(400)).toString();
    String run = work.resolve("run").toString();
    String line = "--text " + text + " --units 1 --updates 2";
    Answer.to(("train --out " + run + " " + line).split(" ")).succeeded();
    List<String> ofFive = said("sample", run, "--length", "5");
    List<String> ofTen = said("sample", run, "--length", "5", "--prompt", "ababa");
    assertEquals(2 * number(ofFive), number(ofTen));
  }

  private static String multiplications(long steps) {
    return "Kernels: scalar. "
        + steps * PARAMETERS
        + " multiplications take less time than compiling vector kernels.";
  }

  private static long number(List<String> said) {
    return Long.parseLong(said.get(0).replaceAll("\\D", ""));
  }

  /** What is said of kernels. */
  private static List<String> said(String... line) {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.carousel.internal.kernel.KernelProvider");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      String[] loud = List.of(line).toArray(new String[line.length + 2]);
      loud[line.length] = "--log";
      loud[line.length + 1] = "info";
      Answer.to(loud).succeeded();
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
