package dev.carousel.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void carouselIsTimedInAProcessOfItsOwnThoughAPeerIsMissing(@TempDir Path folder)
      throws IOException {
    Path json = folder.resolve("comparison.json");
    int code =
        run(
            "--contenders=carousel,torch",
            "--cells=rnn",
            "--kinds=stream",
            "--rounds=1",
            "--warm-up=0.01",
            "--seconds=0.01",
            "--threads=1",
            "--json=" + json,
            "--python=no-such-python");
    assertEquals(0, code, err::toString);
    assertTrue(Files.readString(json).contains("\"kind\":\"stream\""), err::toString);
    assertTrue(out.toString().contains("rnn streaming step 1,1,64,128, floor"), out::toString);
    assertTrue(
        out.toString().lines().anyMatch(line -> line.matches("  carousel +\\d.* 1\\.00 .*")),
        () -> out.toString() + err);
    assertTrue(out.toString().contains("  torch failed: "), out::toString);
    assertTrue(err.toString().contains("torch: failed: "), err::toString);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertRefused("did you mean 'torch'?", "--contenders", "carousel,tourch");
    assertRefused("did you mean 'train'?", "--kinds", "trian");
    assertRefused("did you mean 'run'?", "--kinds", "runs");
    assertRefused("batch,steps,input,units", "--shape", "64,100");
    assertRefused("did you mean 'lstm'?", "--cells", "lstn");
    assertRefused("--rounds is out of range", "--rounds", "0");
    assertRefused("a positive number", "--seconds", "0");
    assertRefused("at least 1", "--threads", "-2");
  }

  @Test
  void cellsKeepTheirOptions() {
    assertEquals(
        List.of("lstm:forget-bias=1,peepholes=true", "lem:dt=0.5", "gru"),
        Choices.cells("lstm:forget-bias=1,peepholes=true,lem:dt=0.5,gru"));
  }

  private void assertRefused(String told, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(2, run(arguments), err::toString);
    assertTrue(err.toString().contains(told), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return CompareMain.run(console, arguments);
  }
}
