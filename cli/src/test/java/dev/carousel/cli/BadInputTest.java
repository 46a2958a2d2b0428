package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every slip gets one message that says what is wrong and what would be right. */
class BadInputTest {
  @TempDir private Path work = Path.of("");

  private Answer train(String... more) {
    Answer answer = Answer.to(Samples.train(work.resolve("run"), more));
    assertFalse(Files.exists(work.resolve("run")), "a folder was made for a wrong request");
    return answer;
  }

  private String text() {
    return Samples.text(work).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cell lstn                 | no cell 'lstn'             | 'lstm'",
        "--cell lstm:forgt-bias=1    | no option 'forgt-bias'     | 'forget-bias'",
        "--cell lstm:forget-bias=x   | 'forget-bias'              | 'x'",
        "--cell lstm:forget-bias     | is malformed             | id:key=value",
        "--optimizer adm             | no optimizer 'adm'         | 'adam'",
        "--optimizer adam:lr=-1      | 'lr'                       | '-1'",
        "--schedule cosin            | no schedule 'cosin'        | 'cosine'",
        "--hook clip-nrm             | no hook 'clip-nrm'         | 'clip-norm'",
        "--task addng                | no task 'addng'            | 'adding'",
        "--units 0                   | units                      | from 1",
        "--units -3                  | units                      | -3",
        "--units many                | --units                    | many",
        "--layers 0                  | layers                     | from 1",
        "--dropout 1                 | dropout                    | less than 1",
        "--embedding -1              | embedding                  | -1",
        "--batch 0                   | batch                      | at least 1",
        "--bptt -8                   | bptt                       | at least 1",
        "--updates 0                 | must be greater than 0      | --updates 0",
        "--epochs -1                 | must be greater than 0      | --epochs -1",
        "--minutes NaN               | must be greater than 0      | --minutes NaN",
        "--patience -1               | patience                   | 0",
        "--evaluate-every 0          | between validations        | at least 1",
        "--threads 0                 | threads                    | --threads 0",
        "--valid 1                   | validation                 | less than 1",
        "--valid -0.1                | validation                 | -0.1",
        "--unit 8                    | no option '--unit'         | '--units'",
        "--window 8                  | --window needs a table    | --csv",
        "--log loud                  | --log                      | loud",
        "--plugins nowhere           | no plugin folder nowhere   | nothing",
        "--json nowhere/figures.json | JSON                       | no folder",
        "--cell lstm --cell rnn      | --cell is given more than once              | lstm and rnn",
      })
  void wrongOptionIsRefused(String options, String first, String second) {
    train(options.split(" ")).failed(2, first, second);
  }

  @Test
  void unknownCommandIsRefusedWithTheNearest() {
    Answer.to("tran").failed(2, "no command 'tran'", "did you mean 'train'");
    Answer.to("paint").failed(2, "no command 'paint'", "one of:", "sample");
    train(text()).failed(2, "--text " + text());
    Answer.to("train").failed(2, "--out");
    Answer.to("sample").failed(2, "RUN-DIR");
  }

  @Test
  void severalSourcesAreRefused() {
    train("--text", text(), "--task", "adding").failed(2, "text and task");
  }

  @Test
  void textThatCannotBeReadIsNamed() throws IOException {
    train("--text", "nowhere.txt").failed(1, "no such text", "nowhere.txt");
    Path file = work.resolve("odd.txt");
    Samples.write(file, "");
    train("--text", file.toString()).failed(1, "empty", "odd.txt");
    Samples.write(file, "a");
    train("--text", file.toString()).failed(1, "only one symbol", "odd.txt");
    Samples.write(file, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    train("--text", file.toString()).failed(1, "one distinct symbol");
    Files.write(file, new byte[] {'a', 'b', 0, 'c'});
    train("--text", file.toString()).failed(1, "odd.txt", "NUL");
    Files.write(file, new byte[] {'a', 'b', (byte) 0xC3, 'c'});
    train("--text", file.toString()).failed(1, "odd.txt", "UTF-8");
    Files.createDirectory(work.resolve("texts"));
    train("--text", work.resolve("texts").toString()).failed(1, "contains no text", "no files");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,2;3         | a   | 1 | wrong number of cells | line 3",
        "a,b;1,2;3,        | a   | 1 | Cells of the table are | column 'b', row 2",
        "a,b;1,2;3,x       | a   | 1 | 'x'                   | line 3",
        "a,b;1,2;3,NaN     | a   | 1 | missing cells: b 1    | --missing carry",
        "a;1               | a   | 1 | too short             | window",
        "a,b;1,2;3,4;5,6   | a   | 1 | too short             | window",
        "a,b               | a   | 1 | no rows               | odd.csv",
        "1,2;3,4           | a   | 1 | no header             | odd.csv",
      })
  void tableThatCannotBeReadIsNamed(
      String rows, String target, int code, String first, String second) {
    Path file = Samples.write(work.resolve("odd.csv"), rows.replace(';', '\n') + "\n");
    train("--csv", file.toString(), "--target", target, "--window", "10")
        .failed(code, first, second);
  }

  @Test
  void columnThatIsNotThereIsRefusedWithTheNearest() {
    String csv = Samples.table(work).toString();
    train("--csv", csv, "--target", "wav").failed(2, "no column 'wav'", "'wave'");
    train("--csv", csv).failed(2, "--target");
    train("--csv", csv, "--target", "wave", "--window", "0").failed(2, "window", "at least 1");
    train("--csv", csv, "--target", "wave", "--window", "-2").failed(2, "window", "-2");
    train("--csv", csv, "--target", "wave", "--embedding", "3").failed(2, "Only symbols");
  }

  @Test
  void folderThatIsTakenIsRefused() throws IOException {
    Path taken = Files.createDirectory(work.resolve("taken"));
    Samples.write(taken.resolve("precious"), "work");
    Answer.to(Samples.train(taken, "--text", text(), "--updates", "1"))
        .failed(2, "not empty", "--resume");
    Path file = Samples.write(work.resolve("file"), "");
    Answer.to(Samples.train(file, "--text", text(), "--updates", "1"))
        .failed(1, "a file has its name");
    Answer.to(Samples.train(file.resolve("below"), "--text", text(), "--updates", "1"))
        .failed(2, "run folder", "--out");
  }

  @Test
  void damagedModelIsRefused() throws IOException {
    Path run = work.resolve("kept");
    Answer.to(Samples.train(run, "--text", text(), "--updates", "1")).succeeded();
    Path model = run.resolve("model.safetensors");
    byte[] whole = Samples.bytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length - 10));
    Answer.to("sample", run.toString()).failed(1, "model.safetensors");
    Files.write(model, Arrays.copyOf(whole, 5));
    Answer.to("evaluate", run.toString()).failed(1, "model.safetensors");
    Files.delete(model);
    Answer.to("sample", run.toString()).failed(1, "holds no model");
    Answer.to("sample", work.resolve("none").toString()).failed(1, "run folder does not exist");
  }

  @Test
  void modelOfANewerVersionIsRefused() throws IOException {
    Path run = work.resolve("kept");
    Answer.to(Samples.train(run, "--text", text(), "--updates", "1")).succeeded();
    Path model = run.resolve("model.safetensors");
    Samples.withMetadata(model, "carousel.format", "9");
    Answer.to("sample", run.toString()).failed(1, "newer version", "format 9");
    Path checkpoint = run.resolve("checkpoints/update-1.safetensors");
    Samples.withMetadata(checkpoint, "carousel.checkpoint.format", "9");
    Answer.to("train", "--out", run.toString(), "--resume").failed(1, "newer version", "format 9");
    assertTrue(Files.exists(checkpoint), "it is not damaged, and stays where it is");
  }

  @Test
  void stackTraceIsShownOnlyWhereItIsWanted() {
    Answer plain = train("--cell", "lstn");
    assertFalse(plain.err().contains("\tat "), plain.err());
    Answer traced = train("--cell", "lstn", "--stacktrace");
    assertTrue(traced.err().contains("\tat "), traced.err());
  }
}
