package dev.carousel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of every command with a value that they cannot have: refused before anything is done. */
class OptionBadInputTest {
  private static final String WHOLE = "expected: a whole number, at most ";
  private static final String NUMBER = "expected: a number, such as 0.5";

  @TempDir private Path work = Path.of("");

  private void refused(int code, String line, String... told) {
    new Requests(work).refused(code, line, told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out @/run --units",
        "train --out @/run --layers",
        "train --out @/run --embedding",
        "train --out @/run --batch",
        "train --out @/run --bptt",
        "train --out @/run --updates",
        "train --out @/run --epochs",
        "train --out @/run --evaluate-every",
        "train --out @/run --patience",
        "train --out @/run --seed",
        "train --out @/run --threads",
        "train --out @/run --recompute",
        "train --out @/run --window",
        "train --out @/run --ahead",
        "sample @/run --length",
        "sample @/run --seed",
        "evaluate @/run --window",
        "diagnose --lag",
        "diagnose --units",
        "diagnose --seed",
        "reproduce --seeds",
        "reproduce --jobs",
        "bench --batch",
        "bench --steps",
        "bench --input",
        "bench --units",
        "bench --threads",
      })
  void aWholeNumberIsOne(String line) {
    String option = line.substring(line.lastIndexOf(' ') + 1);
    for (String value : List.of("x", "1.5", "99999999999999999999")) {
      String found = "found:    '" + value + "'";
      String help = "carousel " + line.substring(0, line.indexOf(' ')) + " --help";
      refused(2, line + " " + value, option + " has an invalid value.", WHOLE, found, help);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train --task adding:length=5 --units 2 --updates 1 --out, --out",
    "train --out @/run --units 2 --updates 1 --text, --text",
    "plugins --plugins, --plugins",
    "evaluate, RUN-DIR",
    "sample, RUN-DIR",
    "plugins --json, --json",
    "evaluate @/run --html, --html",
    "diagnose @/run --figures, --figures",
    "predict @/run --out, --out",
    "sample @/run --plugins, --plugins",
  })
  void anEmptyNameIsNotTheWorkingFolder(String line, String option) {
    List<String> words = new ArrayList<>(List.of(line.replace("@", work.toString()).split(" ")));
    words.add("");
    Answer.to(words.toArray(String[]::new))
        .failed(2, option + " is empty.", "found:    ''", "a shell variable that is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out @/run --dropout",
        "train --out @/run --minutes",
        "train --out @/run --valid",
        "sample @/run --temperature",
        "evaluate @/run --valid",
        "diagnose --dropout",
        "bench --seconds",
      })
  void aNumberIsOne(String line) {
    String option = line.substring(line.lastIndexOf(' ') + 1);
    String summary = option + " has an invalid value.";
    refused(2, line + " much", summary, NUMBER, "found:    'much'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out @/run --bidirectional",
        "train --out @/run --resume",
        "train --out @/run --watch",
        "train --out @/run --no-progress",
        "diagnose --untrained",
        "diagnose --prove",
        "diagnose --compare-clipping",
        "diagnose --forecast",
      })
  void aFlagTakesNoValue(String line) {
    String option = line.substring(line.lastIndexOf(' ') + 1);
    String expected = "expected: the option alone, without a value";
    refused(2, line + "=maybe", option + " has an invalid value.", expected, "'maybe'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --out @/run --dropout -0.5          | less than 1        | -0.5",
        "train --out @/run --dropout NaN           | less than 1        | NaN",
        "train --out @/run --input-dropout 1       | input dropout      | 1.0",
        "train --out @/run --recurrent-dropout -1  | recurrent dropout  | -1.0",
        "train --out @/run --candidate-dropout 2   | candidate dropout  | 2.0",
        "train --out @/run --zoneout 1             | zoneout            | 1.0",
        "train --out @/run --weight-dropout NaN    | weight dropout     | NaN",
        "train --out @/run --variational-dropout   | --dropout          | none of them",
        "train --out @/run --units 99999999        | from 1 to 65536    | 99999999",
        "train --out @/run --layers 99999999       | from 1 to 1000     | 99999999",
        "train --out @/run --embedding 99999999    | from 0 to 65536    | 99999999",
        "train --out @/run --epochs 0              | greater than 0     | --epochs 0",
        "train --out @/run --minutes 0             | greater than 0     | --minutes 0",
        "train --out @/run --minutes Infinity      | greater than 0     | --minutes Infinity",
        "train --out @/run --updates -5            | greater than 0     | --updates -5",
        "train --out @/run --threads 1025          | from 1 to 1024     | --threads 1025",
        "train --out @/run --recompute -3          | at least 1, or 0   | -3",
        "train --out @/run --valid NaN             | less than 1        | NaN",
        "train --out @/run --hook clip-norm:max=x  | a number from      | 'x'",
        "train --out @/run --schedule step:every=0 | 'every'            | '0'",
        "train --out @/run --task adding:length=1  | from 2             | '1'",
        "diagnose --lag -1                         | at least 2         | -1",
        "diagnose --units 0                        | from 1 to 65536    | 0",
        "diagnose --optimizer adm                  | no optimizer 'adm' | did you mean 'adam'?",
        "diagnose --schedule cosin                 | no schedule        | did you mean 'cosine'?",
        "diagnose --hook clip-nrm                  | no hook 'clip-nrm' | did you mean"
            + " 'clip-norm'?",
        "diagnose --task addng                     | no task 'addng'    | did you mean 'adding'?",
        "bench --batch 0                           | at least 1         | 0",
        "bench --steps 0                           | at least 1         | 0",
        "bench --input 0                           | at least 1         | 0",
        "bench --threads 1025                      | from 1 to 1024     | --threads 1025",
        "bench --seconds 0                         | a positive number  | 0.0",
        "bench --seconds NaN                       | a positive number  | NaN",
        "bench --seconds Infinity                  | a positive number  | Infinity",
        "bench --cell lstm:forget-bias=x           | from -15 to 15     | 'x'",
        "gradcheck lstm:                           | id:key=value       | an empty option",
        "plugins optimizers adm                    | no optimizer 'adm' | did you mean 'adam'?",
        "plugins cells lstm extra                  | takes at most two words     | cells lstm "
            + "extra",
      })
  void aValueIsWithinItsBounds(String line, String expected, String found) {
    refused(2, line, expected, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --out @/run --unit 8  | --units",
        "sample @/run --lenght 3     | --length",
        "evaluate @/run --prat all   | --part",
        "diagnose --untraind         | --untrained",
        "compare a b --jsn x         | --json",
        "gradcheck --jsn x           | --json",
        "plugins --plugin x          | --plugins",
        "bench --second 3            | --seconds",
        "reproduce --sed 5           | --seeds",
        "replay x --jsn x            | --json",
        "--versio                    | --version",
      })
  void anUnknownOptionIsToldWithTheNearest(String line, String nearest) {
    refused(2, line, "has no option", "did you mean '" + nearest + "'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample @/run extra",
        "evaluate @/run extra",
        "diagnose @/run extra",
        "compare a.json b.json c.json",
        "bench extra",
        "reproduce trigger extra",
        "replay x extra",
      })
  void oneWordTooManyIsToldAsItIs(String line) {
    String extra = line.substring(line.lastIndexOf(' ') + 1);
    String help = "try:      carousel " + line.substring(0, line.indexOf(' ')) + " --help";
    refused(2, line, "does not take the argument '" + extra + "'", help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out",
        "train --out @/run --text",
        "train --out @/run --json",
        "train --out @/run --cell",
        "sample @/run --prompt",
        "evaluate @/run --part",
        "diagnose --require",
        "diagnose --html",
        "--log",
      })
  void anOptionWithoutItsValueIsNamed(String line) {
    String option = line.substring(line.lastIndexOf(' ') + 1);
    refused(2, line, "Missing required parameter for option '" + option + "'", "--help");
  }

