package dev.carousel.cli.diagnose;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.study.Study;
import dev.carousel.plugin.PluginRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code diagnose} shows if nothing else is asked for: an RNN whose gradient explodes, the
 * same one clipped, an RNN whose gradient vanishes, and an LSTM that carries an error over the same
 * distance. The step is that of plain gradient descent, because an optimizer such as Adam divides
 * it by the size of the gradient, which hides an explosion.
 */
final class Demonstration {
  /** Explodes: the orthogonal recurrent matrix doubles a state. */
  static final PluginRef LARGE = PluginRef.parse("rnn:gain=2,init=orthogonal");

  /** Vanishes. */
  static final PluginRef PLAIN = PluginRef.parse("rnn");

  /** Carries: its forget gates begin open, at sigmoid(5) = 0.993. */
  static final PluginRef GATED = PluginRef.parse("lstm:forget-bias=5");

  private static final String CLIPPING = "clip-norm";
  private static final String OPTIMIZER = "sgd:lr=1";

  private Demonstration() {}

  /**
   * What was shown.
   *
   * @param diagnosis of {@link #LARGE} untrained, without clipping and with it, {@link #PLAIN} and
   *     {@link #GATED}
   * @param blank the loss of a network that takes all symbols for equally likely
   */
  record Shown(Diagnosis diagnosis, double blank) {}

  /** The options beside which the demonstration is shown; all others ask for something else. */
  static Set<String> beside() {
    return Set.of(
        "--full",
        "--seed",
        "--threads",
        "--lag",
        "--json",
        "--html",
        "--arrays",
        "--figures",
        "--plugins",
        "--log",
        "--no-progress",
        "--stacktrace",
        "--recompute");
  }

  /** The options of its networks, with the seed that was given. */
  static RunOptions options(RunOptions given) {
    Map<String, String> settings = new LinkedHashMap<>(given.sharedSettings());
    settings.put("optimizer", OPTIMIZER);
    return RunOptions.of(settings);
  }

  /** Trains and measures the networks, in the order in which they are told of. */
  static List<Run> runs(Study study, RunOptions options) {
    Recipe clipped = options.recipe(LARGE.toString());
    return List.of(
        study.untrained(LARGE),
        study.train(withoutClipping(clipped)),
        study.train(clipped),
        study.train(options.recipe(PLAIN.toString())),
        study.train(options.recipe(GATED.toString())));
  }

  private static Recipe withoutClipping(Recipe recipe) {
    return recipe.withHooks(
        recipe.hooks().stream().filter(hook -> !hook.id().equals(CLIPPING)).toList());
  }
}
