package dev.carousel.flow.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.fixture.ForeignPlugins;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.training.ClipLedger;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plugins of other names get the same advice as the built-in ones, in their own words: what is said
 * to one, translated word by word, is what is said to the other.
 */
class ForeignPluginsTest {
  /** What is advised against these names no plugin. */
  private static final Set<Rule> WITHOUT_PLUGINS = Set.of(Rule.SHORT_TRUNCATION);

  private static final Plugins BUILT_IN = Plugins.of(PluginDiscovery.onClassPath());
  private static final Plugins FOREIGN = ForeignPlugins.plugins();

  /** As they are written in options and in sentences; a whole sentence where the noun is chance. */
  private static final Map<String, String> WORDS =
      words(
          "clip-norm", "bound",
          "autoclip", "ranker",
          "preserve-norm", "evener",
          "forget-bias", "memory",
          "chrono", "spread",
          "coupled", "tied",
          "orthogonal", "turned",
          "zero", "blank",
          "tanh", "soft",
          "relu", "ramp",
          "identity", "line",
          "activation", "shape",
          "init", "start",
          "gain", "scale",
          "percentile", "rank",
          "max", "limit",
          "lr", "stride",
          "adam", "walker",
          "lstm", "keeper",
          "gru", "mixer",
          "rnn", "plain",
          "forget", "keep",
          "input", "admit");

  private static final List<String> CELLS =
      List.of(
          "lstm",
          "lstm:forget-bias=-5",
          "lstm:forget-bias=8",
          "lstm:chrono=100",
          "lstm:chrono=900",
          "lstm:coupled=true",
          "lstm:init=zero",
          "rnn",
          "rnn:init=orthogonal",
          "rnn:init=zero,activation=relu",
          "rnn:activation=identity,gain=3",
          "gru");

  private static final List<List<String>> HOOKS =
      List.of(
          List.of(),
          List.of("clip-norm:max=0.5"),
          List.of("autoclip"),
          List.of("autoclip:percentile=95", "preserve-norm"));

  private static Map<String, String> words(String... pairs) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      words.put(pairs[i], pairs[i + 1]);
    }
    return words;
  }

  private static String translated(String text) {
    Pattern any =
        Pattern.compile("(?<![\\w-])(" + String.join("|", WORDS.keySet()) + ")(?![\\w-])");
    return any.matcher(text).replaceAll(found -> WORDS.get(found.group()));
  }

  /**
   * Of a training whose norms recommend a threshold of 3.9, at a step that may be far too large.
   */
  private static Run run(String cell, List<String> hooks, Rule rule, String subject, String rate) {
    LayerFlow layer = Flows.layer(0, 2, Flows.state("h", 0.4, Verdict.EXPLODING));
    Run run = Flows.run(cell, layer);
    WatchReport watch =
        new WatchReport(clipped().report(), List.of(), List.of(), LossCurve.Losses.none());
    Run watched =
        new Run(
            cell,
            run.parameters(),
            run.updates(),
            rule == Rule.NON_FINITE ? Double.POSITIVE_INFINITY : run.validLoss(),
            run.report(),
            null,
            watch,
            List.of());
    Recipe recipe =
        new Recipe(
            PluginRef.parse(cell),
            PluginRef.parse(rate),
            hooks.stream().map(PluginRef::parse).toList(),
            64);
    return Flows.found(watched, recipe, rule, subject);
  }

  private static ClipLedger clipped() {
    ClipLedger ledger = new ClipLedger(10);
    for (int i = 0; i < 61; i++) {
      FloatTensor norm = new FloatTensor(1);
      norm.set(0, 1 + i / 100.0);
      NamedTensors gradients = new NamedTensors(Map.of("w", norm));
      UpdateHook.Update update = new UpdateHook.Update(i, 1, gradients, gradients);
      ledger.gradients(update);
      gradients.scale(0.5);
      ledger.hooked(update);
    }
    return ledger;
  }

  private static List<String> advice(Plugins plugins, Run run) {
    Remedies remedies = new Remedies(plugins);
    List<String> told = new ArrayList<>();
    for (Remedy remedy : remedies.of(run, run.findings().get(0), 100)) {
      told.add("alone: " + remedy.options() + ": " + remedy.why() + ": " + remedy.promise());
    }
    for (List<Remedy> agreed : remedies.of(run).values()) {
      agreed.forEach(remedy -> told.add(remedy.options()));
    }
    return told;
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void adviceIsTheSameInTheirOwnWords(Rule rule) {
    List<String> heard = new ArrayList<>();
    for (String cell : CELLS) {
      for (List<String> hooks : HOOKS) {
        for (String subject : List.of("forget", "input", "h")) {
          for (String rate : List.of("adam", "adam:lr=0.02", "adam:lr=1000")) {
            List<String> told = advice(BUILT_IN, run(cell, hooks, rule, subject, rate));
            Run twin =
                run(
                    translated(cell),
                    hooks.stream().map(hook -> translated(hook)).toList(),
                    rule,
                    translated(subject),
                    translated(rate));
            String which = cell + " " + hooks + " " + subject + " " + rate;
            assertEquals(
                own(told.stream().map(line -> translated(line)).toList()),
                own(advice(FOREIGN, twin)),
                which);
            heard.addAll(told);
          }
        }
      }
    }
    assertFalse(!WITHOUT_PLUGINS.contains(rule) && heard.isEmpty(), "nothing was compared");
  }

  /** Words of prose that are the name of a thing by chance. */
  private static List<String> own(List<String> told) {
    return told.stream()
        .map(line -> line.replace("starts at the scale", "starts at the gain"))
        .map(line -> line.replace("and a soft", "and a tanh"))
        .map(
            line ->
                line.replace("receive no admit", "receive no input")
                    .replace("new admit", "new input"))
        .toList();
  }

  /** A value that an option does not accept is not advised, and a whole number is rounded. */
  @Test
  void onlyValuesThatAnOptionAcceptsAreAdvised() {
    Catalogue catalogue = new Catalogue(FOREIGN);
    PluginRef keeper = PluginRef.parse("keeper");
    assertEquals(
        List.of("keeper:memory=4.6", "keeper:spread=5"),
        Stream.of(
                catalogue.with(PluginKind.CELL, keeper, OptionRole.MEMORY_BIAS, "4.6"),
                catalogue.with(PluginKind.CELL, keeper, OptionRole.MEMORY_SPAN, "4.6"),
                catalogue.with(PluginKind.CELL, keeper, OptionRole.MEMORY_BIAS, "20.5"))
            .flatMap(found -> found.stream())
            .map(PluginRef::toString)
            .toList());
  }
}
