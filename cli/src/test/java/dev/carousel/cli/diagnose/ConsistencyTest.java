package dev.carousel.cli.diagnose;

import static dev.carousel.flow.trial.TrialVerdict.NOT_MEASURED;
import static dev.carousel.plugin.PluginKind.CELL;
import static dev.carousel.spi.OptionRole.MEMORY_BIAS;
import static dev.carousel.spi.OptionRole.MEMORY_SPAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.diagnose.report.DiagnosisJson;
import dev.carousel.cli.diagnose.text.DiagnosisText;
import dev.carousel.cli.text.Look;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.BrokenTraining;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.remedy.Change;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Prover;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.remedy.Remedy;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.TrialVerdict;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.OptionRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hundreds of reports of networks made up at random: none contradicts itself. */
class ConsistencyTest {
  private static final int REPORTS = 600;
  private static final int UNITS = 10;
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final Catalogue CATALOGUE = new Catalogue(PLUGINS);
  private static final Remedies REMEDIES = new Remedies(PLUGINS);

  private static final List<String> CELLS =
      List.of(
          "rnn",
          "rnn:init=orthogonal",
          "rnn:activation=relu,init=identity,gain=1.2",
          "rnn:gain=2",
          "rnn:init=zero",
          "gru",
          "gru-reset-before",
          "irnn:gain=0.9",
          "indrnn",
          "ugrnn",
          "mgu:chrono=50",
          "brc",
          "star:keep-bias=3",
          "mut1",
          "cfn:chrono=50",
          "fastrnn",
          "fastgrnn:keep-bias=4",
          "mingru",
          "sru",
          "qrnn:pooling=ifo,chrono=50",
          "lru",
          "rg-lru",
          "lmu",
          "slstm",
          "slstm:chrono=50",
          "mlstm",
          "gated-delta",
          "ln-lstm:forget-bias=3",
          "lstm",
          "lstm:forget-bias=0",
          "lstm:forget-bias=4.6",
          "lstm:forget-bias=9",
          "lstm:chrono=100",
          "lstm:chrono=20",
          "lstm:chrono=900",
          "lstm:coupled=true",
          "lstm:gain=3");

  private final RandomGenerator random;

