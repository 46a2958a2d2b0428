package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.io.Safetensors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a pool or a tie, with the commands that read them. */
class PoolRunTest {
  private static final String TASK = "adding:length=5,sequences=20,valid=10";

  @Test
  void everyPoolIsTrainedEvaluatedAndDiagnosed(@TempDir Path work) {
    for (String pool : List.of("mean", "max", "attention")) {
      String run = work.resolve(pool).toString();
      JsonNode trained =
          Answer.to(
                  Samples.train(
                      Path.of(run),
                      "--task",
                      TASK,
                      "--pool",
                      pool,
                      "--updates",
                      "9",
                      "--json",
                      "-"))
              .succeeded()
              .json();
      JsonNode evaluated = Answer.to("evaluate", run, "--json", "-").succeeded().json();
      assertEquals(trained.get("validLoss").doubleValue(), evaluated.get("loss").doubleValue());
      Answer.to("diagnose", run, "--lag", "4", "--json", "-").succeeded();
    }
  }

  @Test
  void windowsOfATableArePooled(@TempDir Path work) {
    String table = Samples.table(work).toString();
    String run = work.resolve("run").toString();
    String[] data = {"--csv", table, "--target", "wave", "--window", "5"};
    Answer.to(
            Samples.train(
                Path.of(run),
                data[0],
                data[1],
                data[2],
                data[3],
                data[4],
                data[5],
                "--pool",
                "attention",
                "--updates",
                "9"))
        .succeeded();
    Answer.to("predict", run, table).succeeded();
  }

  @Test
  void aTiedTextIsWrittenOn(@TempDir Path work) {
    String text = Samples.text(work).toString();
    Path run = work.resolve("run");
    JsonNode trained =
        Answer.to(
                Samples.train(
                    run,
                    "--text",
                    text,
                    "--tie",
                    "--embedding",
                    "8",
                    "--updates",
                    "9",
                    "--json",
                    "-"))
            .succeeded()
            .json();
    assertFalse(
        Safetensors.read(run.resolve("model.safetensors"))
            .tensors()
            .names()
            .contains("head/head.Wx"));
    JsonNode evaluated = Answer.to("evaluate", run.toString(), "--json", "-").succeeded().json();
    assertEquals(trained.get("validLoss").doubleValue(), evaluated.get("loss").doubleValue());
    Answer.to("sample", run.toString(), "--length", "9").succeeded();
    Answer.to("train", "--resume", "--out", run.toString(), "--updates", "12").succeeded();
    assertTrue(Answer.to("diagnose", run.toString(), "--lag", "4").succeeded().out().length() > 0);
  }

  @Test
  void whatDoesNotFitIsRefused(@TempDir Path work) {
    String text = Samples.text(work).toString();
    Path run = work.resolve("run");
    Answer.to(Samples.train(run, "--text", text, "--pool", "mean"))
        .failed(2, "--pool needs one prediction at the end", "leave out --pool");
    Answer.to(Samples.train(run, "--task", TASK, "--pool", "mid"))
        .failed(2, "--pool has an invalid value", "last, mean, max, attention");
    Answer.to(Samples.train(run, "--text", text, "--tie"))
        .failed(2, "--tie needs an embedding of the size", "no embedding", "--embedding 8");
    Answer.to(Samples.train(run, "--task", TASK, "--tie"))
        .failed(2, "--tie needs a text", "leave out --tie");
  }
}
