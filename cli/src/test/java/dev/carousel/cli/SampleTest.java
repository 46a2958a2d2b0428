package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
  @TempDir private static Path work = Path.of("");
  private static String run = "";

  @BeforeAll
  static void train() {
    run = work.resolve("run").toString();
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(work.resolve("run"), "--text", text, "--updates", "30")).succeeded();
  }

  private static String sample(String... more) {
    String[] arguments = new String[more.length + 4];
    System.arraycopy(new String[] {"sample", run, "--length", "40"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Answer.to(arguments).succeeded().out();
  }

  @Test
  void sameSeedWritesTheSameText() {
    assertEquals(sample("--seed", "3"), sample("--seed", "3"));
    assertNotEquals(sample("--seed", "3"), sample("--seed", "4"));
    assertEquals(40 + System.lineSeparator().length(), sample().length());
  }

  @Test
  void temperatureZeroDrawsNothing() {
    assertEquals(sample("--temperature", "0"), sample("--temperature", "0"));
    Answer.to("sample", run, "--temperature", "0", "--seed", "2")
        .failed(2, "--seed has no effect here: nothing is random at --temperature 0.");
  }

  @Test
  void promptStandsBeforeTheText() {
    assertTrue(sample("--prompt", "the c").startsWith("the c"));
  }

  @Test
  void unknownSymbolsOfThePromptAreCounted() {
    Answer answer = Answer.to("sample", run, "--prompt", "the Ä€", "--length", "3").succeeded();
    assertTrue(answer.err().contains("2 of the prompt's symbols"), answer.err());
  }

  @Test
  void wrongNumbersAreRefused() {
    Answer.to("sample", run, "--length", "0").failed(2, "length", "at least 1");
    Answer.to("sample", run, "--temperature", "-1").failed(2, "temperature", "-1");
    Answer.to("sample", run, "--temperature", "NaN").failed(2, "temperature");
    Answer.to("sample", run, "--length", "many").failed(2, "--length", "many");
  }

  @Test
  void modelOfATableDoesNotWrite(@TempDir Path folder) {
    String csv = Samples.table(folder).toString();
    String[] table = {"--csv", csv, "--target", "wave", "--updates", "1"};
    Answer.to(Samples.train(folder.resolve("table"), table)).succeeded();
    Answer.to("sample", folder.resolve("table").toString()).failed(2, "cannot write text");
  }
}