  @Test
  void anOptionGivenTwiceIsNamed() {
    refused(2, "train --out @/run --updates 1 --updates 2", "'--updates'", "only once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out @/run",
        "sample @/run",
        "evaluate @/run",
        "predict @/run",
        "diagnose --untrained",
        "compare a b",
        "reproduce",
        "gradcheck rnn",
        "plugins",
        "bench",
        "replay x",
      })
  void everyCommandChecksItsLogLevelAndItsPluginFolders(String line) throws IOException {
    refused(2, line + " --log wran", "--log", "'wran'", "did you mean 'warn'?");
    if (!line.startsWith("compare")) { // it needs no plugins
      Files.createFile(work.resolve("file"));
      refused(2, line + " --plugins @/none", "no plugin folder", "nothing of that name");
      refused(2, line + " --plugins @/file", "no plugin folder", "a file");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --out @/run",
        "evaluate @/run",
        "predict @/run",
        "diagnose --untrained",
        "compare a b",
        "reproduce",
        "gradcheck rnn",
        "plugins",
        "bench",
        "replay x",
      })
  void jsonGoesToAFileInAFolderThatIsThere(String line) {
    String expected = "expected: a file name in a folder that exists, or - for standard output";
    refused(2, line + " --json @", expected, "a folder of that name", "--json " + work);
    refused(2, line + " --json @/no/x.json", expected, "no folder " + work.resolve("no"));
  }

  @Test
  void aPageIsAFileBesideTheJson() {
    refused(2, "compare a b --html -", "standard output", "a file name");
    refused(2, "compare a b --html @", "a folder of that name", "--html " + work);
    refused(2, "compare a b --html @/no/x.html", "no folder " + work.resolve("no"));
    refused(2, "compare a b --html @/x --json @/x", "name the same file");
  }
}
