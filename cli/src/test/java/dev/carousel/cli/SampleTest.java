package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
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
  void onlyTheLikeliestSymbolsAreDrawn() {
    String likeliest = sample("--temperature", "0");
    assertEquals(likeliest, sample("--top-k", "1"));
    assertEquals(likeliest, sample("--top-p", "0.000001"));
    assertNotEquals(likeliest, sample("--temperature", "2"));
    for (String option : List.of("--top-k", "--top-p")) {
      Answer.to("sample", run, "--temperature", "0", option, "1")
          .failed(2, option + " has no effect here: nothing is random at --temperature 0.");
    }
  }

  @Test
  void textEndsBeforeTheStop() {
    String whole = sample();
    String stop = whole.substring(10, 13);
    assertEquals(whole.substring(0, whole.indexOf(stop)), sample("--stop", stop).stripTrailing());
  }

  @Test
  void networksOfBytesAndWordsWriteText() {
    for (String tokens : List.of("bytes", "words")) {
      Path of = work.resolve(tokens);
      Answer trained =
          Answer.to(
                  Samples.train(
                      of,
                      "--text",
                      Samples.text(work).toString(),
                      "--updates",
                      "30",
                      "--tokens",
                      tokens))
              .succeeded();
      String unit = tokens.substring(0, 4);
      assertTrue(trained.out().contains("bits/" + unit), trained.out());
      Answer written = Answer.to("sample", of.toString(), "--length", "12").succeeded();
      assertTrue(written.out().strip().length() >= (unit.equals("word") ? 20 : 6), written.out());
      Answer.to("evaluate", of.toString()).succeeded();
      Answer.to("train", "--out", of.toString(), "--resume", "--updates", "40").succeeded();
      Answer.to("evaluate", of.toString(), "--tokens", "chars")
          .failed(2, "--tokens, --vocabulary and --min-count are fixed by the model.");
    }
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
    Answer.to("sample", run, "--top-k", "0").failed(2, "top-k", "at least 1");
    Answer.to("sample", run, "--top-p", "1.5").failed(2, "top-p", "above 0 and at most 1");
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
