package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 'carousel export' says of how it verified a file, without another program to run it. */
class ExportTest {
  private static final String CELL = "--cell";

  @TempDir private Path work;

  private Path train(String... options) {
    Path run = work.resolve("run");
    String[] line = Samples.train(run, options);
    Answer.to(line).succeeded();
    return run;
  }

  private Answer export(Path run, String name, String... more) {
    String[] line = new String[5 + more.length];
    line[0] = "export";
    line[1] = run.toString();
    line[2] = "--to";
    line[3] = work.resolve(name).toString();
    line[4] = "--no-progress";
    System.arraycopy(more, 0, line, 5, more.length);
    return Answer.to(line).succeeded();
  }

  private void verified(Path run, String name, double most, String sample) {
    JsonNode told = export(run, name, "--json", "-").json();
    assertTrue(told.get("verified").doubleValue() <= most, told.toString());
    assertEquals("Carousel", told.get("verifier").textValue());
    assertEquals(sample, told.get("sample").textValue());
  }

  /** A Scan is not read back, and it is said so; arrays of the same run are. */
  @Test
  void whatNothingVerifiesIsSaid() {
    Path run =
        train("--text", Samples.text(work).toString(), CELL, "mgu", "--units", "4", "--updates=1");
    Answer answer = export(run, "mgu.onnx");
    String wrote = answer.out();
    assertTrue(
        wrote.contains(
            "not verified: Carousel does not read a graph with a Scan. With the plugin"
                + " carousel-onnxruntime it is verified: see docs/onnx.md"),
        wrote);
    JsonNode told = export(run, "other.onnx", "--json", "-").json();
    for (String name : new String[] {"verified", "verifier", "sample"}) {
      assertTrue(told.has(name) && told.get(name).isNull(), name);
    }
    JsonNode arrays = export(run, "mgu.npz", "--names", "carousel", "--json", "-").json();
    assertEquals(0, arrays.get("verified").doubleValue());
  }

  @Test
  void theSampleIsOfTheDataOfTheRun() throws IOException {
    Path table = Samples.table(work);
    Path run = train("--csv", table.toString(), "--target", "wave", "--window", "8", "--updates=1");
    String read = "verified in Carousel: outputs differ by at most ";
    Answer first = export(run, "first.onnx");
    assertTrue(first.out().contains(read), first.out());
    assertTrue(
        first.out().contains(" of the largest one, on 4 sequences of 8 steps of the validation"),
        first.out());
    verified(run, "second.onnx", 1e-5, "validation");
    Files.delete(table);
    Answer gone = export(run, "third.onnx");
    assertTrue(
        gone.out()
            .contains(
                ", on 4 random sequences of 32 steps (not on data: The data of the run is no"
                    + " longer where it was)"),
        gone.out());
    verified(run, "fourth.safetensors", 0, "random");
  }

  /** A damaged table is no fault of the exported file. */
  @Test
  void dataThatCannotBeReadGiveARandomSample() {
    Path table = Samples.table(work);
    Path run = train("--csv", table.toString(), "--target", "wave", "--updates=1");
    Samples.write(table, "time,other\n1,2\n");
    verified(run, "model.onnx", 1e-5, "random");
  }

  @Test
  void aTaskIsGeneratedAgain() {
    Path run = train("--task", "adding:length=50", "--updates=1");
    Answer answer = export(run, "model.npz");
    assertTrue(answer.out().contains("on 4 sequences of 32 steps of the validation"), answer.out());
  }

  /** The head of such a loss has more outputs than the data has columns. */
  @Test
  void aLossOfSeveralOutputsIsVerified() {
    Path run =
        train(
            "--csv",
            Samples.table(work).toString(),
            "--target",
            "wave",
            "--loss",
            "quantile:levels=0.1/0.5/0.9",
            "--updates=1");
    verified(run, "model.onnx", 1e-5, "validation");
    verified(run, "model.safetensors", 0, "validation");
  }
}
