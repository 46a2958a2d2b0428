package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  private static String train(Path work) {
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(work.resolve("run"), "--text", text, "--updates", "5")).succeeded();
    return work.resolve("run").toString();
  }

  @Test
  void otherTextIsReadWholeAndItsUnseenSymbolsAreCounted(@TempDir Path work) {
    String run = train(work);
    String other = Samples.write(work.resolve("other.txt"), "the cat XY sat").toString();
    Answer answer = Answer.to("evaluate", run, "--text", other, "--json", "-").succeeded();
    assertEquals(13, answer.json().get("symbols").intValue());
    assertEquals(2, answer.json().get("unseen").intValue());
    assertTrue(answer.err().contains("2 symbols"), answer.err());
  }

  /** Rare words of the training part are unseen too, but only those that are measured count. */
  @Test
  void unseenSymbolsAreThoseOfThePart(@TempDir Path work) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("the cat sat on mat ").append(i).append('\n');
    }
    String file = Samples.write(work.resolve("words.txt"), text.toString()).toString();
    String run = work.resolve("run").toString();
    String told =
        Answer.to(
                "train",
                "--text",
                file,
                "--tokens",
                "words",
                "--units",
                "4",
                "--updates",
                "3",
                "--out",
                run)
            .succeeded()
            .err();
    long validated = 0;
    for (String part : List.of("valid", "train")) {
      Answer answer = Answer.to("evaluate", run, "--part", part, "--json", "-").succeeded();
      JsonNode json = answer.json();
      String note = json.get("unseen") + " symbols to predict are not in the model's vocabulary";
      assertTrue(answer.err().contains(note), () -> note + " in: " + answer.err());
      double share = json.get("unseenShare").doubleValue();
      assertEquals(share * json.get("symbols").intValue(), json.get("unseen").intValue(), 1e-9);
      assertTrue(share > 0 && share < 0.2, () -> part + ": " + share);
      validated = part.equals("valid") ? json.get("unseen").intValue() : validated;
    }
    String said = validated + " symbols of the validation part not in the vocabulary; see the end";
    assertTrue(told.contains(said), () -> said + " in: " + told);
  }

  @Test
  void whatUnseenSymbolsDoToTheLossIsTold(@TempDir Path work) {
    String run = train(work);
    String other = Samples.write(work.resolve("other.txt"), "the cat XY sat").toString();
    JsonNode json = Answer.to("evaluate", run, "--text", other, "--json", "-").succeeded().json();
    assertEquals(2 / 13.0, json.get("unseenShare").doubleValue(), 1e-12);
    double without = json.get("lossSeen").doubleValue();
    double share = json.get("unseenLossShare").doubleValue();
    double loss = json.get("loss").doubleValue();
    assertEquals(13 * loss * (1 - share), 11 * without, 1e-9);
    assertTrue(without < loss);
    String told = Answer.to("evaluate", run, "--text", other).succeeded().out();
    assertTrue(told.contains("2 of 13 symbols (15.38%) are not in the vocabulary"), told);
    assertTrue(told.contains("% of the loss: "), told);
  }

  @Test
  void partsOfTheTrainingDataAddUp(@TempDir Path work) {
    String run = train(work);
    var train = Answer.to("evaluate", run, "--part", "train", "--json", "-").succeeded().json();
    var all = Answer.to("evaluate", run, "--part", "all", "--json", "-").succeeded().json();
    assertEquals(863, train.get("symbols").intValue());
    assertEquals(959, all.get("symbols").intValue());
  }

  @Test
  void aMovedTextIsSplitAsItWas(@TempDir Path work) throws IOException {
    Samples.text(work);
    String text = work + "/text.txt";
    Answer.to(
            Samples.train(work.resolve("run"), "--text", text, "--valid", "0.4", "--updates", "1"))
        .succeeded();
    String run = work.resolve("run").toString();
    JsonNode before = Answer.to("evaluate", run, "--json", "-").succeeded().json();
    Path moved = Files.move(work.resolve("text.txt"), work.resolve("moved.txt"));
    JsonNode after =
        Answer.to("evaluate", run, "--text", moved + "", "--part", "valid", "--json", "-")
            .succeeded()
            .json();
    assertEquals(before.get("symbols"), after.get("symbols"));
    assertEquals(before.get("loss"), after.get("loss"));
  }

  @Test
  void partOfOtherDataIsRefused(@TempDir Path work) {
    String run = train(work);
    String other = Samples.write(work.resolve("other.txt"), "xyz ".repeat(50)).toString();
    Answer.to("evaluate", run, "--text", other, "--part", "valid").failed(1, "not the data");
    Samples.write(work.resolve("text.txt"), "xyz ".repeat(50));
    Answer.to("evaluate", run).failed(1, "not the data");
  }

  @Test
  void dataOfAnotherKindIsRefused(@TempDir Path work) {
    String run = train(work);
    Answer.to("evaluate", run, "--task", "adding").failed(2, "a text", "a task");
    Answer.to("evaluate", run, "--csv", "x.csv").failed(2, "a text", "a table");
    Answer.to("evaluate", run, "--target", "x").failed(2, "fixed by the model");
  }

  @Test
  void unknownPartIsRefusedWithTheValidOnes(@TempDir Path work) {
    Answer.to("evaluate", train(work), "--part", "half").failed(2, "half", "all", "valid", "train");
  }
}