  ConsistencyTest() {
    random = RandomStreams.stream(1, "consistency");
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private StateFlow state(String name) {
    double rate = one(List.of(-1.5, -0.3, -0.05, -0.012, -0.001, 0.0, 0.003, 0.02, 0.3));
    Verdict verdict =
        rate < -0.01 ? Verdict.VANISHING : rate > 0.01 ? Verdict.EXPLODING : Verdict.STEADY;
    return chance(0.1) ? Flows.unmeasured(name) : Flows.state(name, rate, verdict);
  }

  private double[] shares() {
    double[] shares = new double[UNITS];
    Arrays.fill(shares, chance(0.3) ? 0.95 : 0.1);
    return shares;
  }

  private LayerDynamics dynamics(String layer, boolean isGated) {
    double[] range = new double[UNITS];
    Arrays.fill(range, chance(0.2) ? 1e-9 : 0.5);
    double[] norms = new double[50];
    Arrays.fill(norms, chance(0.3) ? 5 : 1); // beyond or within what a tanh bounds
    StateUse use =
        new StateUse("h", new double[UNITS], shares(), range, norms, chance(0.4) ? 0.05 : 0);
    double keeps = one(List.of(0.1, 0.8, 0.97, 0.999));
    List<GateUse> gates =
        isGated
            ? List.of(
                new GateUse("forget", new double[UNITS], shares(), new double[UNITS]),
                new GateUse("input", new double[UNITS], shares(), new double[UNITS]))
            : List.of();
    List<TimeScales> scales =
        isGated ? List.of(new TimeScales("c", new double[] {keeps, 0.1})) : List.of();
    return new LayerDynamics(layer, null, List.of(), scales, gates, List.of(use));
  }

  private Need need() {
    int context = one(List.of(1, 2, 5, 20, 60, 100));
    return switch (random.nextInt(4)) {
      case 0 -> Need.assumed(Flows.LAG);
      case 2 -> Need.of(Optional.empty(), Optional.empty(), Double.NaN, Flows.LAG);
      case 1 -> Flows.rewarding(context);
      default -> Flows.rewarding(context, one(List.of(1, 5, 20, 60)), one(List.of(2.4, 3.0)));
    };
  }

  private @Nullable WatchReport watch() {
    if (chance(0.4)) {
      return null;
    }
    int clipped = one(List.of(0, 30, 95));
    ClipReport report =
        new ClipReport(
            IntStream.range(0, 100)
                .mapToObj(i -> new ClipReport.Entry(i, 1 + i / 100.0, 0.5, 1, i < clipped))
                .toList(),
            List.of());
    return new WatchReport(report, List.of(), List.of(), LossCurve.Losses.none());
  }

  private Run run() {
    String cell = one(CELLS);
    boolean isGated = !cell.startsWith("rnn");
    int layers = 1 + random.nextInt(2);
    List<LayerFlow> flows = new ArrayList<>();
    List<LayerDynamics> dynamics = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      flows.add(
          isGated ? Flows.layer(i, 1, state("h"), state("c")) : Flows.layer(i, 1, state("h")));
      dynamics.add(dynamics("layer" + i, isGated));
    }
    Truncation truncation =
        new Truncation(
            Flows.LAG + 1,
            List.of(
                new Truncation.ChunkLength(50, 0.5, 1), new Truncation.ChunkLength(80, 0.95, 1)));
    LabReport report = Flows.report(dynamics, truncation, flows.toArray(LayerFlow[]::new));
    boolean isTrained = chance(0.7);
    Recipe recipe =
        isTrained && chance(0.8)
            ? Flows.recipe(cell, one(List.of("non-finite", "clip-norm:max=0.5", "zclip:max=0.5")))
            : null;
    WatchReport watch = isTrained ? watch() : null;
    int bptt = isTrained ? one(List.of(0, 10, 64)) : 0;
    Need need = need();
    ClipReport clipping = watch == null ? null : watch.clipping();
    boolean isBroken = recipe != null && chance(0.2);
    Run run =
        new Run(
            cell,
            1234,
            isTrained ? 200 : 0,
            isBroken ? Double.POSITIVE_INFINITY : isTrained ? 2.5 : Double.NaN,
            report,
            recipe,
            watch,
            Findings.of(new Evidence(report, clipping, bptt, need)),
            need,
            bptt);
    return isBroken
        ? run.failedBy(new BrokenTraining(200, 10, 150, false, 7, "It failed.").finding())
        : run;
  }

  @Test
  void noReportContradictsItself() {
    Map<Rule, Integer> seen = new HashMap<>();
    int without = 0;
    for (int i = 0; i < REPORTS; i++) {
      Run run = run();
      String text =
          String.join("\n", DiagnosisText.of(Flows.diagnosis(run), Look.plain(), REMEDIES));
      Map<Finding, List<Remedy>> prescribed = REMEDIES.of(run);
      run.findings().forEach(finding -> seen.merge(finding.rule(), 1, Integer::sum));
      without += run.findings().isEmpty() ? 1 : 0;
      gradesAgree(run, text);
      wordsAgree(run, text);
      valuesAgree(run, prescribed, text);
      lagsAgree(run, prescribed, text);
      timeScalesAgree(run, text);
      needsAreKept(run, prescribed, text);
    }
    Set<Rule> ofOthers = EnumSet.complementOf(EnumSet.copyOf(seen.keySet()));
    assertEquals(
        Set.of(Rule.DIVERGED, Rule.WORSE_THAN_CONSTANT), // they come from who trained or read it
        ofOthers,
        () -> "every other rule was met: " + seen);
    assertTrue(without > 20, "and so were networks without a fault: " + without);
  }

