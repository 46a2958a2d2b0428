package dev.carousel.flow.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipWay;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Remedy;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Options;
import dev.carousel.train.Progress;
import dev.carousel.train.SteadyClock;
import dev.carousel.train.TrainerFactory;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Networks that are trained, measured, and helped: all of it on one small task. */
class StudyTest {
  private static final long UPDATES = 20;
  private static final int LAG = 39;
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final Engine ENGINE = Engines.fused(2);

  private final List<String> heard = new ArrayList<>();
  private final Study study = study(new Heard());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  /** Notes what begins and ends, and how many updates there are between. */
  private final class Heard implements StudyListener {
    private int updates;

    @Override
    public TrainingListener training(String what) {
      heard.add("train " + what);
      updates = 0;
      return new TrainingListener() {
        @Override
        public void updated(Progress progress) {
          updates++;
        }
      };
    }

    @Override
    public void measuring(String what) {
      heard.add("measure " + what);
    }

    @Override
    public void ended() {
      heard.add("end after " + updates);
    }
  }

  private static Study study(StudyListener listener) {
    AddingTaskProvider provider = new AddingTaskProvider();
    Map<String, String> small = Map.of("length", "40", "sequences", "3200", "valid", "256");
    Dataset data = TaskDataset.of(provider, Options.of("adding", provider.options(), small));
    Conditions conditions =
        Conditions.of(data, PLUGINS, ENGINE, 6).withUpdates(UPDATES).withLag(LAG);
    return new Study(
        conditions, GradientFlow::measure, new TrainerFactory(new SteadyClock()), listener);
  }

  private static Recipe recipe(String cell, String optimizer, String... hooks) {
    return new Recipe(
        PluginRef.parse(cell),
        PluginRef.parse(optimizer),
        Stream.of(hooks).map(PluginRef::parse).toList(),
        64);
  }

  @Test
  void trainsMeasuresFindsAndPrescribes() {
    Run run = study.train(recipe("rnn", "adam:lr=0.01"));
    assertEquals(UPDATES, run.updates());
    assertTrue(run.validLoss() > 0 && run.validLoss() < 1, () -> "loss " + run.validLoss());
    assertEquals(LAG, run.flow().lag());
    assertEquals(List.of("train rnn", "end after 20", "measure rnn", "end after 20"), heard);
    assertEquals(Rule.VANISHING, run.findings().get(0).rule());
    List<String> prescribed =
        study.prescribe(run).values().stream().flatMap(List::stream).map(Remedy::options).toList();
    assertEquals("--cell lstm or --cell gru", prescribed.get(0));
  }

  /** The seed of the plan has been trained with already, and is not trained with again. */
  @Test
  void provesWhatIsPrescribedWithEverySeed() {
    Run run = study.train(recipe("rnn:init=orthogonal", "adam:lr=0.01", "clip-norm:max=1"));
    heard.clear();
    List<Cure> cures = study.prove(List.of(run), List.of(1L, 2L, 3L));
    assertFalse(cures.isEmpty());
    List<String> trained = heard.stream().filter(line -> line.startsWith("train")).toList();
    assertEquals("train rnn:init=orthogonal (as it is, seed 2 of 3)", trained.get(0));
    assertEquals(2 + 3 * cures.size(), trained.size(), trained::toString);
    for (Cure cure : cures) {
      assertEquals(3, cure.judged().trial().loss().seeds());
    }
  }

  @Test
  void equalConditionsGiveEqualFigures() {
    Recipe recipe = recipe("lstm", "adam:lr=0.01");
    Run first = study.train(recipe);
    Run second = study(StudyListener.none()).train(recipe);
    assertEquals(first.validLoss(), second.validLoss());
    assertEquals(
        first.flow().layers().get(0).states().get(0).gradient()[LAG],
        second.flow().layers().get(0).states().get(0).gradient()[LAG]);
  }

  @Test
  void aTrainingThatExplodedIsMeasuredAndSaysSo() {
    Run run = study.train(recipe("rnn:activation=identity,gain=3", "sgd:lr=1e6"));
    assertTrue(run.hasFailed());
    assertTrue(
        run.findings().stream()
            .anyMatch(f -> f.rule() == Rule.NON_FINITE || f.rule() == Rule.DIVERGED),
        () -> run.findings().toString());
  }

  @Test
  void aTrainingThatFailsIsOverForTheListenerToo() {
    Study stopped =
        study(
            new StudyListener() {
              @Override
              public TrainingListener training(String what) {
                return new TrainingListener() {
                  @Override
                  public void updated(Progress progress) {
                    throw new IllegalStateException("stop");
                  }
                };
              }

              @Override
              public void ended() {
                heard.add("end");
              }
            });
    assertThrows(CarouselException.class, () -> stopped.train(recipe("rnn", "adam")));
    assertEquals(List.of("end"), heard);
  }

  @Test
  void anUnknownPluginIsRefusedByItsName() {
    for (Recipe wrong :
        List.of(
            recipe("rrn", "adam"), recipe("rnn", "adamm"), recipe("rnn", "adam", "clip-nrom"))) {
      CarouselException refused = assertThrows(CarouselException.class, () -> study.train(wrong));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("did you mean"), refused::getMessage);
    }
  }

  @Test
  void untrainedNetworksAreMeasuredAndForetold() {
    Run start = study.untrained(PluginRef.parse("rnn"));
    assertFalse(start.trained());
    Forecasts forecasts =
        study.forecast(List.of(PluginRef.parse("rnn"), PluginRef.parse("lstm")), List.of(1L, 2L));
    assertEquals(List.of("rnn", "lstm"), forecasts.names());
    assertEquals(2, forecasts.bySeed().get(1).ofSeeds().size());
    assertEquals(List.of(), heard, "nothing was trained");
    assertEquals(Optional.empty(), study.compareClipping(start, List.of(1L)));
  }

  @Test
  void waysToClipAreComparedSideBySide() {
    Run run = study.train(recipe("rnn", "adam:lr=0.01", "clip-norm:max=1"));
    heard.clear();
    ClipComparison comparison = study.compareClipping(run, List.of(1L)).orElseThrow();
    List<String> ways = comparison.ways().stream().map(ClipWay::clipper).toList();
    assertEquals(List.of("none", "clip-norm:max=1"), ways.subList(0, 2));
    assertTrue(ways.containsAll(List.of("autoclip", "adagc", "agc", "zclip")), ways::toString);
    assertEquals("train rnn with none (seed 1 of 1)", heard.get(0));
    assertEquals("end after 20", heard.get(1));
  }
}
