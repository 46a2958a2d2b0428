package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradcheckTest {
  @Test
  void cellsWithOptionsPass() {
    String out = Answer.to("gradcheck", "rnn", "lstm:peepholes=true").succeeded().out();
    assertTrue(out.lines().anyMatch(l -> l.matches(" +rnn +passed +\\S+e-\\d+ +[\\d,]+ .*")), out);
    assertTrue(out.contains("lstm:peepholes=true  passed"), out);
    assertTrue(out.contains("All 2 passed"), out);
  }

  @Test
  void everyCellIsCheckedIfNoneIsNamed() {
    JsonNode cells = Answer.to("gradcheck", "--json", "-").succeeded().json().at("/cells");
    assertTrue(cells.findValuesAsText("cell").contains("lstm"), cells.toString());
    assertEquals(
        cells.size(), cells.findValuesAsText("passed").stream().filter("true"::equals).count());
  }

  @Test
  void jsonHasTheKeysOfTheContract() {
    JsonNode json = Answer.to("gradcheck", "rnn", "--json", "-").succeeded().json();
    assertEquals("gradcheck", json.at("/command").textValue());
    JsonNode cell = json.at("/cells/0");
    assertEquals("rnn", cell.at("/cell").textValue());
    assertTrue(cell.at("/passed").booleanValue());
    double error = cell.at("/maxRelativeError").doubleValue();
    assertTrue(error > 0 && error < 1e-6, cell.toString());
  }

  @Test
  void wrongCellsAreRefusedBeforeAnyIsChecked() {
    Answer.to("gradcheck", "rnn", "lstn").failed(2, "no cell 'lstn'", "did you mean 'lstm'?");
    Answer.to("gradcheck", "lstm:peephole=true").failed(2, "did you mean 'peepholes'?");
    Answer.to("gradcheck", "rnn:gain=-1").failed(2, "'gain'", "from 0 to 100");
  }

  @Test
  void cellThatThrowsFailsAndStopsNothingElse(@TempDir Path folder) throws IOException {
    PluginJars.cell(
        folder.resolve("bad.jar"), "Bad", "bad", "", "throw new IllegalStateException(\"ouch\");");
    String plugins = folder.toString();
    Answer answer = Answer.to("gradcheck", "bad", "rnn", "--plugins", plugins);
    assertEquals(1, answer.code());
    assertTrue(answer.out().contains("bad   FAILED"), answer.out());
    assertTrue(answer.out().contains("ouch"), answer.out());
    assertTrue(answer.out().contains("rnn   passed"), answer.out());
    assertTrue(answer.out().contains("1 of 2 FAILED"), answer.out());
    JsonNode cell =
        Answer.to("gradcheck", "bad", "--json", "-", "--plugins", plugins).json().at("/cells/0");
    assertTrue(cell.at("/maxRelativeError").isNull());
    assertTrue(!cell.at("/passed").booleanValue());
    assertTrue(cell.at("/error").textValue().contains("ouch"), cell.toString());
  }
}