  /** Findings of the gradient are those of its grades, and never both of one layer. */
  private static void gradesAgree(Run run, String text) {
    for (LayerFlow layer : run.flow().layers()) {
      List<Finding> found =
          run.findings().stream()
              .filter(f -> f.rule() == Rule.VANISHING || f.rule() == Rule.EXPLODING)
              .filter(f -> layer.name().equals(f.layer()))
              .toList();
      assertTrue(found.size() <= 1, text);
      for (Finding finding : found) {
        if (finding.subject() != null) {
          StateFlow state =
              layer.states().stream()
                  .filter(s -> s.state().equals(finding.subject()))
                  .findFirst()
                  .orElseThrow();
          assertEquals(finding.rule().word(), run.grade(state).word().word(), text);
        }
        assertFalse(finding.rule() == Rule.VANISHING && run.need().isMet(), text);
      }
      boolean explodes =
          layer.states().stream().anyMatch(s -> run.grade(s).word() == Grade.Word.EXPLODING);
      assertEquals(explodes, found.stream().anyMatch(f -> f.rule() == Rule.EXPLODING), text);
    }
  }

  /** Time-scales are too short only where no more than next to nothing is left of the gradient. */
  private static void timeScalesAgree(Run run, String text) {
    for (Finding finding : run.findings()) {
      if (finding.rule() == Rule.SHORT_TIME_SCALES) {
        LayerFlow layer =
            run.flow().layers().stream()
                .filter(l -> l.name().equals(finding.layer()))
                .findFirst()
                .orElseThrow();
        assertTrue(
            layer.states().stream()
                .map(state -> run.grade(state).word())
                .allMatch(w -> w == Grade.Word.VANISHING || w == Grade.Word.UNMEASURED),
            text);
      }
    }
  }

  /** How far the gates of a cell start open, as a bias. */
  private static double openness(PluginRef cell) {
    double longest = CATALOGUE.number(CELL, cell, MEMORY_SPAN);
    return longest > 0
        ? Math.log(Math.max(1, longest - 1))
        : CATALOGUE.number(CELL, cell, MEMORY_BIAS);
  }

  /** No remedy shuts what the need asks to be open, whatever it is against. */
  private static void needsAreKept(Run run, Map<Finding, List<Remedy>> prescribed, String text) {
    int lag = Math.max(2, run.need().isMeasured() ? run.need().context() : Flows.LAG);
    PluginRef now = PluginRef.parse(run.cell());
    for (Change change : changes(prescribed)) {
      if (change instanceof Change.OfCell of && of.cell().id().equals(now.id())) {
        double enough = Math.min(openness(now), Math.log(Math.max(2, lag - 1)));
        assertTrue(openness(of.cell()) >= enough - 0.05, () -> of.cell() + "\n" + text);
      }
    }
  }

  private static boolean has(Run run, Rule rule) {
    return run.findings().stream().anyMatch(finding -> finding.rule() == rule);
  }

  private static void wordsAgree(Run run, String text) {
    String flat = text.replaceAll("\\s+", " ");
    boolean isSaid = !flat.contains("it is unknown") && !flat.contains("cannot be measured");
    assertEquals(run.findings().isEmpty() && isSaid, flat.contains("Nothing to fix."), text);
    if (run.need().isUnknown()) {
      assertFalse(has(run, Rule.VANISHING) || has(run, Rule.SHORT_TIME_SCALES), text);
      assertTrue(flat.contains("There is too little data to measure"), text);
    }
    assertEquals(has(run, Rule.EXPLODING), flat.contains("the gradient explodes"), text);
    if (flat.contains("the gradient vanishes")) {
      assertTrue(has(run, Rule.VANISHING), text);
    }
    if (has(run, Rule.VANISHING) && !has(run, Rule.EXPLODING)) {
      assertTrue(
          flat.contains("the gradient vanishes") || flat.contains("cannot be measured"), text);
    }
    assertFalse(flat.contains("--untrained") && !run.trained(), text);
  }

