package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.diagnose.report.DiagnosisJson;
import dev.carousel.cli.diagnose.report.Report;
import dev.carousel.cli.diagnose.report.ReportReader;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of a report are those of its JSON, in both directions. */
class ReportReaderTest {
  private static final ReportReader READER = new ReportReader(1 << 24, 1 << 21);

  @TempDir private Path folder;

  private Report read(String json) throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, json);
    return READER.report(READER.tree(file));
  }

  private void assertWrittenAsItWasRead(String json) throws IOException {
    assertEquals(json, JsonText.toJson(read(json)));
  }

  private String diagnosis(String... more) {
    Path file = folder.resolve("diagnosis.json");
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--lag", "20", "--json", file.toString()));
    all.addAll(List.of(more));
    Answer.to(all.toArray(new String[0])).succeeded();
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void aDiagnosisThatWasNotWatchedIsWrittenAsItWasRead() throws IOException {
    Report report =
        DiagnosisJson.of(
            Flows.diagnosis(Flows.run("lstm", Flows.layer(0, 1.5, Flows.vanishing("c", -0.05)))),
            new Remedies(Plugins.of(PluginDiscovery.onClassPath())));
    String json = JsonText.toJson(report);
    assertWrittenAsItWasRead(json);
    Report.Network network = read(json).runs().get(0);
    assertNull(network.watch(), "what is not there is no section without figures");
    assertNull(network.changes());
    assertNull(network.layers().get(0).dynamics());
  }

  @Test
  void trainedNetworksWithCuresAreWrittenAsTheyWereRead() throws IOException {
    String json =
        diagnosis(
            "--batch",
            "4",
            "--bptt",
            "8",
            "--updates",
            "3",
            "--prove",
            "--compare-clipping",
            "--cell",
            "lstm:forget-bias=-2",
            "--cell",
            "rnn:init=orthogonal,gain=0.1");
    assertWrittenAsItWasRead(json);
    Report report = read(json);
    assertTrue(report.runs().stream().allMatch(run -> run.watch() != null));
    assertTrue(report.runs().stream().allMatch(run -> run.clippers() != null));
    assertTrue(report.runs().stream().allMatch(run -> run.changes() != null));
    assertTrue(report.runs().get(0).layers().get(0).dynamics() != null);
  }

  @Test
  void aForecastIsWrittenAsItWasRead() throws IOException {
    assertWrittenAsItWasRead(
        diagnosis("--batch", "4", "--bptt", "8", "--updates", "3", "--forecast", "--seeds", "2"));
  }

  @Test
  void theReportOfARunThatIsWatchedIsWrittenAsItWasRead() throws IOException {
    Path run = folder.resolve("run");
    String text = Samples.text(folder).toString();
    Answer.to(Samples.train(run, "--text", text, "--updates", "3", "--watch")).succeeded();
    String json = Files.readString(RunFolder.open(run).flow()).strip();
    assertWrittenAsItWasRead(json);
    assertEquals("ended", Objects.requireNonNull(read(json).progress()).state());
  }
}
