package dev.carousel.data.tasks;

import static dev.carousel.data.tasks.Tasks.create;
import static dev.carousel.data.tasks.Tasks.draw;
import static dev.carousel.data.tasks.Tasks.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class TasksTest {
  private static final int DRAWS = 2000;

  @Test
  void serviceLoaderFindsEveryTask() {
    List<String> ids =
        ServiceLoader.load(TaskProvider.class).stream().map(p -> p.get().id()).sorted().toList();
    assertEquals(
        List.of(
            "adding",
            "adding-hs97",
            "adding-pascanu",
            "anbn",
            "copying",
            "embedded-reber",
            "long-lag",
            "temporal-order",
            "temporal-order-pascanu",
            "trigger",
            "two-sequence"),
        ids);
  }

  @Test
  void discoveryFindsTasks() {
    try (PluginDiscovery discovery = PluginDiscovery.onClassPath()) {
      assertNotNull(Plugins.of(discovery).task(PluginRef.parse("adding")));
      assertEquals(List.of(), discovery.problems());
    }
  }

  @Test
  void everyTaskDrawsWhatItAnnounces() {
    for (TaskProvider provider : ServiceLoader.load(TaskProvider.class)) {
      Task task = create(provider, Map.of());
      assertEquals(10_000, task.sequences());
      assertEquals(1_000, task.validationSequences());
      for (int i = 0; i < 50; i++) {
        Task.Example example = draw(task, i);
        assertEquals(task.shape(), DataShape.of(example.inputs(), example.targets()));
        assertTrue(example.inputs().steps() <= task.longest());
      }
    }
  }

  @Test
  void addingMarksOneNumberInEachHalfAndAsksForTheirSum() {
    Task task = create(new AddingTaskProvider(), Map.of("length", "11"));
    TreeSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      float[] values = ((Inputs.Values) example.inputs()).values();
      assertEquals(22, values.length);
      int marked = 0;
      float sum = 0;
      for (int step = 0; step < 11; step++) {
        float marker = values[2 * step + 1];
        assertTrue(marker == 0 || marker == 1);
        marked += marker == 1 ? (step < 5 ? 1 : 100) : 0;
        sum += marker * values[2 * step];
        if (marker == 1) {
          places.add(step);
        }
      }
      assertEquals(101, marked);
      assertEquals(sum, ((Targets.Values) example.targets()).values()[0], 1e-6);
    }
    assertEquals(11, places.size());
  }

  /** The sum of two numbers of U[0, 1] has mean 1 and variance 1/6. */
  @Test
  void addingHasTheBaselineOfTheLiterature() {
    Task task = create(new AddingTaskProvider(), Map.of("length", "20"));
    SummaryStatistics squares = new SummaryStatistics();
    for (int i = 0; i < 20_000; i++) {
      double error = ((Targets.Values) draw(task, i).targets()).values()[0] - 1;
      squares.addValue(error * error);
    }
    // Four standard errors; the draws are fixed.
    assertEquals(
        1.0 / 6, squares.getMean(), 4 * squares.getStandardDeviation() / Math.sqrt(20_000));
  }

  @Test
  void addingOfSeveralLengthsIsMasked() {
    AddingTaskProvider provider = new AddingTaskProvider();
    Options options = options(provider, Map.of("length", "6", "min-length", "2", "valid", "64"));
    TaskDataset data = TaskDataset.of(provider, options);
    Chunk chunk = data.validation().epoch(64, 1, 1, 0).chunk(0);
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int row = 0; row < 64; row++) {
      lengths.add(chunk.length(row));
    }
    assertEquals(List.of(2, 3, 4, 5, 6), List.copyOf(lengths));
  }

  @Test
  void addingOfOneLengthHasNoMask() {
    AddingTaskProvider provider = new AddingTaskProvider();
    TaskDataset data = TaskDataset.of(provider, Options.defaults(provider.options()));
    Chunk chunk = data.training().epoch(32, 5, 1, 0).chunk(0);
    assertEquals(100, chunk.steps());
    assertNull(chunk.mask());
  }

  @Test
  void wrongLengthsAreRefused() {
    AddingTaskProvider adding = new AddingTaskProvider();
    Refusal.of(() -> create(adding, Map.of("length", "1")), "'length'", "from 2", "'1'");
    Refusal.of(() -> create(adding, Map.of("length", "-5")), "'length'", "'-5'");
    Refusal.of(() -> create(adding, Map.of("min-length", "1")), "'min-length'", "at least 2");
    Refusal.of(
        () -> create(adding, Map.of("length", "50", "min-length", "51")), "at most the length, 50");
    Refusal.of(() -> create(adding, Map.of("lenght", "50")), "did you mean 'length'?");
    Refusal.of(() -> create(adding, Map.of("sequences", "0")), "'sequences'", "from 1");
  }

  @Test
  void copyingShowsTenSymbolsAndAsksForThemAfterTheDelay() {
    Task task = create(new CopyingTaskProvider(), Map.of("delay", "5"));
    for (int draw = 0; draw < 100; draw++) {
      Task.Example example = draw(task, draw);
      int[] inputs = ((Inputs.Symbols) example.inputs()).ids();
      int[] targets = ((Targets.Symbols) example.targets()).ids();
      assertEquals(25, inputs.length);
      for (int step = 0; step < 25; step++) {
        boolean shown = step < 10;
        assertTrue(shown ? inputs[step] >= 1 && inputs[step] <= 8 : inputs[step] % 9 == 0);
        assertEquals(step == 14, inputs[step] == 9);
        assertEquals(step < 15 ? 0 : inputs[step - 15], targets[step]);
      }
    }
  }

  @Test
  void temporalOrderTellsTheClassFromTwoSymbols() {
    Task task = create(new TemporalOrderTaskProvider(), Map.of());
    TreeSet<Integer> lengths = new TreeSet<>();
    TreeSet<Integer> places = new TreeSet<>();
    TreeSet<Integer> classes = new TreeSet<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      Task.Example example = draw(task, draw);
      int[] ids = ((Inputs.Symbols) example.inputs()).ids();
      int answer = ((Targets.Symbols) example.targets()).ids()[0];
      assertEquals(0, ids[0]);
      assertEquals(7, ids[ids.length - 1]);
      int seen = 0;
      int order = 0;
      for (int step = 1; step < ids.length - 1; step++) {
        assertTrue(ids[step] >= 1 && ids[step] <= 6);
        if (ids[step] >= 5) {
          order = 2 * order + ids[step] - 5;
          seen++;
          places.add(step);
        }
      }
      assertEquals(2, seen);
      assertEquals(answer, order);
      lengths.add(ids.length);
      classes.add(answer);
    }
    assertEquals(List.of(100, 110), List.of(lengths.first(), lengths.last()));
    assertEquals(List.of(0, 1, 2, 3), List.copyOf(classes));
    assertEquals(22, places.size());
    assertEquals(List.of(10, 20), List.of(places.first(), places.floor(49)));
    assertEquals(List.of(50, 60), List.of(places.ceiling(21), places.last()));
  }
}
