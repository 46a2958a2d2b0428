package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that contradict each other, and folders and data that are not there. */
class RequestBadInputTest {
  @TempDir private Path work = Path.of("");

  private void refused(int code, String line, String... told) {
    new Requests(work).refused(code, line, told);
  }

  @Test
  void aRunFolderIsOneThatTrainWrote() throws IOException {
    Files.createFile(work.resolve("file"));
    Files.createDirectory(work.resolve("empty"));
    for (String command : List.of("sample", "evaluate", "diagnose")) {
      refused(1, command + " @/none", "run folder does not exist", "found:    nothing", "none");
      refused(1, command + " @/empty", "holds no model", "model.safetensors", "empty");
    }
    for (String command : List.of("sample", "evaluate")) {
      refused(1, command + " @/file", "run folder does not exist", "found:    a file", "file");
    }
    refused(1, "diagnose @/file", "The file is truncated", "at least 8 bytes", "file");
  }

  @Test
  void sourcesOfDataExcludeEachOther() {
    String text = Samples.text(work).toString();
    String table = Samples.table(work).toString();
    List<List<String>> pairs =
        List.of(
            List.of("--text", text, "--csv", table),
            List.of("--csv", table, "--task", "adding"),
            List.of("--text", text, "--task", "adding"));
    for (List<String> pair : pairs) {
      for (String command : List.of("train --out @/run ", "diagnose ")) {
        refused(2, command + String.join(" ", pair), "More than one source of data", " and ");
      }
    }
  }

  @Test
  void whatIsAboutATableWantsOne() {
    String text = "train --out @/run --text " + Samples.text(work);
    for (String option : List.of("--target wave", "--window 3", "--ahead 2")) {
      refused(2, text + " " + option, "needs a table", "--csv FILE");
    }
    refused(
        2,
        text + " --group *.b:weight-decay=0",
        "--group needs a table",
        "try:      for parameters: --parameter-group '*.b:weight-decay=0'");
    String table = "train --out @/run --csv " + Samples.table(work) + " --target wave";
    refused(2, table + " --ahead -1", "rows ahead", "at least 0", "-1");
    refused(1, table + " --ahead 1000", "too short", "1000 ahead");
    refused(2, table + ",wave", "each named once", "wave, wave");
    refused(1, "train --out @/run --csv @/no.csv --target a", "no such table", "no.csv");
    refused(2, "train --out @/run --csv @ --target a", "no column 'a'", "wave");
  }

  @Test
  void notesOfAModelThatAreDamagedAreRefused() {
    Path kept = work.resolve("kept");
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(kept, "--text", text, "--updates", "1")).succeeded();
    SavedModel model = RunFolder.open(kept).readModel();
    List.of("seed", "bptt", "bestUpdate", "validLoss").forEach(name -> refusedNote(model, name));
  }

  @Test
  void whatWasSeenInTrainingAndIsDamagedIsRefused() throws IOException {
    Path kept = work.resolve("kept");
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(kept, "--text", text, "--updates", "1")).succeeded();
    Path flow = RunFolder.open(kept).flow();
    Map<String, String> damages = new LinkedHashMap<>();
    damages.put("{\"runs\":[{\"clipping\":{}}]}", "updates");
    damages.put("{", "(start marker at line: 1, column: 1)");
    damages.put("[".repeat(100), "the maximum allowed (64)");
    damages.put("\u00ff", "bytes that are not UTF-8");
    for (Map.Entry<String, String> damage : damages.entrySet()) {
      Files.write(flow, damage.getKey().getBytes(StandardCharsets.ISO_8859_1));
      refused(
          1,
          "diagnose @/kept",
          "The training's record cannot be read.",
          "expected: the file as 'carousel train --watch' wrote it",
          "found:    ",
          damage.getValue(),
          "flow.json",
          "delete or move the file");
    }
  }

  private void refusedNote(SavedModel model, String name) {
    Map<String, String> notes = new LinkedHashMap<>(model.notes());
    notes.put(name, "many");
    new SavedModel(model.network(), model.codec(), notes, model.parameters())
        .write(RunFolder.open(work.resolve("kept")).model());
    refused(1, "diagnose @/kept", "damaged", name, "many");
  }

  @Test
  void whatATrainedNetworkHasNoUseForIsNamed() {
    Path kept = work.resolve("kept");
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(kept, "--text", text, "--updates", "1")).succeeded();
    String measure = "diagnose @/kept ";
    for (String option :
        List.of("--untrained", "--prove", "--forecast", "--units 3", "--minutes 1")) {
      String name = option.split(" ")[0];
      refused(2, measure + option, "already trained", "found:    " + name);
    }
    refused(1, measure + "--text @/none.txt", "no such text", "none.txt");
    refused(2, "evaluate @/kept --window 3", "fixed by the model", "leave them out");
    refused(1, "evaluate @/kept --text @/none.txt", "no such text", "none.txt");
    refused(2, "sample @/kept --temperature Infinity", "temperature", "Infinity");
    refused(2, "sample @/kept --length -1", "length", "at least 1", "-1");
  }

  @Test
  void whatShowsItselfInTrainingIsNotAskedOfAnUntrainedNetwork() {
    refused(2, "diagnose --untrained --prove", "--prove without --untrained", "found:    both");
  }

  /** More than there is data for is no mistake. */
  @Test
  void aLagBeyondAllDataIsReduced() {
    String line = "diagnose --untrained --cell rnn --units 2 --lag 2147483647 --text ";
    Answer answer = new Requests(work).run(line + Samples.text(work)).succeeded();
    assertTrue(answer.out().contains("reduced from 2147483647"), answer.out());
  }
}
