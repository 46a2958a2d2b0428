package dev.carousel.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.experiments.search.Halving;
import dev.carousel.experiments.statistics.ComparisonVerdict;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps of trials that take no time. */
class SweepTest {
  @TempDir private Path folder = Path.of("");
  private final Counting body = new Counting();
  private final StopSignal stop = new StopSignal();
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  private static SweepPlan plan(@Nullable Halving halving, int seeds, String... xs) {
    List<Map<String, String>> all =
        Stream.of(xs)
            .<Map<String, String>>map(x -> new TreeMap<>(Map.of("cell", "lstm", "x", x)))
            .toList();
    return new SweepPlan(all, Stream.iterate(1L, seed -> seed + 1).limit(seeds).toList(), halving);
  }

  private SweepReport run(SweepPlan plan, int jobs, boolean isFailFast) {
    SweepListener listener =
        new SweepListener() {
          @Override
          public void ended(TrialResult result) {
            ended.add(result.trial().id());
          }
        };
    return Sweep.run(
        plan,
        new LocalRunner(jobs),
        new TrialTask(body, new SweepFolder(folder), listener, stop, isFailFast, List.of()));
  }

  @Test
  void everyCombinationIsTrainedWithEverySeed() {
    SweepReport report = run(plan(null, 3, "2", "1"), 3, false);

    assertEquals(
        List.of("c1-seed1", "c2-seed1", "c1-seed2", "c2-seed2", "c1-seed3", "c2-seed3"),
        report.results().stream().map(one -> one.trial().id()).toList());
    assertEquals(6, body.made.size());
    assertEquals(List.of("x=1", "x=2"), report.rows().stream().map(r -> r.label()).toList());
    assertEquals(1.03, report.rows().get(0).summary().mean(), 1e-12);
    SweepReport.MeanPoint point = report.rows().get(0).curve().get(0);
    assertEquals(1000, point.updates());
    assertEquals(1.03, point.mean(), 1e-12);
    assertEquals(1.03 + 4.302652729911275 * 0.01 / Math.sqrt(3), point.high95(), 1e-9);
    assertEquals("x=1", report.best().orElseThrow().label());
    assertEquals(ComparisonVerdict.BETTER, report.comparisons().get(0).verdict());
    assertEquals(List.of(), report.rivals());
    assertFalse(report.isStopped());
  }

  @Test
  void theBestHasRivalsWhereItIsNotSignificantlyBetter() {
    SweepReport report = run(plan(null, 2, "2", "3", "1"), 3, false);

    assertEquals("x=1", report.best().orElseThrow().label());
    assertEquals(List.of("x=2", "x=3"), report.rivals(), "two seeds are not judged");
    assertEquals(List.of(), new SweepReport(plan(null, 1, "1"), List.of(), true).rivals());
  }

  @Test
  void whatIsDoneIsNotMadeAgainAndGivesTheSame() {
    SweepReport first = run(plan(null, 2, "1", "explode"), 2, false);
    body.made.clear();
    ended.clear();

    SweepReport again = run(plan(null, 2, "1", "explode"), 2, false);

    assertEquals(List.of(), List.copyOf(body.made));
    assertEquals(first, again);
    assertEquals(4, ended.size());
  }

  @Test
  void aTrialThatFailsIsKeptAndStopsNoOther() {
    SweepReport report = run(plan(null, 2, "fail", "1"), 1, false);

    assertEquals(4, report.results().size());
    assertEquals(2, report.failed().size());
    assertEquals(Outcome.FAILED, report.results().get(0).outcome());
    assertTrue(report.results().get(0).fault().contains("It cannot be trained."));
    assertEquals("x=1", report.best().orElseThrow().label());

    body.isBroken = false;
    body.made.clear();
    SweepReport mended = run(plan(null, 2, "fail", "1"), 1, false);

    assertEquals(List.of("c1-seed1@0", "c1-seed2@0"), List.copyOf(body.made));
    assertEquals(0, mended.failed().size());
  }

  @Test
  void failFastMakesNoFurtherTrial() {
    SweepReport report = run(plan(null, 2, "fail", "1"), 1, true);

    assertEquals(List.of("c1-seed1@0"), List.copyOf(body.made));
    assertEquals(1, report.results().size());
    assertTrue(report.isStopped());
  }

