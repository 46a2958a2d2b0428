package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.cli.console.Terminal;
import dev.carousel.refusal.OnSomeMachines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is watched: its files, and that nothing else differs. */
class TrainWatchTest {
  @TempDir private Path work;

  private String[] arguments(String run, String... more) {
    String[] data = {"--text", Samples.text(work).toString()};
    return Samples.train(
        work.resolve(run), Stream.of(data, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private Answer train(String run, String... more) {
    return Answer.to(arguments(run, more));
  }

  private JsonNode flow(String run) throws IOException {
    return new ObjectMapper().readTree(work.resolve(run).resolve("flow.json").toFile());
  }

  private byte[] model(String run) {
    return Samples.bytes(work.resolve(run).resolve("model.safetensors"));
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> all = new ArrayList<>();
    array.forEach(value -> all.add(value.intValue()));
    return all;
  }

  @Test
  void watchingChangesNoBitOfTheModel() {
    String[] plan = {"--updates", "40", "--layers", "2", "--dropout", "0.2"};
    train("alone", plan).succeeded();
    train(
            "watched",
            Stream.of(plan, new String[] {"--watch"})
                .flatMap(Arrays::stream)
                .toArray(String[]::new))
        .succeeded();
    train(
            "live",
            Stream.of(plan, new String[] {"--live"}).flatMap(Arrays::stream).toArray(String[]::new))
        .succeeded();
    assertArrayEquals(model("alone"), model("watched"));
    assertArrayEquals(model("alone"), model("live"));
    assertFalse(Files.exists(work.resolve("alone").resolve("flow.json")));
  }

  @Test
  void folderKeepsWhatWasSeen() throws IOException {
    Answer answer =
        train("run", "--updates", "25", "--evaluate-every", "10", "--watch").succeeded();
    assertTrue(answer.out().contains("Flow      " + work.resolve("run").resolve("flow.html")));
    assertTrue(answer.out().contains("          " + work.resolve("run").resolve("flow.json")));
    assertFalse(answer.err().contains("http"), answer.err());
    JsonNode flow = flow("run");
    assertEquals(Set.of(), ReportSchemaTest.faults(flow));
    assertEquals("train", flow.get("command").textValue());
    JsonNode progress = flow.get("progress");
    assertEquals("ended", progress.get("state").textValue());
    assertEquals("limit", progress.get("reason").textValue());
    assertEquals(25, progress.get("updates").intValue());
    JsonNode run = flow.at("/runs/0");
    assertEquals(25, run.at("/clipping/seen").intValue());
    assertEquals(25, run.at("/clipping/before").size());
    assertEquals(List.of(0, 20), integers(run.at("/history/updates")));
    assertEquals(List.of(10, 20, 25), integers(run.at("/losses/updates")));
    assertTrue(run.at("/losses/train/0").isNumber());
    assertTrue(run.at("/losses/valid/0").isNumber());
    assertEquals(2, run.at("/layers/0/states").size());
    String page = Files.readString(work.resolve("run").resolve("flow.html"));
    assertTrue(page.contains("\"command\":\"train\""), "the report is in the page");
    assertFalse(page.contains("connect-src"), "a page that is kept asks for nothing");
  }

  @Test
  void liveRunTellsItsAddressAndStopsAnswering() {
    Answer answer = train("run", "--updates", "3", "--live").succeeded();
    assertTrue(answer.err().contains("\nLive      http://127.0.0.1:"), answer.err());
    assertTrue(Files.exists(work.resolve("run").resolve("flow.html")));
    assertNoServerIsLeft();
  }

  private static void assertNoServerIsLeft() {
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("carousel-live") || name.startsWith("HTTP-"))
            .toList());
  }

  @Test
  @OnSomeMachines
  void aPortThatIsTakenIsRefusedBeforeAFolderIsMade() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String port = Integer.toString(taken.getLocalPort());
      train("run", "--updates", "3", "--live", port)
          .failed(2, "The port of the live page is not available.", "port " + port, "another port");
    }
    assertFalse(Files.exists(work.resolve("run")));
  }

  @Test
  void aPortThatIsNoneIsRefusedBeforeAFolderIsMade() {
    train("run", "--live", "99999")
        .failed(2, "has an invalid port", "from 1 to 65535", "--live 99999");
    train("run", "--live", "x").failed(2, "--live");
    assertFalse(Files.exists(work.resolve("run")));
  }

  @Test
  void aRunThatIsInterruptedAndResumedIsOneRun() throws IOException {
    String[] plan = {"--updates", "40", "--hook", "interrupt-at:update=16", "--watch"};
    Answer stopped =
        Answer.to(Terminal.none(), InterruptAtProvider.interrupts(), arguments("run", plan));
    assertEquals(130, stopped.code(), stopped.err());
    assertEquals("stopped", flow("run").at("/progress/reason").textValue());
    assertEquals(17, flow("run").at("/runs/0/clipping/seen").intValue());
    String run = work.resolve("run").toString();
    Answer.to("train", "--out", run, "--resume", "--live").succeeded();
    JsonNode whole = flow("run").at("/runs/0");
    assertEquals(IntStream.range(0, 40).boxed().toList(), integers(whole.at("/clipping/updates")));
    assertEquals(40, whole.at("/clipping/seen").intValue());
    assertEquals(List.of(0, 20), integers(whole.at("/history/updates")));
    assertEquals(List.of(0, 10, 20, 30), integers(whole.at("/updateRatios/0/updates")));
    assertEquals(Set.of(), ReportSchemaTest.faults(flow("run")));
    JsonNode losses = whole.at("/losses/updates");
    assertEquals(40, losses.get(losses.size() - 1).intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--watch", "--live"})
  void aRunStaysWatchedWhenItIsResumed(String watched) throws IOException {
    train("run", "--updates", "12", watched).succeeded();
    String run = work.resolve("run").toString();
    Files.delete(work.resolve("run/flow.html"));
    Answer.to("train", "--out", run, "--resume", "--updates", "20").succeeded();
    assertEquals(20, flow("run").at("/runs/0/clipping/seen").intValue());
    assertTrue(Files.exists(work.resolve("run/flow.html")));
    Files.delete(work.resolve("run/run.json")); // then the checkpoint says it
    Answer.to("train", "--out", run, "--resume", "--updates", "25").succeeded();
    assertEquals(25, flow("run").at("/runs/0/clipping/seen").intValue());
  }

  @Test
  void aRunThatWasNotWatchedCanBeWatchedFromNowOn() throws IOException {
    train("run", "--updates", "12").succeeded();
    String run = work.resolve("run").toString();
    Answer.to("train", "--out", run, "--resume", "--updates", "20", "--watch").succeeded();
    Answer.to("train", "--out", run, "--resume", "--updates", "25").succeeded();
    assertEquals(13, flow("run").at("/runs/0/clipping/seen").intValue());
  }

  /** As when the process was killed after it had taken down more than its checkpoint holds. */
  @Test
  void whatWasSeenAfterTheCheckpointIsLeftOut() throws IOException {
    train("run", "--updates", "20", "--watch").succeeded();
    Path file = work.resolve("run").resolve("flow.json");
    String longer = Files.readString(file);
    train("short", "--updates", "10", "--watch").succeeded();
    Path shortRun = work.resolve("short");
    Files.writeString(shortRun.resolve("flow.json"), longer);
    Answer.to("train", "--out", shortRun.toString(), "--resume", "--updates", "20", "--watch")
        .succeeded();
    JsonNode whole = flow("short").at("/runs/0");
    assertEquals(IntStream.range(0, 20).boxed().toList(), integers(whole.at("/clipping/updates")));
    assertEquals(20, whole.at("/clipping/seen").intValue());
    assertEquals(List.of(0), integers(whole.at("/history/updates")));
  }

  /** Its limit is reached already, so that it sees nothing. */
  @Test
  void aResumedRunWithoutAnUpdateLeavesTheFileAsItIs() throws IOException {
    train("run", "--updates", "12", "--watch").succeeded();
    JsonNode before = flow("run");
    Answer.to("train", "--out", work.resolve("run").toString(), "--resume", "--watch").succeeded();
    assertEquals(before, flow("run"));
  }

  /** Killed within its last write, or a little before: the figures are there, the page is not. */
  @Test
  void aRunThatWasKilledBeforeItHadItsPageGetsItWhenItIsResumed() throws IOException {
    train("run", "--watch", "--updates", "6").succeeded();
    String run = work.resolve("run").toString();
    Path flow = work.resolve("run/flow.json");
    Path page = work.resolve("run/flow.html");
    String whole = Files.readString(flow);
    Files.delete(page);
    Answer.to("train", "--out", run, "--resume", "--watch").succeeded();
    assertTrue(Files.readString(page).contains("flow"));
    assertEquals(whole, Files.readString(flow));
    Files.delete(page);
    Files.writeString(flow, whole.replace("\"state\":\"ended\"", "\"state\":\"training\""));
    Answer answer = Answer.to("train", "--out", run, "--resume", "--watch").succeeded();
    assertTrue(answer.out().contains("flow.html"), answer.out());
    assertTrue(Files.exists(page));
    assertEquals(whole, Files.readString(flow));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    train("run", "--updates", "5", "--watch").succeeded();
    String run = work.resolve("run").toString();
    Path file = work.resolve("run").resolve("flow.json");
    ObjectNode flow = (ObjectNode) flow("run");
    ((ObjectNode) flow.at("/runs/0/clipping")).remove("seen");
    for (String content : List.of("{", flow.toString())) {
      Files.writeString(file, content);
      Answer.to("train", "--out", run, "--resume", "--updates", "9", "--watch")
          .failed(1, "cannot be read", "flow.json", "delete or move the file");
      Answer.to("diagnose", run, "--lag", "5")
          .failed(1, "cannot be read", "delete or move the " + "file");
    }
    Files.delete(file);
    Answer.to("train", "--out", run, "--resume", "--updates", "9").succeeded();
  }

  @Test
  void diagnoseKnowsWhatTheFolderKnows() throws IOException {
    train("run", "--updates", "30", "--hook", "clip-norm:max=1e-6", "--watch").succeeded();
    JsonNode diagnosed =
        Answer.to("diagnose", work.resolve("run").toString(), "--lag", "20", "--json", "-")
            .succeeded()
            .json();
    assertEquals(Set.of(), ReportSchemaTest.faults(diagnosed));
    JsonNode seen = flow("run").at("/runs/0");
    for (String section : List.of("clipping", "updateRatios", "history", "losses")) {
      assertEquals(seen.get(section), diagnosed.at("/runs/0/" + section), section);
    }
    assertTrue(
        diagnosed.at("/runs/0/findings").toString().contains("clipping-as-learning-rate"),
        "findings are made of it too");
  }

  @Test
  void whatWasSeenOfARunThatFailedIsKept() throws IOException {
    Answer answer =
        train(
            "run",
            "--updates",
            "30",
            "--cell",
            "rnn:activation=identity",
            "--optimizer",
            "sgd:lr=1000000",
            "--hook",
            "non-finite:stop-after=2",
            "--live");
    assertEquals(1, answer.code(), answer.err());
    assertEquals("failed", flow("run").at("/progress/reason").textValue());
    assertEquals(Set.of(), ReportSchemaTest.faults(flow("run")));
    assertNoServerIsLeft();
  }

  @Test
  void dataTooShortToMeasureIsRefusedBeforeAFolderIsMade() {
    String tiny = Samples.write(work.resolve("tiny.txt"), "abcdefghijabcdefghij").toString();
    Answer.to(Samples.train(work.resolve("tiny"), "--text", tiny, "--watch", "--updates", "2"))
        .failed(1, "too short to measure");
    assertFalse(Files.exists(work.resolve("tiny")));
  }
}
