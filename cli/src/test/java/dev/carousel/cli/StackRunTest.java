package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of layers that differ, with every command that reads it. */
class StackRunTest {
  private static final String STACK =
      "mingru:units=8,pre-norm=layer,map=glu > mingru:units=8,pre-norm=rms,map=glu,map-width=2,"
          + "residual=true > lstm:forget-bias=2,units=6";

  private static Answer train(Path work, String run, String... more) {
    List<String> all = new ArrayList<>(List.of("--text", Samples.text(work).toString()));
    all.addAll(List.of(more));
    return Answer.to(Samples.train(work.resolve(run), all.toArray(new String[0])));
  }

  private static Answer train(Path work, String run, String[] plan, String updates) {
    List<String> all = new ArrayList<>(List.of(plan));
    all.add(updates);
    return train(work, run, all.toArray(new String[0]));
  }

  private static byte[] model(Path work, String run) {
    return Samples.bytes(work.resolve(run).resolve("model.safetensors"));
  }

  @Test
  void everyCommandReadsTheRun(@TempDir Path work) {
    JsonNode trained =
        train(work, "run", "--stack", STACK, "--updates", "12", "--json", "-").succeeded().json();
    String run = work.resolve("run").toString();
    JsonNode evaluated = Answer.to("evaluate", run, "--json", "-").succeeded().json();
    assertEquals(trained.get("validLoss").doubleValue(), evaluated.get("loss").doubleValue());
    assertEquals(20, Answer.to("sample", run, "--length", "20").succeeded().out().strip().length());
    JsonNode found =
        Answer.to("diagnose", run, "--lag", "4", "--json", "-")
            .succeeded()
            .json()
            .get("runs")
            .get(0);
    assertEquals(STACK, found.get("cell").textValue());
    assertEquals(3, found.get("layers").size());
    String told = Answer.to("diagnose", run, "--lag", "4").succeeded().out();
    assertTrue(told.contains("mingru:units=8,pre-norm=layer,map=glu"), told);
  }

  @Test
  void aResumedRunEndsWithTheSameBits(@TempDir Path work) {
    String[] plan = {"--stack", STACK, "--evaluate-every", "5", "--updates"};
    train(work, "whole", plan, "12").succeeded();
    train(work, "parts", plan, "5").succeeded();
    Answer.to("train", "--resume", "--out", work.resolve("parts").toString(), "--updates", "12")
        .succeeded();
    assertArrayEquals(model(work, "whole"), model(work, "parts"));
  }

  @Test
  void layersThatAreAlikeGiveTheBitsOfOneCell(@TempDir Path work) {
    train(work, "one", "--cell", "rnn", "--units", "4", "--layers", "2", "--updates", "5")
        .succeeded();
    train(work, "stack", "--stack", "rnn:units=4 > rnn:units=4", "--updates", "5").succeeded();
    JsonNode one = Answer.to("evaluate", work.resolve("one").toString(), "--json", "-").json();
    JsonNode stack = Answer.to("evaluate", work.resolve("stack").toString(), "--json", "-").json();
    assertEquals(one.get("loss"), stack.get("loss"));
  }

  @Test
  void whatAStackSaysItselfIsRefusedBesideIt(@TempDir Path work) {
    for (String option : List.of("--cell=rnn", "--units=128", "--layers=1")) {
      train(work, "run", "--stack", "rnn:units=4", option)
          .failed(2, option.split("=")[0] + " has no effect here", "--stack names the cell");
    }
    Answer.to("diagnose", "--text", Samples.text(work).toString(), "--stack", "rnn > lstm")
        .failed(
            2,
            "'carousel diagnose' does not train networks with --stack.",
            "networks of one cell each: --cell",
            "found:    --stack 'rnn > lstm'",
            "carousel train --stack 'rnn > lstm' .. --out run, then carousel diagnose run");
    train(work, "run", "--stack", "mingru:unit=64 > lstm")
        .failed(
            2, "Neither the cell mingru nor a layer has an option 'unit'", "did you mean 'units'");
    train(work, "run", "--stack", "lstm:units=64,residual=true")
        .failed(2, "A residual connection joins two vectors of different size", "hands up 64");
  }
}