  @Test
  void aStopLeavesWhatIsDone() {
    stop.ask();

    SweepReport report = run(plan(null, 2, "1"), 1, false);

    assertEquals(0, body.made.size());
    assertTrue(report.isStopped() && report.results().isEmpty() && report.rows().isEmpty());
    assertTrue(report.best().isEmpty() && report.comparisons().isEmpty());
  }

  @Test
  void halvingTrainsTheBestFurther() {
    Halving halving = new Halving(4, 2, 100, 400);

    SweepReport report = run(plan(halving, 2, "3", "1", "explode", "2"), 1, false);

    assertEquals(
        List.of(
            "c1-seed1@100",
            "c2-seed1@100",
            "c3-seed1@100",
            "c4-seed1@100", //
            "c1-seed2@100",
            "c2-seed2@100",
            "c3-seed2@100",
            "c4-seed2@100", //
            "c2-seed1@200",
            "c4-seed1@200",
            "c2-seed2@200",
            "c4-seed2@200", //
            "c2-seed1@0",
            "c2-seed2@0"),
        List.copyOf(body.made));
    assertEquals(
        List.of("x=1", "x=2", "x=3", "x=explode"),
        report.rows().stream().map(SweepReport.Row::label).toList());
    assertEquals(
        List.of(0L, 200L, 100L, 100L),
        report.rows().stream().map(SweepReport.Row::pauseAt).toList());
    assertEquals(List.of(), report.comparisons(), "they were not trained equally far");
  }

  @Test
  void aTrainingThatIsNotFiniteIsTheWorst() {
    SweepReport report = run(plan(null, 3, "explode", "5"), 2, false);

    assertEquals(List.of("x=5", "x=explode"), report.rows().stream().map(r -> r.label()).toList());
    assertEquals(3, report.rows().get(1).summary().notFinite());
  }

  @Test
  void aPlanIsReadAsItWasWritten() {
    SweepFolder kept = new SweepFolder(folder.resolve("kept"));
    SweepPlan plan = plan(new Halving(2, 2, 1, 2), 2, "1", "2");
    kept.requireNew();
    kept.begin(plan);

    assertEquals(plan, kept.plan());
    kept.requireSame(plan);
    Refusal.of(kept::requireNew, "The folder holds a sweep already.", "--resume");
    Refusal.of(
        () -> kept.requireSame(plan(null, 3, "1", "2")),
        "The folder holds another sweep.",
        "expected: the seeds [1, 2]",
        "found:    the seeds [1, 2, 3]");
    Refusal.of(
        () -> kept.requireSame(plan(new Halving(2, 2, 1, 2), 2, "1", "3")),
        "expected: combination 2: {cell=lstm, x=2}");
    Refusal.of(
        () -> kept.requireSame(plan(null, 2, "1", "2")), "expected: halving: Halving[trials=2");
    Refusal.of(() -> kept.requireSame(plan(null, 2, "1")), "expected: 2 combinations of settings");
  }