  /** No option gets two values, none the one that it has, and no gate is opened and closed. */
  private static void valuesAgree(Run run, Map<Finding, List<Remedy>> prescribed, String text) {
    PluginRef now = PluginRef.parse(run.cell());
    Map<String, String> values = new HashMap<>();
    List<Boolean> opened = new ArrayList<>();
    for (Change change : changes(prescribed)) {
      if (change instanceof Change.OfCell of && of.cell().id().equals(now.id())) {
        List<OptionRole> differ = differing(now, of.cell());
        assertFalse(differ.isEmpty(), () -> of.cell() + " is in force\n" + text);
        for (OptionRole option : differ) {
          agree(values, "cell " + option, CATALOGUE.value(CELL, of.cell(), option), text);
        }
        if (differ.contains(MEMORY_BIAS) && CATALOGUE.number(CELL, of.cell(), MEMORY_SPAN) == 0) {
          opened.add(
              CATALOGUE.number(CELL, of.cell(), MEMORY_BIAS)
                  > CATALOGUE.number(CELL, now, MEMORY_BIAS));
        } else if (differ.contains(MEMORY_SPAN) && CATALOGUE.number(CELL, now, MEMORY_SPAN) == 0) {
          opened.add(
              Math.log(CATALOGUE.number(CELL, of.cell(), MEMORY_SPAN) - 1)
                  > CATALOGUE.number(CELL, now, MEMORY_BIAS));
        }
      } else if (change instanceof Change.OfOptimizer of) {
        agree(values, "optimizer", of.optimizer().toString(), text);
      } else if (change instanceof Change.OfHook of) {
        agree(values, "hook " + of.hook().id(), of.hook().toString(), text);
        Recipe recipe = run.recipe();
        assertFalse(recipe != null && recipe.hooks().contains(of.hook()), text);
      } else if (change instanceof Change.OfChunks of) {
        agree(values, "bptt", "" + of.steps(), text);
      }
    }
    assertTrue(opened.stream().distinct().count() <= 1, text);
  }

  private static void agree(Map<String, String> values, String option, String value, String text) {
    assertEquals(value, Objects.requireNonNullElse(values.put(option, value), value), text);
  }

  private static List<OptionRole> differing(PluginRef now, PluginRef other) {
    List<OptionRole> differ = new ArrayList<>();
    for (OptionRole option :
        List.of(
            MEMORY_BIAS,
            MEMORY_SPAN,
            OptionRole.RECURRENT_GAIN,
            OptionRole.RECURRENT_INIT,
            OptionRole.ACTIVATION,
            OptionRole.INPUT_COUPLING)) {
      String before = CATALOGUE.value(CELL, now, option);
      if (!before.equals(CATALOGUE.value(CELL, other, option))) {
        differ.add(option);
      }
    }
    return differ;
  }

  private static List<Change> changes(Map<Finding, List<Remedy>> prescribed) {
    return prescribed.values().stream()
        .flatMap(List::stream)
        .flatMap(remedy -> remedy.changes().stream())
        .toList();
  }

  /** Gates are opened for no longer than the data rewards. */
  private static void lagsAgree(Run run, Map<Finding, List<Remedy>> prescribed, String text) {
    int longest = Math.max(2, run.need().isMeasured() ? run.need().context() : Flows.LAG);
    PluginRef now = PluginRef.parse(run.cell());
    for (Change change : changes(prescribed)) {
      if (change instanceof Change.OfCell of) {
        double chrono = CATALOGUE.number(CELL, of.cell(), MEMORY_SPAN);
        if (chrono != CATALOGUE.number(CELL, now, MEMORY_SPAN)) {
          assertTrue(chrono <= longest, text);
        }
        double bias = CATALOGUE.number(CELL, of.cell(), MEMORY_BIAS);
        if (now.id().equals(of.cell().id()) && bias > CATALOGUE.number(CELL, now, MEMORY_BIAS)) {
          assertTrue(bias <= Math.log(Math.max(2, longest - 1)) + 0.05, text);
        }
      }
    }
  }

  /** The loss of outputs that are all zero: some changes that lower the loss stay above it. */
  private static final double BLANK = 2.25;

