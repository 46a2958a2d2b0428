package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code tour}, as it is used. */
@Tag("optimized")
class TourTest {
  private static final int CHAPTERS = 7;

  @TempDir private static Path work = Path.of("");
  private static Answer whole;
  private static JsonNode tour;

  @BeforeAll
  static void takeTheTour() {
    whole = Answer.to("tour", "--json", "-").succeeded();
    tour = whole.json();
  }

  @Test
  void hasSevenChaptersThatEachEndWithAQuestionAndCommands() {
    assertEquals(CHAPTERS, tour.at("/chapters").size());
    for (JsonNode chapter : tour.at("/chapters")) {
      String id = chapter.at("/id").asText();
      assertFalse(chapter.at("/question/ask").asText().isBlank(), id);
      assertFalse(chapter.at("/question/answer").asText().isBlank(), id);
      assertTrue(chapter.at("/question/commands").size() > 0, id);
      assertTrue(chapter.at("/numbers").size() > 2, id);
    }
  }

  @Test
  void fitsIntoEightyColumns() {
    List<String> wide = whole.err().lines().filter(line -> line.length() > 80).toList();
    assertEquals(List.of(), wide);
    assertTrue(whole.err().contains("Chapter 7 of 7: Your own cell"), whole.err());
  }

  /** Each command does what it should; of those that train, one update is enough here. */
  @Test
  void everyCommandToTryWorks() {
    List<String> tried = new ArrayList<>();
    for (JsonNode command :
        tour.findValue("chapters").findValues("commands").stream()
            .flatMap(
                all -> {
                  List<JsonNode> each = new ArrayList<>();
                  all.forEach(each::add);
                  return each.stream();
                })
            .toList()) {
      String line = command.asText();
      tried.add(line);
      String[] words =
          line.replaceAll("--updates \\d+", "--updates 1")
              .replaceAll("(--out|diagnose) (clipped-run|counter)", "$1 " + work + "/$2")
              .split(" ");
      if (line.equals("diagnose")) {
        Answer.to("diagnose", "--help").succeeded(); // the demonstration takes a minute
      } else {
        Answer.to(words).succeeded();
      }
    }
    assertTrue(tried.size() >= CHAPTERS, tried.toString());
  }

  @Test
  void aChapterIsChosenByNumberOrName() {
    String byNumber = Answer.to("tour", "2").succeeded().out();
    assertTrue(byNumber.contains("Chapter 2 of 7: The same number, a hundred times"), byNumber);
    assertFalse(byNumber.contains("Chapter 3"), byNumber);
    assertEquals(byNumber, Answer.to("tour", "power").succeeded().out());
    assertEquals(byNumber, Answer.to("tour", "POWER").succeeded().out());
  }

  @Test
  void anUnknownChapterIsRefusedWithTheNearestAndTheList() {
    String all = "1 state, 2 power, 3 matrix, 4 clipping, 5 lstm, 6 story, 7 cell";
    Answer.to("tour", "cliping")
        .failed(2, "The tour has no chapter 'cliping'.", "did you mean 'clipping'?", all);
    Answer.to("tour", "8").failed(2, "The tour has no chapter '8'.", all, "carousel tour");
    String help = Answer.to("tour", "--help").succeeded().out();
    assertTrue(help.contains(all), help);
  }

  @Test
  void anInterruptEndsItAndWritesNothing() throws IOException {
    Interrupts atOnce =
        stop -> {
          stop.run();
          return () -> {};
        };
    Path page = work.resolve("stopped.html");
    Answer answer = Answer.to(Terminal.none(), atOnce, "tour", "lstm", "--html", page.toString());
    assertEquals(Interrupts.EXIT_CODE, answer.code());
    assertTrue(answer.err().contains("stopped after 0 chapters; no file written"), answer.err());
    assertFalse(Files.exists(page));
  }

  @Test
  void theSameSeedTellsTheSameAndAnotherDoesNot() {
    String one = Answer.to("tour", "cell", "--seed", "1").succeeded().out();
    assertEquals(one, Answer.to("tour", "cell").succeeded().out());
    assertFalse(one.equals(Answer.to("tour", "cell", "--seed", "2").succeeded().out()));
  }

  @Test
  void thePageHoldsTheSameNumbers() throws IOException {
    Path page = work.resolve("power.html");
    Answer.to("tour", "power", "--html", page.toString()).succeeded();
    String html = Files.readString(page);
    assertTrue(html.contains("\"gradientAtLag100, w=1.1\":13780.61"), "its JSON");
    assertTrue(html.contains("function powerGradient("), "its formulas");
  }
}