  @Test
  void foldersThatCannotBeUsedAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Refusal.of(() -> new SweepFolder(file).requireNew(), "The folder of the sweep is a file.");
    Refusal.of(() -> new SweepFolder(folder).requireNew(), "The folder of the sweep is not empty.");
    Refusal.of(() -> new SweepFolder(folder).plan(), "There is no sweep to go on with.");
    Files.writeString(folder.resolve("sweep.json"), "{\"combinations\":[");
    Refusal.of(
        () -> new SweepFolder(folder).plan(), "The plan of the sweep is damaged, or was edited.");
    Files.writeString(folder.resolve("sweep.json"), "{}");
    Refusal.of(
        () -> new SweepFolder(folder).plan(), "The plan of the sweep is damaged, or was edited.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "null", "[]", "{}", "3", ""})
  void aDamagedResultIsSetAsideAndTheTrialIsMadeAgain(String text) throws IOException {
    SweepReport whole = run(plan(null, 2, "1"), 1, false);
    body.made.clear();
    Path file = folder.resolve("trials/c1-seed1/result.json");
    Files.writeString(file, text);

    assertEquals(
        whole.rows().get(0).summary(), run(plan(null, 2, "1"), 1, false).rows().get(0).summary());
    assertEquals(List.of("c1-seed1@0"), List.copyOf(body.made));
    assertEquals(text, Files.readString(file.resolveSibling("result.json.damaged")));
    body.made.clear();
    run(plan(null, 2, "1"), 1, false);
    assertEquals(List.of(), List.copyOf(body.made), "it was written again");
  }

  @Test
  void aResultWithoutAnOutcomeOrOfOtherBytesIsSetAsideToo() throws IOException {
    run(plan(null, 2, "1"), 1, false);
    Path file = folder.resolve("trials/c1-seed1/result.json");
    Files.writeString(file, Files.readString(file).replace("\"FINISHED\"", "null"));
    Files.write(folder.resolve("trials/c1-seed2/result.json"), new byte[] {(byte) 0xff});
    body.made.clear();

    assertEquals(2, run(plan(null, 2, "1"), 1, false).results().size());
    assertEquals(List.of("c1-seed1@0", "c1-seed2@0"), List.copyOf(body.made));
  }

  @Test
  void aFolderThatCannotBeUsedIsOneTrialThatFailed() throws IOException {
    run(plan(null, 3, "1"), 1, false);
    Path file = folder.resolve("trials/c1-seed1/result.json");
    Files.writeString(file, "{");
    Files.createDirectories(file.resolveSibling("result.json.damaged").resolve("full"));
    Path second = folder.resolve("trials/c1-seed2");
    Files.delete(second.resolve("result.json"));
    Files.delete(second);
    Files.writeString(second, "a file");

    SweepReport report = run(plan(null, 3, "1"), 1, false);
    assertEquals(
        List.of(Outcome.FAILED, Outcome.FAILED, Outcome.FINISHED),
        report.results().stream().map(TrialResult::outcome).toList());
    String first = report.failed().get(0).fault();
    assertTrue(first.startsWith("The damaged result of a trial cannot be set aside."), first);
    assertTrue(first.contains("result.json.damaged") && first.contains("remove the file"), first);
    String other = report.failed().get(1).fault();
    assertTrue(other.startsWith("The folder of a trial cannot be made."), other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                                | JSON with other fields or values
          {"combinations":[{"x":"1"}],"seeds":[1,1]}          | the same seed twice.
          {"combinations":[{"x":"1"},{"x":"1"}],"seeds":[1]}  | the same combination of settings
          {"combinations":[],"seeds":[1]}                     | The sweep has no trials.
          {"combinations":[{}],"seeds":[1],"halving":{"trials":5,"eta":3,"smallest":1,"largest":9}}\
           | JSON with other fields or values
          """)
  void anEditedPlanIsNamed(String text, String found) throws IOException {
    Files.writeString(folder.resolve("sweep.json"), text);

    Refusal.of(
        () -> new SweepFolder(folder).plan(),
        "The plan of the sweep is damaged, or was edited.",
        found,
        "sweep.json");
  }

  @Test
  void tooManyTrialsAreRefused() {
    String[] xs = IntStream.range(0, 1001).mapToObj(Integer::toString).toArray(String[]::new);
    Refusal.of(
        () -> plan(null, 100, xs),
        "The sweep has too many trials.",
        "at most 100000",
        "1001 combinations, each with 100 seeds");
  }

  @Test
  void badPlansAreRefused() {
    Refusal.of(() -> plan(null, 0, "1"), "The sweep has no trials.");
    Refusal.of(() -> plan(null, 1), "The sweep has no trials.");
    Refusal.of(() -> new LocalRunner(0), "--jobs is out of range.", "found:    --jobs 0");
  }

  @Test
  void labelsSayWhatDiffers() {
    SweepPlan plan =
        new SweepPlan(
            List.of(
                Map.of("cell", "lstm", "units", "8"),
                Map.of("cell", "lstm", "units", "16", "bptt", "7")),
            List.of(5L),
            null);
    assertEquals("units=8", plan.label(0));
    assertEquals("as given", new SweepPlan(List.of(Map.of()), List.of(1L), null).label(0));
    assertEquals("c2-seed5", plan.trial(1, 5).id());
  }

  @Test
  void aSignalReachesWhoListens() {
    List<String> heard = new ArrayList<>();
    StopSignal.Handle gone = stop.onAsk(() -> heard.add("gone"));
    stop.onAsk(() -> heard.add("there"));
    gone.close();
    stop.ask();
    stop.onAsk(() -> heard.add("late"));
    assertEquals(List.of("there", "late"), heard);
    stop.ask();
    assertEquals(List.of("there", "late"), heard, "each is told once");
  }
}