  /** What trainings of any kind bring: each cell and optimizer its own loss, and some of chance. */
  private Run trained(Recipe recipe, long seed) {
    double level = 2 + 0.1 * (recipe.toString().hashCode() % 5);
    double chance = one(List.of(0.0, 0.001, 0.3)) * random.nextGaussian();
    double loss = chance(0.02) ? Double.POSITIVE_INFINITY : level + 0.1 * seed + chance;
    double rate = -0.3 + 0.05 * (recipe.cell().hashCode() % 4) + 0.001 * random.nextGaussian();
    Run run = Flows.run(recipe.cell().toString(), Flows.layer(0, 1, Flows.vanishing("h", rate)));
    return new Run(run.cell(), 1234, 200, loss, run.report(), recipe, null, run.findings());
  }

  /** Proofs of such networks: the same verdict everywhere, and no help with a worse loss. */
  @Test
  void noProofCallsAHelpWhatWorsensTheLoss() {
    Map<TrialVerdict, Integer> seen = new EnumMap<>(TrialVerdict.class);
    for (int i = 0; i < REPORTS / 3; i++) {
      Run run = run();
      List<Long> seeds =
          one(List.of(List.of(1L, 2L, 3L), List.of(1L), List.of(1L, 2L, 3L, 4L, 5L)));
      Prover prover =
          new Prover(
              REMEDIES, (recipe, updates, seed, name) -> trained(recipe, seed), seeds, BLANK);
      List<Cure> cures = prover.prove(List.of(run));
      Diagnosis proved = Flows.diagnosis(List.of(run), cures);
      JsonNode json =
          new ObjectMapper().valueToTree(DiagnosisJson.of(proved, REMEDIES)).at("/runs/0");
      String text =
          String.join(" ", DiagnosisText.of(proved, Look.plain(), REMEDIES))
              .replaceAll("\\s+", " ");
      cures.forEach(cure -> seen.merge(cure.judged().verdict(), 1, Integer::sum));
      helpsAreHelps(cures);
      proofsAgree(cures, json, text);
    }
    assertTrue(
        seen.keySet().containsAll(EnumSet.complementOf(EnumSet.of(NOT_MEASURED))), seen::toString);
  }

  private static void helpsAreHelps(List<Cure> cures) {
    List<Cure> sorted = new ArrayList<>(cures);
    sorted.sort(Comparator.comparing(Cure::judged, JudgedTrial.bestFirst()));
    assertEquals(sorted, cures, "the best first");
    assertEquals(cures.stream().map(Cure::change).distinct().count(), cures.size());
    for (Cure cure : cures) {
      PairedDifference loss = cure.judged().trial().loss();
      if (cure.hasHelped()) {
        assertTrue(loss.pairs() == 0 || loss.mean() <= 0.01 * loss.level(), cure::toString);
        assertTrue(loss.notFiniteAfter() == 0, cure::toString);
        assertTrue(loss.meanAfter() <= 1.01 * BLANK, cure::toString);
      }
    }
  }

  private static void proofsAgree(List<Cure> cures, JsonNode json, String text) {
    assertEquals(cures.size(), json.at("/cures").size());
    for (int i = 0; i < cures.size(); i++) {
      Cure cure = cures.get(i);
      JsonNode told = json.at("/cures/" + i);
      assertEquals(cure.judged().verdict().word(), told.at("/verdict").textValue());
      assertEquals(cure.hasHelped(), told.at("/helped").booleanValue());
      assertTrue(
          text.contains(
              cure.change().options()
                  + " (against "
                  + String.join(", ", cure.rules().stream().map(Rule::word).toList())
                  + ") "
                  + told.at("/summary").textValue()),
          text);
    }
    if (Cures.isJudged(cures)) {
      List<String> tries =
          Pattern.compile(" try (--\\S+ \\S+(?: --\\S+ \\S+)*) ")
              .matcher(text)
              .results()
              .map(m -> m.group(1))
              .toList();
      assertEquals(
          Cures.helpful(cures).stream().map(cure -> cure.change().options()).toList(), tries, text);
      assertTrue(text.contains("tried: " + json.at("/tried").textValue()), text);
    }
  }
}
