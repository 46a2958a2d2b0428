package dev.carousel.cli.plugins;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.OptionSpec.Type;
import dev.carousel.spi.Schedule;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every number that a plugin accepts is of use: none of them ends training, or changes nothing. */
class NumbersOfPluginsTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.in(List.of()));
  private static final int MANY = 64;
  private static final Set<Type> NUMBERS = Set.of(Type.REAL, Type.INTEGER, Type.REALS);

  /** Which numbers make sense. Zero of a hook's strength does: a run without it to compare with. */
  private enum Rule {
    /** Zero would switch it off, or divide by it. */
    ABOVE_ZERO(Set.of("0", "-1"), Set.of()),
    /** Zero means off, or from the start. */
    FROM_ZERO(Set.of("-1"), Set.of("0")),
    /** A share of a mean that is kept, or of what a mean must fall by: at one, nothing changes. */
    SHARE(Set.of("1", "-1"), Set.of("0")),
    /** A factor that makes something smaller, but not zero. */
    REDUCTION(Set.of("0", "1", "-1"), Set.of()),
    /** A factor or a ratio of which one is the least. */
    FROM_ONE(Set.of("0", "0.5", "-1"), Set.of("1")),
    /** From nothing to the whole, both of use. */
    PART(Set.of("-1", "1.5"), Set.of("0", "1"));

    private final Set<String> refused;
    private final Set<String> accepted;

    Rule(Set<String> refused, Set<String> accepted) {
      this.refused = refused;
      this.accepted = accepted;
    }
  }

  /** By the option's name, or where plugins differ, by plugin and name. */
  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          entry("lr", Rule.ABOVE_ZERO),
          entry("eps", Rule.ABOVE_ZERO),
          entry("adam-eps", Rule.ABOVE_ZERO),
          entry("adam-factor", Rule.ABOVE_ZERO),
          entry("spam threshold", Rule.ABOVE_ZERO),
          entry("max", Rule.ABOVE_ZERO),
          entry("z-max", Rule.ABOVE_ZERO),
          entry("eta", Rule.FROM_ZERO),
          entry("strength", Rule.FROM_ZERO),
          entry("probability", Rule.PART),
          entry("shrink", Rule.ABOVE_ZERO),
          entry("beta1", Rule.SHARE),
          entry("beta2", Rule.SHARE),
          entry("adam-beta1", Rule.SHARE),
          entry("adam-beta2", Rule.SHARE),
          entry("beta", Rule.SHARE),
          entry("alpha", Rule.SHARE),
          entry("momentum", Rule.SHARE),
          entry("dampening", Rule.SHARE),
          entry("plateau threshold", Rule.SHARE),
          entry("min", Rule.SHARE),
          entry("final", Rule.SHARE),
          entry("rise", Rule.PART),
          entry("start", Rule.PART),
          entry("plateau gamma", Rule.REDUCTION),
          entry("step gamma", Rule.REDUCTION),
          entry("gradient-noise gamma", Rule.FROM_ZERO), // a variance that does not fall
          entry("weight-decay", Rule.FROM_ZERO),
          entry("adam-decay", Rule.FROM_ZERO),
          entry("lr-decay", Rule.FROM_ZERO),
          entry("momentum-decay", Rule.FROM_ZERO),
          entry("initial-sum", Rule.FROM_ZERO),
          entry("grace", Rule.FROM_ZERO),
          entry("warmup", Rule.FROM_ZERO),
          entry("zclip warmup", Rule.FROM_ONE),
          entry("patience", Rule.FROM_ZERO),
          entry("cooldown", Rule.FROM_ZERO),
          entry("percentile", Rule.FROM_ZERO), // the smallest of all norms
          entry("seed", Rule.FROM_ZERO),
          entry("updates", Rule.FROM_ZERO),
          entry("linear-warmup updates", Rule.FROM_ONE),
          entry("every", Rule.FROM_ONE),
          entry("reset", Rule.FROM_ONE),
          entry("iterations", Rule.FROM_ONE),
          entry("stop-after", Rule.FROM_ONE),
          entry("ratio", Rule.ABOVE_ZERO));

  /** Calls an action for each numeric option of the plugins of a kind. */
  private static <T> void eachNumber(PluginKind<T> kind, Consumer<Number<T>> action) {
    for (Plugin<T> plugin : PLUGINS.list(kind)) {
      if (plugin.id().equals("interrupt-at")) {
        continue; // of the tests
      }
      plugin.options().stream()
          .filter(option -> NUMBERS.contains(option.type()))
          .forEach(option -> action.accept(new Number<>(plugin, option)));
    }
  }

  private record Number<T>(Plugin<T> plugin, OptionSpec option) {
    String name() {
      return plugin.id() + " " + option.name();
    }

    /**
     * Products of the least and the greatest number, but for those that other options forbid; of
     * counts at most {@link #MANY}, which bound only time and memory.
     */
    List<Extreme<T>> extremes() {
      List<Extreme<T>> all = new ArrayList<>();
      for (double bound : List.of(option.minimum(), option.maximum())) {
        String text =
            option.type() == Type.INTEGER ? "" + (long) Math.min(MANY, bound) : "" + bound;
        PluginRef ref = new PluginRef(plugin.id(), Map.of(option.name(), text));
        try {
          all.add(new Extreme<>(ref.toString(), PLUGINS.create(plugin.kind(), ref)));
        } catch (CarouselException needsAnother) {
          String message = Objects.requireNonNull(needsAnother.getMessage());
          assertFalse(message.contains("invalid value"), ref::toString);
        }
      }
      return all;
    }
  }

  private record Extreme<T>(String text, T product) {}

  private static List<PluginKind<?>> kinds() {
    return List.of(
        PluginKind.CELL,
        PluginKind.OPTIMIZER,
        PluginKind.SCHEDULE,
        PluginKind.HOOK,
        PluginKind.LOSS,
        PluginKind.TASK);
  }

  @Test
  void noOptionTakesWhatIsNotFiniteOrHuge() {
    List<String> taken = new ArrayList<>();
    for (PluginKind<?> kind : kinds()) {
      eachNumber(
          kind,
          number -> {
            assertTrue(number.option.accepts(number.option.defaultValue()), number::name);
            for (String text : List.of("NaN", "Infinity", "-Infinity", "1e40", "-1e40")) {
              if (number.option.accepts(text)) {
                taken.add(number.name() + "=" + text);
              }
            }
          });
    }
    assertEquals(List.of(), taken);
  }

  private static Set<String> ruled(PluginKind<?> kind, Set<String> unruled) {
    Set<String> wrong = new TreeSet<>();
    eachNumber(
        kind,
        number -> {
          Rule rule = RULES.getOrDefault(number.name(), RULES.get(number.option.name()));
          if (rule == null) {
            unruled.add(number.name());
            return;
          }
          rule.refused.stream()
              .filter(number.option::accepts)
              .forEach(text -> wrong.add(number.name() + "=" + text + " is taken"));
          rule.accepted.stream()
              .filter(text -> !number.option.accepts(text))
              .forEach(text -> wrong.add(number.name() + "=" + text + " is refused"));
        });
    return wrong;
  }

  @Test
  void whatTrainsTakesNoNumberThatIsOfNoUse() {
    Set<String> unruled = new TreeSet<>();
    for (PluginKind<?> kind : List.of(PluginKind.OPTIMIZER, PluginKind.SCHEDULE, PluginKind.HOOK)) {
      assertEquals(Set.of(), ruled(kind, unruled));
    }
    assertEquals(Set.of(), unruled, "say above which numbers make sense");
  }

  /** From zero, so that the smallest step can be seen. */
  @Test
  void optimizersMoveParametersAtTheirExtremes() {
    eachNumber(
        PluginKind.OPTIMIZER,
        number -> {
          for (Extreme<Optimizer> extreme : number.extremes()) {
            NamedTensors moved = moved(extreme.product());
            assertTrue(moved.isFinite(), extreme.text());
            assertNotEquals(0, moved.norm(), extreme.text());
          }
        });
  }

  private static NamedTensors moved(Optimizer optimizer) {
    Tensor matrix = Precision.FLOAT64.zeros(3, 2);
    NamedTensors parameters = new NamedTensors(Map.of("layer0/w", matrix));
    NamedTensors gradients = parameters.like();
    for (int i = 0; i < matrix.size(); i++) {
      gradients.get("layer0/w").set(i, 0.5 + 0.1 * i * i);
    }
    OptimizerState state = optimizer.init(parameters);
    for (int update = 0; update < 5; update++) {
      optimizer.update(state, parameters, gradients, 1);
    }
    return parameters;
  }

  @Test
  void schedulesLeaveStepsAtTheirExtremes() {
    double[] losses = DoubleStream.iterate(9, loss -> loss * 0.99).limit(50).toArray();
    eachNumber(
        PluginKind.SCHEDULE,
        number -> {
          for (Extreme<Schedule> extreme : number.extremes()) {
            double[] factors =
                IntStream.range(0, 1000)
                    .mapToDouble(update -> extreme.product().factor(update, 1000, losses))
                    .toArray();
            assertTrue(DoubleStream.of(factors).allMatch(f -> f >= 0 && f <= 1), extreme.text());
            assertTrue(DoubleStream.of(factors).sum() > 0, extreme.text());
          }
        });
  }

  /** A layer whose units can never wake has no gradient. */
  @Test
  void cellsLearnAtTheirExtremes() {
    Map<String, String> settings = Map.of("task", "adding:length=5,sequences=8,valid=0");
    RunOptions options = RunOptions.parse(settings);
    Dataset data = options.data().open(PLUGINS);
    List<String> dead = new ArrayList<>();
    try (Engine engine = Engines.scalar(1)) {
      eachNumber(
          PluginKind.CELL,
          number ->
              number.extremes().stream()
                  .filter(extreme -> !learns(extreme.text(), options, data, engine))
                  .forEach(extreme -> dead.add(extreme.text())));
    }
    assertEquals(List.of(), dead);
  }

  private static boolean learns(String cell, RunOptions options, Dataset data, Engine engine) {
    Network network;
    try {
      network = ModelOptions.compile(engine, options.spec(data, cell, PLUGINS).units(8), PLUGINS);
    } catch (CarouselException tooLarge) { // for a layer of 8 units
      return true;
    }
    TrainingPlan plan = TrainingPlan.of(Limit.ofUpdates(2)).batch(4);
    NamedTensors after =
        Trainer.builder(network, data)
            .optimizer(PLUGINS.optimizer(PluginRef.parse("sgd:lr=1")))
            .hooks(List.of())
            .plan(plan)
            .run()
            .parameters();
    NamedTensors change = network.initialParameters(plan.seed());
    change.addScaled(-1, after);
    return after.isFinite() && change.under("layer0/").norm() > 0;
  }
}
