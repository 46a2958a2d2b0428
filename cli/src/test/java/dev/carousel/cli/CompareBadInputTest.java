package dev.carousel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no reports, and what is said of them. */
class CompareBadInputTest {
  @TempDir private Path folder = Path.of("");

  private Path good() {
    return ComparedReports.write(folder.resolve("good.json"), ComparedReports.of("lstm"));
  }

  private Path bad(String content) {
    return Samples.write(folder.resolve("bad.json"), content);
  }

  private void refused(Path bad, String... told) {
    Answer.to("compare", good().toString(), bad.toString()).failed(1, told);
    Answer.to("compare", bad.toString(), good().toString()).failed(1, told);
  }

  private void refused(Consumer<ObjectNode> change, String... told) {
    ObjectNode report = ComparedReports.of("rnn", "lstm");
    change.accept(report);
    refused(bad(report.toString()), told);
  }

  @Test
  void aFileThatIsNotThere() {
    refused(
        folder.resolve("none.json"),
        "The report cannot be read.",
        "expected: a report that 'carousel diagnose --json FILE' wrote",
        "found:    no such file",
        "where:    " + folder.resolve("none.json"),
        "try:      name the file");
    refused(folder, "found:    a folder", "where:    " + folder);
    Answer.to("compare", good().toString()).failed(2, "AFTER", "carousel compare --help");
    Answer.to("compare").failed(2, "BEFORE");
  }

  /** A sparse file: nothing of it is read. */
  @Test
  void aFileThatIsTooLarge() throws IOException {
    Path huge = folder.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength((65L << 20));
    }
    refused(
        huge,
        "The report is too large to read.",
        "expected: at most 64 MiB",
        "found:    65 MiB",
        "where:    " + huge,
        "try:      compare fewer networks");
  }

  @Test
  void aFileThatIsNotJson() {
    refused(
        bad("{\n  \"command\": diagnose"),
        "The file is not JSON.",
        "found:    Unrecognized token",
        "bad.json, line 2, column",
        "try:      write it again: carousel diagnose --json FILE");
    refused(bad("{}{}"), "The file is not JSON.", "found:    Trailing token");
    refused(bad("[".repeat(5000)), "The file is not JSON.", "nesting depth");
    refused(bad(""), "The file is not a report of diagnose.", "found:    nothing");
  }

  @Test
  void aDocumentThatIsNoReport() {
    refused(bad("[1]"), "The file is not a report of diagnose.", "found:    a list");
    refused(bad("{}"), "The file is not a report of diagnose.", "found:    no 'command' in it");
    refused(
        bad("{\"command\":\"bench\"}"),
        "The file is not a report of diagnose.",
        "found:    what 'bench' wrote",
        "bad.json",
        "try:      carousel diagnose --json FILE, for each of the two");
    refused(
        bad("{\"command\":\"diagnose\"}"),
        "The report has no network to compare.",
        "expected: a list 'runs' with at least one network",
        "found:    no such list");
    refused(bad("{\"command\":\"diagnose\",\"runs\":[]}"), "found:    an empty list");
  }

  @Test
  void valuesOfTheWrongType() {
    refused(
        report -> report.put("runs", 3),
        "The report has a value of the wrong type.",
        "expected: a list",
        "found:    3",
        "bad.json, runs",
        "try:      write it again");
    refused(report -> report.put("seed", 1.5), "expected: a whole number", "found:    1.5", "seed");
    refused(report -> report.put("lag", "100"), "a whole number", "found:    \"100\"", "lag");
    refused(report -> report.put("data", 7), "expected: text", "found:    7", "data");
    refused(
        report -> ((ObjectNode) report.at("/runs/1")).put("validLoss", "low"),
        "expected: a number",
        "found:    \"low\"",
        "bad.json, runs[1].validLoss");
    refused(
        report -> ((ObjectNode) report.at("/runs/1")).put("trained", "yes"),
        "expected: true or false",
        "runs[1].trained");
    refused(
        report ->
            ((ObjectNode) report.at("/runs/0/layers/0/states/0"))
                .withArray("gradient")
                .set(2, "much"),
        "expected: a number",
        "found:    \"much\"",
        "runs[0].layers[0].states[0].gradient[2]");
    refused(
        report -> ((ObjectNode) report.at("/runs/0/layers/0/states/0")).put("gradient", 1),
        "expected: a list",
        "found:    1",
        "runs[0].layers[0].states[0].gradient");
    refused(
        report -> ((ObjectNode) report.at("/runs/0")).put("clipping", true),
        "expected: an object",
        "found:    true",
        "runs[0].clipping");
    refused(report -> report.withArray("runs").addNull(), "wrong type", "found:", "bad.json, runs");
  }

  @Test
  @Timeout(60)
  void aDevice() {
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(endless));
    refused(endless, "This is a device or a pipe, not a file.", "where:    /dev/zero");
  }

  /** Each would be looked for among all of the other report: hours, for a file of some MiB. */
  @Test
  void morePartsThanAreToBeCompared() {
    String runs = "{\"cell\":\"lstm\"},".repeat(1 << 14) + "{\"cell\":\"lstm\"}";
    refused(
        bad("{\"command\":\"diagnose\",\"runs\":[" + runs + "]}"),
        "The report has too many parts to be compared.",
        "expected: at most 16384 networks",
        "found:    16386",
        "try:      diagnose fewer networks at a time");
  }

  @Test
  void moreValuesThanMemoryIsFor() {
    refused(
        bad("[" + "{},".repeat(1 << 20) + "{}]"),
        "The file is not JSON.",
        "the maximum allowed (2097152)\n");
    refused(bad("{\"command\":\"\\u001b[2J\"}"), "found:    what '\\u001B[2J' wrote");
  }
}
